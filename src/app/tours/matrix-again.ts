// The matrix of road times that tours were made with, read again for verify: what it says now of every row of tours-roads.csv.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { at, listAt } from '../../evaluate/verify/json.ts';
import type { Table } from '../../evaluate/verify/table.ts';
import type { TourRoadsFile } from '../../evaluate/verify/tours/roads.ts';
import { placesOfTours, readRoads, worldsOf } from '../../evaluate/verify/tours/worlds.ts';
import type { VerifyInput } from '../../evaluate/verify.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { makeResolver, type NamedPlace } from '../../io/roads/resolver.ts';
import { openRoads } from '../../io/roads/source.ts';
import { readJson, type VerifyOptions } from '../verify.ts';

/** @throws InputError when the file cannot be read */
export async function matrixOfTours(
  file: string,
  table: Table,
  layers: readonly VerifyInput[],
): Promise<TourRoadsFile['matrix']> {
  const worlds = worldsOf(layers);
  const { bases, accounts } = placesOfTours(worlds);
  const named = (of: Iterable<readonly [string, readonly [number, number]]>): Map<string, NamedPlace> =>
    new Map([...of].map(([id, [lat, lon]]) => [id, { lat, lon }]));
  const zones = worlds.flatMap(({ layer: { zones: of } }) =>
    of.id.map((id, i) => [id, [of.lat[i] as number, of.lon[i] as number] as const] as const),
  );
  const resolver = makeResolver(
    { rep: named(bases), zone: named(zones), account: named(accounts) },
    worlds[0]?.layer.plan.settings.country ?? '',
  );
  const log = new IssueLog();
  const source = await openRoads({ kind: 'matrix', file }, { resolver, log });
  if (log.hasErrors()) throw new InputError(log.issues());
  const { roads } = readRoads(table, worlds);
  const answers = await source.ask({
    lat: Float64Array.from([...roads.map(({ start }) => start[0]), ...roads.map(({ end }) => end[0])]),
    lon: Float64Array.from([...roads.map(({ start }) => start[1]), ...roads.map(({ end }) => end[1])]),
    from: Int32Array.from(roads, (_, r) => r),
    to: Int32Array.from(roads, (_, r) => roads.length + r),
  });
  return { sha256: source.input?.sha256 ?? '', answers };
}

/**
 * Which of a plan and its tours the file of road times is meant for that verify was given: it says it of itself, by its SHA-256.
 * One that is of neither is the plan's, if that was made by a matrix, else the tours'.
 */
export async function sortRoads(
  dir: string,
  options: VerifyOptions,
): Promise<{ readonly ofPlan: VerifyOptions; readonly ofTours: string | null }> {
  const quietly = () => {};
  const wanted = at(
    await readJson(join(dir, 'tours.json'), 'tours.json', quietly),
    'travel',
    'input',
    'sha256',
  );
  const file = options.roads ?? options.known?.roads ?? null;
  if (typeof wanted !== 'string' || file === null) return { ofPlan: options, ofTours: null };
  const bytes = await readFile(file).catch(() => null);
  const found = bytes && createHash('sha256').update(bytes).digest('hex');
  const plan = await readJson(join(dir, 'plan.json'), 'plan.json', quietly);
  const planned = listAt(plan, 'inputs').filter(input => at(input, 'role') === 'roads');
  const isPlanned = planned.some(input => at(input, 'sha256') === found);
  const { roads, ...others } = options;
  if (found === wanted) return { ofPlan: isPlanned ? options : others, ofTours: file };
  return { ofPlan: options, ofTours: roads !== undefined && planned.length === 0 ? file : null };
}
