// `roads:` of sectorize.yaml: where road times come from, instead of the estimate.
//
//   roads: {matrix: times.csv}
//   roads: {osrm: 'http://localhost:5000', cache: roads-cache}
//   roads: {valhalla: 'http://localhost:8002', profile: truck, timeout_seconds: 60, max_snap_km: 2, batch: 50}

import { about, checked, type Reader, reader, record, scalar } from './config-readers.ts';
import { either, needs, type Schema } from './config-schema.ts';
import { number, text } from './config-values.ts';
import { parseServerUrl, publicUrl } from './roads/server-url.ts';

export type RoadSetting = MatrixSetting | ServerSetting;

export interface MatrixSetting {
  readonly kind: 'matrix';
  readonly file: string;
}

export interface ServerSetting {
  readonly kind: 'osrm' | 'valhalla';
  /** as written: it may hold a password; `publicUrl` (roads/server-url) makes it fit for people and files */
  readonly url: string;
  /** OSRM's profile, Valhalla's costing */
  readonly profile: string;
  /** folder of what was answered; null: none is kept */
  readonly cache: string | null;
  readonly timeoutSeconds: number;
  readonly maxSnapKm: number;
  /** coordinates of a table */
  readonly batch: number;
}

/** What may be said beside the address of a server. */
export type ServerOptions = Partial<
  Pick<ServerSetting, 'profile' | 'cache' | 'timeoutSeconds' | 'maxSnapKm' | 'batch'>
>;

/** The setting with its file and folder where the tool can open them. */
export function roadsAt(setting: RoadSetting, path: (name: string) => string): RoadSetting {
  if (setting.kind === 'matrix') return { ...setting, file: path(setting.file) };
  return { ...setting, cache: setting.cache === null ? null : path(setting.cache) };
}

const USUAL_PROFILE = { osrm: 'driving', valhalla: 'auto' } as const;
const USUAL = { timeoutSeconds: 30, maxSnapKm: 5, batch: 100 };
/** beyond it Node gives up by itself */
const LONGEST_TIMEOUT = 300;

/** A server with what is usual for everything that is not said. */
export function serverSetting(
  kind: 'osrm' | 'valhalla',
  url: string,
  options: ServerOptions = {},
): ServerSetting {
  return { kind, url, profile: USUAL_PROFILE[kind], cache: null, ...USUAL, ...options };
}

/** An address; a wrong one is reported without the password that may stand in it. */
const address: Reader<string> = reader(
  { type: 'string', pattern: '^\\s*[hH][tT][tT][pP][sS]?://[^/?#\\s]+' },
  (tree, key, report) => {
    const value = tree.kind === 'scalar' && typeof tree.value === 'string' ? tree.value.trim() : null;
    if (value !== null && parseServerUrl(value)) return value;
    report({
      code: 'bad-setting',
      line: tree.line,
      key,
      found: value === null ? 'no text' : JSON.stringify(publicUrl(value)),
      expected: 'the address of a server, such as http://localhost:5000',
      remedy: `mend ${key}`,
    });
    return undefined;
  },
);

const fields = record({
  matrix: about(
    'A CSV of road times, long (from, to, minutes, km) or wide, relative to this file.',
    scalar(text),
  ),
  osrm: about('Address of an OSRM server, such as http://localhost:5000.', address),
  valhalla: about('Address of a Valhalla server, such as http://localhost:8002.', address),
  profile: about(
    'Profile of OSRM (driving if not set), or costing of Valhalla (auto if not set).',
    scalar(text),
  ),
  cache: about(
    'Folder where the answers of the server are kept, relative to this file; nothing is kept without it.',
    scalar(text),
  ),
  timeout_seconds: about(
    'How long one request may take.',
    scalar(number(1, LONGEST_TIMEOUT)),
    USUAL.timeoutSeconds,
  ),
  max_snap_km: about(
    'A point farther from the nearest road is outside the map of the server.',
    scalar(number(0, 1000)),
    USUAL.maxSnapKm,
  ),
  batch: about(
    'Coordinates of one table; OSRM refuses more than 100 unless it is started with more.',
    scalar(number(2, 1000, true)),
    USUAL.batch,
  ),
});

type Found = NonNullable<ReturnType<typeof fields>>;

const SOURCES = ['matrix', 'osrm', 'valhalla'] as const;
const SERVER_KEYS = ['profile', 'cache', 'timeout_seconds', 'max_snap_km', 'batch'] as const;

const oneSource = (found: Found): found is Found =>
  SOURCES.filter(key => found[key] !== undefined).length === 1;
const serverKeysOfServer = (found: Found): found is Found =>
  found.matrix === undefined || SERVER_KEYS.every(key => found[key] === undefined);

const ONE_SOURCE: Schema = { oneOf: SOURCES.map(key => needs(key)) };
const NO_SERVER_KEYS: Schema = either(
  { not: needs('matrix') },
  { properties: Object.fromEntries(SERVER_KEYS.map(key => [key, { type: 'null' }])) },
);

const complete = checked(
  checked(fields, oneSource, 'one of matrix, osrm and valhalla', ONE_SOURCE),
  serverKeysOfServer,
  `no ${SERVER_KEYS.join(', ')} beside matrix: they are of a server`,
  NO_SERVER_KEYS,
);

export const roadsReader: Reader<RoadSetting> = reader(complete.schema, (tree, key, report) => {
  let told = false;
  const found = complete(tree, key, finding => {
    told = true;
    report(finding);
  });
  // half of what was said would be another source, or none
  if (!found || told) return undefined;
  const { matrix, osrm, valhalla, profile, cache, timeout_seconds, max_snap_km, batch } = found;
  if (matrix !== undefined) return { kind: 'matrix', file: matrix };
  const options: ServerOptions = {
    ...(profile !== undefined && { profile }),
    ...(cache !== undefined && { cache }),
    ...(timeout_seconds !== undefined && { timeoutSeconds: timeout_seconds }),
    ...(max_snap_km !== undefined && { maxSnapKm: max_snap_km }),
    ...(batch !== undefined && { batch }),
  };
  return osrm !== undefined
    ? serverSetting('osrm', osrm, options)
    : serverSetting('valhalla', valhalla as string, options);
});
