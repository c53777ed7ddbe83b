// Reads small input files and says what is read of each and told of it, word for word. Everything is loaded anew, so that tables
// that are made while loading are made in the test: only then do mutants of them show.

import { Buffer } from 'node:buffer';
import { vi } from 'vitest';
import type { IssueLog, RejectLog } from '../../src/io/issues.ts';
import type { Source } from '../../src/io/source.ts';
import type { Issue } from '../../src/model/records.ts';
import { pairsOf } from './roads/road-network.ts';

const usual = { country: 'FR', map: new Map<string, string>(), measures: [] as string[] };

export type Options = Partial<typeof usual> & {
  readonly potential?: string;
  readonly period?: boolean;
  readonly teams?: boolean;
  readonly vehicles?: readonly string[];
  readonly areaColumns?: readonly string[];
  readonly zoneIds?: ReadonlySet<string>;
  /** of a matrix: one layer among several */
  readonly partly?: boolean;
};

const ROLES = [
  'accounts',
  'reps',
  'zones',
  'aliases',
  'barriers',
  'overrides',
  'managers',
  'matrix',
] as const;
type Role = (typeof ROLES)[number];

/** Role of the file, what it is about, its text or bytes, and options. */
export type FileCase = readonly [role: Role, what: string, text: string | Uint8Array, options?: Options];

type Read = (source: Source, log: IssueLog, rejects: RejectLog, options: Options) => Promise<unknown>;

async function loadReaders() {
  vi.resetModules();
  const issues = await import('../../src/io/issues.ts');
  const { bytesSource } = await import('../../src/io/source.ts');
  const { readAccounts } = await import('../../src/io/accounts.ts');
  const { readReps } = await import('../../src/io/reps.ts');
  const { readZones } = await import('../../src/io/zones.ts');
  const { readAliases } = await import('../../src/io/aliases.ts');
  const { readBarriers } = await import('../../src/io/barriers.ts');
  const { readOverrides } = await import('../../src/io/overrides.ts');
  const { readManagers } = await import('../../src/io/managers.ts');
  const { readMatrix } = await import('../../src/io/roads/matrix.ts');
  const { makeResolver } = await import('../../src/io/roads/resolver.ts');
  const { shapeTools } = await import('../../src/geo/zone-shape.ts');
  const readers: Record<Role, Read> = {
    accounts: (source, log, rejects, options) => readAccounts(source, { ...usual, ...options }, log, rejects),
    reps: (source, log, _, options) => readReps(source, { ...usual, ...options }, log),
    zones: (source, log, rejects, options) =>
      readZones(source, { ...usual, shapes: shapeTools, ...options }, log, rejects),
    aliases: (source, log, _, { country }) => readAliases(source, log, country),
    barriers: (source, log, _, { country = 'FR' }) =>
      readBarriers(source, log, { zoneIds: ['01000', '01090', '29510'], areas: new Set(['Ain']), country }),
    overrides: (source, log, _, { country = 'FR' }) =>
      readOverrides(source, log, {
        zones: ['01000', '01090'],
        accounts: new Set(['C1', 'C22']),
        reps: ['R1', 'R22'],
        country,
      }),
    managers: (source, log, _, { country = 'FR' }) =>
      readManagers(source, log, { country, zoneIds: new Set(['Z1']) }),
    matrix: async (source, log, _, { partly }) => {
      const { rep, zone, account } = PLACES;
      const roads = await readMatrix(source, makeResolver({ rep, zone, account }, 'FR'), log, partly);
      const places = [
        ...[...rep].map(([name, place]) => ({ name, ...place })),
        ...[...zone].map(([name, place]) => ({ name: `zone ${name}`, ...place })),
        { name: 'nowhere', lat: 99, lon: 0 },
      ];
      const all = places.flatMap((_, a) => places.map((_, b) => [a, b] as const));
      const { minutes, km } = await roads.ask(pairsOf(places, all));
      const known = all.flatMap(([a, b], at) =>
        Number.isNaN(minutes[at] as number)
          ? []
          : [`${places[a]?.name} → ${places[b]?.name} ${minutes[at]} min ${km[at]} km`],
      );
      return { pairs: known, ...roads.input, gaps: roads.gaps(), off: roads.offRoad() };
    },
  };
  return { ...issues, bytesSource, readers };
}

/** R2 stands where zone 01000 is, and `twin` is a rep and a zone in different places. */
const PLACES = {
  rep: new Map([
    ['R1', { lat: 48, lon: -1 }],
    ['R2', { lat: 47, lon: 2 }],
    ['twin', { lat: 45, lon: 2 }],
  ]),
  zone: new Map([
    ['01000', { lat: 47, lon: 2 }],
    ['twin', { lat: 44, lon: 2 }],
  ]),
  account: new Map<string, { lat: number; lon: number }>(),
};

/** What is read of each file, or said of it. */
export async function wordsOfFiles(files: readonly FileCase[]): Promise<string> {
  const { readers, bytesSource, IssueLog, RejectLog, InputError } = await loadReaders();
  const all: string[] = [];
  for (const [role, what, text, options = {}] of files) {
    const log = new IssueLog();
    const rejects = new RejectLog();
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const result = await readers[role](bytesSource(`${role}.csv`, bytes), log, rejects, options).catch(
      (error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        return `refused:\n${error.issues.map(wordsOf).join('')}`;
      },
    );
    const set = [...rejects.rejects()].map(
      ({ line, column, reason, id, cells }) =>
        `  set aside ${line} ${column} [${id}] ${reason} ${JSON.stringify(cells)}\n`,
    );
    all.push(
      `${role}: ${what}\n`,
      ...log.issues().map(wordsOf),
      ...set,
      typeof result === 'string' ? `  ${result}` : `${lines(result)}\n`,
    );
  }
  return all.join('');
}

export const wordsOf = ({ severity, code, line, column, feature, found, expected, remedy }: Issue): string =>
  `  ${severity} ${code} (${feature ? 'feature' : 'line'} ${line}, ${column}) found ${found}; expected ${expected}; ${remedy}\n`;

export const plain = (_: string, part: unknown): unknown => {
  if (part instanceof Map) return [...part];
  if (part instanceof Set) return [...part];
  if (ArrayBuffer.isView(part)) return [...(part as Float64Array)];
  return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
};

/** Lists and figures a line each; those in which there is nothing are left out. */
function lines(result: unknown): string {
  const entries = result instanceof Map ? [...result] : Object.entries(withRows(result as object));
  return entries
    .map(([key, value]) => [key, JSON.stringify(value, plain)])
    .filter(([, text]) => !/^(?:null|\[(?:(?:""|"NaN"|0|null|\[\]),?)*\])$/.test(text ?? 'null'))
    .map(([key, text]) => `  ${key} ${text}\n`)
    .join('');
}

/** The rows of accounts with the cells of the first of them, which are read when they are asked for. */
function withRows(result: object): object {
  const { rows } = result as { rows?: { length: number; cells(row: number): string[] } };
  if (typeof rows !== 'object') return result;
  return { ...result, cells: Array.from({ length: Math.min(3, rows.length) }, (_, row) => rows.cells(row)) };
}
