// What servers have answered, on disk: one file for each server, kind and profile, to which every table adds a line at its
// end. A line carries a checksum: one that a crash or a full disk has cut is passed over, and its pairs are asked for
// again. Runs at the same time add their lines between each other's.
//
//   sectorize roads 1 osrm driving http://localhost:5000
//   8f3a01c2 p 48117266,-1677793,15 …            point: lat and lon in millionths of a degree, metres to its road
//   1b22c9d0 r 48117266,-1677793 48390000,-4486000,14532,24113 …    from; to, hundredths of minutes and of km

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { InputError } from '../issues.ts';
import { safeNames } from '../safe-name.ts';
import type { CacheTable, Place } from './table.ts';

export interface RoadCache {
  readonly file: string;
  /** everything that is in it and whole */
  load(into: CacheReader): Promise<void>;
  append(table: CacheTable): Promise<void>;
}

export interface CacheReader {
  point(lat: number, lon: number, km: number): void;
  pair(from: Place, to: Place, minutes: number, km: number): void;
}

/**
 * @param server the address without secrets
 * @throws InputError when the folder cannot be made, read or written
 */
export async function openCache(
  folder: string,
  key: { readonly kind: 'osrm' | 'valhalla'; readonly profile: string; readonly server: string },
): Promise<RoadCache> {
  const head = `sectorize roads 1 ${key.kind} ${JSON.stringify(key.profile)} ${key.server}`;
  const hash = createHash('sha256').update(head).digest('hex').slice(0, 12);
  const file = join(folder, `${key.kind}-${safeNames([key.profile.slice(0, 40)])[0]}-${hash}.roads`);
  const failing = (error: unknown) => failure(folder, error);
  try {
    await mkdir(folder, { recursive: true });
    // as append: shows now whether it can be written; a cut line at the end is closed, so that it spoils no other
    const handle = await open(file, 'a+');
    try {
      const { size } = await handle.stat();
      const last = Buffer.alloc(1);
      if (size > 0) await handle.read(last, 0, 1, size - 1);
      if (size === 0) await handle.appendFile(`${head}\n`);
      else if (last[0] !== 10) await handle.appendFile('\n');
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw failing(error);
  }
  return {
    file,
    async load(into) {
      try {
        const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
        for await (const line of lines) readLine(line, into);
      } catch (error) {
        throw failing(error);
      }
    },
    async append({ pairs, points }) {
      const rows = new Map<string, string[]>();
      for (const { from, to, minutes, km } of pairs) {
        const name = ints(from);
        const row = rows.get(name);
        const cell = `${ints(to)},${figure(minutes, 100)},${figure(km, 100)}`;
        if (row) row.push(cell);
        else rows.set(name, [cell]);
      }
      const lines = [...rows].map(([from, cells]) => `r ${from} ${cells.join(' ')}`);
      if (points.length > 0)
        lines.unshift(`p ${points.map(point => `${ints(point)},${figure(point.km, 1000)}`).join(' ')}`);
      if (lines.length === 0) return;
      try {
        // one call: the lines of another run come before or after it
        await appendFile(file, lines.map(line => `${checksum(line)} ${line}\n`).join(''));
      } catch (error) {
        throw failing(error);
      }
    },
  };
}

/** Lines that are not whole, or of something else, say nothing. */
function readLine(line: string, into: CacheReader): void {
  const text = line.slice(9);
  if (line[8] !== ' ' || checksum(text) !== line.slice(0, 8)) return;
  const [kind, ...cells] = text.split(' ');
  if (kind === 'p') {
    for (const cell of cells) {
      const [lat, lon, km] = cell.split(',');
      into.point(degrees(lat), degrees(lon), number(km, 1000));
    }
  } else if (kind === 'r') {
    const [first = '', ...rest] = cells;
    const [fromLat, fromLon] = first.split(',');
    const from = { lat: degrees(fromLat), lon: degrees(fromLon) };
    for (const cell of rest) {
      const [lat, lon, minutes, km] = cell.split(',');
      into.pair(from, { lat: degrees(lat), lon: degrees(lon) }, number(minutes, 100), number(km, 100));
    }
  }
}

const ints = ({ lat, lon }: Place) => `${Math.round(lat * 1e6)},${Math.round(lon * 1e6)}`;
const degrees = (text: string | undefined) => Number(text) / 1e6;

/** nothing for NaN, `inf` for a point without a road; −1 (minutes: too far) as it is */
function figure(value: number, scale: number): string {
  if (Number.isNaN(value)) return '';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  return String(value < 0 ? value : Math.round(value * scale));
}

function number(text: string | undefined, scale: number): number {
  if (text === undefined || text === '') return Number.NaN;
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  const value = Number(text);
  return value < 0 ? value : value / scale;
}

/** FNV-1a, 32 bits: against accidents, not against people. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function failure(folder: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!code.startsWith('E') || code.startsWith('ERR_')) return error;
  return new InputError([
    {
      severity: 'error',
      code: 'option',
      file: 'roads.cache',
      line: null,
      column: null,
      found: `${folder}, which cannot be used (${code})`,
      expected: 'a folder that can be written',
      remedy: 'choose another with --road-cache, or check rights and room',
    },
  ]);
}
