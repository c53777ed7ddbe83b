// Large inputs, seeded and written as a stream, so that making them takes no memory: accounts where people live, and
// zones as polygons, the cells of the US postal areas' points with their borders drawn as finely as a size needs.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { voronoiCells } from '../src/geo/cells.ts';
import type { Position } from '../src/model/records.ts';
import { makeRandom, type Random, randomInt } from '../src/optimize/random.ts';
import { columns, readTable } from './inputs.ts';

export interface Towns {
  readonly id: readonly string[];
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** people of all zones up to and with this one */
  readonly upTo: Float64Array;
}

/**
 * The zones of a zones.csv with id, lat, lon, population, and others between the most populous until there are `count`.
 * @param part of them that is taken, spread over the file
 */
export function readTowns(zonesCsv: string, count: number, part = 1): Towns {
  const table = readTable(zonesCsv);
  const at = columns(table, 'id', 'lat', 'lon', 'population');
  const rows = table.rows.map(({ cells }) => at.map(column => cells[column] as string));
  const random = makeRandom(7);
  const bySize = [...rows].sort(
    (a, b) => Number(b[3]) - Number(a[3]) || ((a[0] as string) < (b[0] as string) ? -1 : 1),
  );
  for (let i = 0; rows.length < count; i++) {
    const [id, lat, lon, people] = bySize[i] as [string, string, string, string];
    const near = (degrees: string) => (Number(degrees) + 0.05 * (random() - 0.5)).toFixed(6);
    rows.push([`${id}B`, near(lat), near(lon), people]);
  }
  const taken = rows.filter((_, i) => Math.floor(part * (i + 1)) > Math.floor(part * i));
  const upTo = new Float64Array(taken.length);
  let people = 0;
  taken.forEach((row, i) => {
    people += Number(row[3]);
    upTo[i] = people;
  });
  return {
    id: taken.map(([id]) => id as string),
    lat: Float64Array.from(taken, row => Number(row[1])),
    lon: Float64Array.from(taken, row => Number(row[2])),
    upTo,
  };
}

interface Account {
  readonly zone: number;
  readonly lat: string;
  readonly lon: string;
  readonly potential: number;
  readonly revenue: number;
  readonly visits: number;
}

/** Within a kilometer or so of a zone's point, zones drawn by their people; lognormal potential. */
function draw(towns: Towns, random: Random): Account {
  const { upTo, lat, lon } = towns;
  const people = random() * (upTo[upTo.length - 1] as number);
  let low = 0;
  for (let high = upTo.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] as number) <= people) low = middle + 1;
    else high = middle;
  }
  const near = (degrees: number): string => (degrees + 0.02 * (random() - 0.5)).toFixed(5);
  const potential = Math.round(1000 * Math.exp(1.2 * (random() + random() + random() - 1.5)));
  return {
    zone: low,
    lat: near(lat[low] as number),
    lon: near(lon[low] as number),
    potential,
    revenue: Math.round(potential * random()),
    visits: 1 + randomInt(random, 4),
  };
}

/** @param other characters of other columns in every row. @returns how many bytes were written */
export async function writeAccountsCsv(
  file: string,
  towns: Towns,
  count: number,
  other = 0,
): Promise<number> {
  const filled = Math.ceil(other / 100);
  const names = Array.from({ length: filled }, (_, i) => `,other_${i + 1}`).join('');
  const random = makeRandom(1);
  // one text for all: what is in it is of no account, that it is in every row is
  const filler = Array.from({ length: filled }, () =>
    Array.from({ length: 99 }, () => String.fromCharCode(97 + randomInt(random, 26))).join(''),
  );
  return writeLines(file, function* () {
    yield `id,name,postal_code,lat,lon,potential,revenue,visits_per_year${names}\n`;
    for (let a = 0; a < count; a++) {
      const { zone, lat, lon, potential, revenue, visits } = draw(towns, random);
      const rest = filled === 0 ? '' : `,${filler.join(`${a % 10},`)}${a % 10}`;
      yield `A${a},Account ${a},${towns.id[zone]},${lat},${lon},${potential},${revenue},${visits}${rest}\n`;
    }
  });
}

export async function writeAccountsGeoJson(file: string, towns: Towns, count: number): Promise<number> {
  const random = makeRandom(1);
  return writeLines(file, function* () {
    yield '{"type":"FeatureCollection","features":[';
    for (let a = 0; a < count; a++) {
      const { zone, lat, lon, potential, revenue, visits } = draw(towns, random);
      const properties = `"id":"A${a}","name":"Account ${a}","postal_code":"${towns.id[zone]}","potential":${potential},"revenue":${revenue},"visits_per_year":${visits}`;
      yield `${a === 0 ? '' : ','}{"type":"Feature","properties":{${properties}},"geometry":{"type":"Point","coordinates":[${lon},${lat}]}}`;
    }
    yield ']}\n';
  });
}

export type Form = 'one line' | 'pretty' | 'a feature a line';

/**
 * Zones as polygons that share their vertices.
 * @param steps vertices of a border between two corners; fewer where it is short
 */
