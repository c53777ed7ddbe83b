// OSRM's table service: `GET /table/v1/{profile}/{lon,lat;…}?sources=…&destinations=…`. Seconds and metres.
// Its traps: it is built with a limit on the table (`TooBig`), and it moves any point to its nearest road, however far.

import { quoteCell } from '../issues.ts';
import { kmBetween } from './points.ts';
import type { Ask, Reply } from './request.ts';
import { serverFault } from './server-fault.ts';
import type { ServerUrl } from './server-url.ts';
import type { AskTable, Place } from './table.ts';
import { isObject, tableOf } from './table-json.ts';

/** Codes of a server that does not know the annotation `distance` (before 5.18, and MLD before 5.22). */
const NO_DISTANCE = new Set([
  'InvalidQuery',
  'InvalidOptions',
  'InvalidValue',
  'NotImplemented',
  'NoTable',
  'Error',
]);
/** the address with its coordinates is longer than the server, or a proxy before it, takes */
const TOO_LONG = new Set([413, 414, 431]);

export function osrmTable(server: ServerUrl, profile: string, ask: Ask): AskTable {
  /** null until the server has answered once */
  let distances: boolean | null = null;

  return async (from, to, signal) => {
    const { coordinates, sources, destinations } = naming(from, to);
    const once = async (withDistance: boolean) => {
      const annotations = withDistance ? '&annotations=duration,distance' : '';
      return ask(
        {
          path: `table/v1/${encodeURIComponent(profile)}/${coordinates}`,
          query: `sources=${sources}&destinations=${destinations}${annotations}`,
          maxBytes: 1_000_000 + from.length * to.length * 100 + (from.length + to.length) * 4096,
        },
        signal,
      );
    };
    const first = await once(distances ?? true);
    let reply = first;
    if (distances === null && NO_DISTANCE.has(codeOf(first) ?? '')) {
      reply = await once(false);
      // durations did not work either: the first answer is about the question that matters
      if (codeOf(reply) === 'Ok') distances = false;
      else if (codeOf(reply) !== 'TooBig') reply = first;
    }
    const code = codeOf(reply);
    if (code === 'TooBig' || TOO_LONG.has(reply.status)) return { state: 'too-big' };
    if (code !== 'Ok') throw refusal(server, profile, reply);
    distances ??= true;

    const answer = reply.json as Record<string, unknown>;
    const wrong = (found: string) =>
      serverFault(
        server.shown,
        found,
        'a table as OSRM gives it',
        'check that the address is that of OSRM 5 or later',
      );
    return {
      state: 'table',
      minutes: tableOf(answer.durations, 'durations', from.length, to.length, 60, wrong),
      km:
        answer.distances === undefined || answer.distances === null
          ? new Float64Array(from.length * to.length).fill(Number.NaN)
          : tableOf(answer.distances, 'distances', from.length, to.length, 1000, wrong),
      fromOffKm: offKmOf(answer.sources, 'sources', from, wrong),
      toOffKm: offKmOf(answer.destinations, 'destinations', to, wrong),
    };
  };
}

/** Each place is named once, also where it is a source and a destination. */
function naming(from: readonly Place[], to: readonly Place[]) {
  const names: string[] = [];
  const index = new Map<string, number>();
  const of = ({ lat, lon }: Place): number => {
    const name = `${lon.toFixed(6)},${lat.toFixed(6)}`;
    let at = index.get(name);
    if (at === undefined) {
      at = names.length;
      index.set(name, at);
      names.push(name);
    }
    return at;
  };
  const sources = from.map(of).join(';');
  const destinations = to.map(of).join(';');
  return { coordinates: names.join(';'), sources, destinations };
}

function codeOf({ json }: Reply): string | null {
  return isObject(json) && typeof json.code === 'string' ? json.code : null;
}

function refusal(server: ServerUrl, profile: string, reply: Reply) {
  const code = codeOf(reply);
  const { message } = (isObject(reply.json) ? reply.json : {}) as { message?: unknown };
  const found =
    code === null
      ? `HTTP ${reply.status} ${reply.said}`
      : `${quoteCell(code)}${typeof message === 'string' ? `: ${quoteCell(server.hide(message))}` : ''}`;
  return serverFault(server.shown, found, 'a table as OSRM gives it', remedyOf(code, profile));
}

function remedyOf(code: string | null, profile: string): string {
  switch (code) {
    case null:
      return 'give the address that stands before /table/v1, such as http://localhost:5000';
    case 'NoSegment':
      return 'a point has no road at all: check that the server has the map of this country, prepared for this profile';
    case 'NotImplemented':
    case 'NoTable':
      return 'start osrm-routed with the algorithm that its data was prepared for: --algorithm mld after osrm-customize';
    case 'InvalidQuery':
    case 'InvalidOptions':
    case 'InvalidValue':
    case 'InvalidUrl':
    case 'InvalidService':
    case 'InvalidVersion':
      return `check the profile (${quoteCell(profile)}) and that the address is the one before /table/v1`;
    default:
      return 'look at the log of the server';
  }
}

type Wrong = (found: string) => Error;

/** Km by which each place was moved to its road: as the server says, or from where it puts it. */
function offKmOf(list: unknown, name: string, places: readonly Place[], wrong: Wrong): Float64Array {
  if (!Array.isArray(list) || list.length !== places.length)
    throw wrong(`${Array.isArray(list) ? list.length : 'no'} ${name} for ${places.length} places`);
  return Float64Array.from(places, ({ lat, lon }, at) => {
    const { distance, location } = (isObject(list[at]) ? list[at] : {}) as Record<string, unknown>;
    if (typeof distance === 'number' && distance >= 0) return distance / 1000;
    const [x, y] = Array.isArray(location) ? location : [];
    return typeof x === 'number' && typeof y === 'number' ? kmBetween(lat, lon, y, x) : Number.NaN;
  });
}
