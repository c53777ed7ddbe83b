// A plan's matrix of road times read again, for verify: what it says now of every row of roads.csv.

import { placesOf, readRoadBook } from '../../evaluate/verify/roads.ts';
import { buildWorld } from '../../evaluate/verify/world.ts';
import type { VerifyInput } from '../../evaluate/verify.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { makeResolver, type NamedPlace, type RoadKind } from '../../io/roads/resolver.ts';
import { openRoads } from '../../io/roads/source.ts';

/** @throws InputError when the file cannot be read */
export async function withMatrix(input: VerifyInput, file: string): Promise<VerifyInput> {
  const { roads } = input;
  if (!roads) return input;
  const world = buildWorld(input);
  const placeOf = placesOf(world);
  const places = (kind: RoadKind, ids: readonly string[]) =>
    new Map(
      ids.flatMap((id): [string, NamedPlace][] => {
        const place = placeOf(kind, id);
        return place ? [[id, { lat: place[0], lon: place[1] }]] : [];
      }),
    );
  const resolver = makeResolver(
    {
      rep: places('rep', [...world.repIndex.keys()]),
      zone: places('zone', world.unitId),
      account: places('account', world.accounts?.id ?? []),
    },
    world.settings.country,
  );
  const { roads: rows } = readRoadBook(roads.table, placeOf);
  const log = new IssueLog();
  const source = await openRoads({ kind: 'matrix', file }, { resolver, log, partly: true });
  if (log.hasErrors()) throw new InputError(log.issues());
  const point = (of: (row: (typeof rows)[number]) => readonly [number, number], axis: 0 | 1) =>
    rows.map(row => of(row)[axis]);
  const answers = await source.ask({
    lat: Float64Array.from([...point(row => row.start, 0), ...point(row => row.end, 0)]),
    lon: Float64Array.from([...point(row => row.start, 1), ...point(row => row.end, 1)]),
    from: Int32Array.from(rows, (_, r) => r),
    to: Int32Array.from(rows, (_, r) => rows.length + r),
  });
  const hashes = new Map(input.hashes);
  if (source.input) hashes.set('roads', source.input.sha256);
  return { ...input, hashes, roads: { ...roads, answers } };
}