export async function writeZonesGeoJson(
  file: string,
  towns: Towns,
  steps: number,
  form: Form,
): Promise<{ bytes: number; vertices: number }> {
  const cells = voronoiCells({ count: towns.id.length, lat: towns.lat, lon: towns.lon });
  let vertices = 0;
  const write = (value: string) => (form === 'pretty' ? JSON.stringify(JSON.parse(value), null, 2) : value);
  const bytes = await writeLines(file, function* () {
    const collection = form !== 'a feature a line';
    if (collection) yield `{"type":"FeatureCollection","features":[${form === 'pretty' ? '\n' : ''}`;
    let first = true;
    for (let z = 0; z < cells.length; z++) {
      const shape = cells[z];
      if (!shape) continue;
      const polygons = shape.map(
        rings =>
          `[[${rings
            .map(ring => {
              const drawn = finely(ring, steps);
              vertices += drawn.length;
              return drawn.join(',');
            })
            .join('],[')}]]`,
      );
      const separator = collection && !first ? ',' : '';
      first = false;
      const feature = `{"type":"Feature","properties":{"id":"${towns.id[z]}","name":"Zone ${towns.id[z]}"},"geometry":{"type":"MultiPolygon","coordinates":[${polygons.join(',')}]}}`;
      yield `${separator}${write(feature)}${form === 'one line' ? '' : '\n'}`;
    }
    if (collection) yield ']}\n';
  });
  return { bytes, vertices };
}

/**
 * The same zones as a topology of millionths of a degree: a border that two zones share is one arc.
 * @param steps vertices of an arc between two corners; fewer where it is short
 */
export async function writeZonesTopoJson(
  file: string,
  towns: Towns,
  steps: number,
): Promise<{ bytes: number; vertices: number }> {
  const cells = voronoiCells({ count: towns.id.length, lat: towns.lat, lon: towns.lon });
  const known = new Map<string, number>();
  const ends: (readonly [Position, Position])[] = [];
  /** an arc by its number; backwards, its complement */
  const arcOf = (from: Position, to: Position): number => {
    const [a, b] = [from.map(unit).join(), to.map(unit).join()];
    const back = known.get(`${b} ${a}`);
    if (back !== undefined) return ~back;
    const arc = known.get(`${a} ${b}`) ?? ends.push([from, to]) - 1;
    known.set(`${a} ${b}`, arc);
    return arc;
  };
  const isLong = ([from, to]: readonly [Position, Position]) => from.map(unit).join() !== to.map(unit).join();
  let vertices = 0;
  const bytes = await writeLines(file, function* () {
    yield '{"type":"Topology","transform":{"scale":[1e-6,1e-6],"translate":[0,0]},"objects":{"zones":{"type":"GeometryCollection","geometries":[';
    let first = true;
    for (let z = 0; z < cells.length; z++) {
      const rings = cells[z]?.map(polygon =>
        polygon.map(ring =>
          ring
            .slice(1)
            .map((to, i) => [ring[i] as Position, to] as const)
            .filter(isLong)
            .map(([from, to]) => arcOf(from, to)),
        ),
      );
      if (!rings) continue;
      yield `${first ? '' : ','}{"type":"MultiPolygon","properties":{"id":"${towns.id[z]}","name":"Zone ${towns.id[z]}"},"arcs":${JSON.stringify(rings)}}`;
      first = false;
    }
    yield ']}},"arcs":[';
    for (const [i, [from, to]] of ends.entries()) {
      const line = border(from, to, steps);
      vertices += line.length;
      const [[x, y], ...rest] = line as [[number, number], ...[number, number][]];
      const deltas = rest.map(([px, py], k) => {
        const [qx, qy] = line[k] as [number, number];
        return `[${px - qx},${py - qy}]`;
      });
      yield `${i === 0 ? '' : ','}[[${x},${y}],${deltas.join(',')}]`;
    }
    yield ']}\n';
  });
  return { bytes, vertices };
}

const unit = (degrees: number): number => Math.round(degrees * 1e6);

/** A ring as texts of positions, closed; both sides of a border get the same ones. */
function finely(ring: readonly Position[], steps: number): string[] {
  const out: string[] = [];
  for (let i = 1; i < ring.length; i++) {
    for (const [x, y] of border(ring[i - 1] as Position, ring[i] as Position, steps)) {
      const text = `[${x / 1e6},${y / 1e6}]`;
      if (text !== out.at(-1)) out.push(text);
    }
  }
  const [first] = out;
  if (first !== undefined && out.at(-1) !== first) out.push(first);
  return out;
}

/** From corner to corner, in millionths of a degree; the same vertices whichever comes first. */
function border(from: Position, to: Position, steps: number): (readonly [number, number])[] {
  const [ax, ay] = from.map(unit) as [number, number];
  const [bx, by] = to.map(unit) as [number, number];
  const turned = ax > bx || (ax === bx && ay > by);
  const [px, py, qx, qy] = turned ? [bx, by, ax, ay] : [ax, ay, bx, by];
  const inner = Math.min(steps, Math.floor(Math.hypot(qx - px, qy - py) / 4));
  const noise = makeRandom((px * 31 + py * 17 + qx * 13 + qy) >>> 0);
  const line: [number, number][] = [[px, py]];
  for (let s = 1; s <= inner; s++) {
    const t = s / (inner + 1);
    // a narrow cone at either end, so that borders that meet do not cross
    const off = 0.02 * Math.min(t, 1 - t) * (noise() - 0.5);
    line.push([
      Math.round(px + t * (qx - px) - off * (qy - py)),
      Math.round(py + t * (qy - py) + off * (qx - px)),
    ]);
  }
  line.push([qx, qy]);
  return turned ? line.reverse() : line;
}

/** Parts of about a megabyte go to the disk together. */
async function writeLines(file: string, lines: () => Generator<string>): Promise<number> {
  const stream = createWriteStream(file);
  let bytes = 0;
  let block: string[] = [];
  let size = 0;
  const flush = async () => {
    const data = Buffer.from(block.join(''));
    bytes += data.length;
    block = [];
    size = 0;
    if (!stream.write(data)) await once(stream, 'drain');
  };
  for (const line of lines()) {
    block.push(line);
    size += line.length;
    if (size > 1 << 20) await flush();
  }
  await flush();
  stream.end();
  await once(stream, 'finish');
  return bytes;
}
