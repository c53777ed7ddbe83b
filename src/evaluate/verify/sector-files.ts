// What each rep receives: `sectors/<sector>.csv` and `.geojson` are exactly the sector's part of the whole tables.

import type { Check } from './check.ts';
import type { Facts } from './facts.ts';
import { namedAfter } from './file-names.ts';
import { at, listAt, shown } from './json.ts';
import { checkCollection, checkFeature, sameShape } from './maps.ts';
import { lookUp, sameText } from './table.ts';
import type { VerifyInput } from './world.ts';

/** Each rep's file has exactly the rows of accounts.csv (without accounts: of zones.csv) that are theirs. */
export function checkSectorFiles(
  { tables, perSector, plan, sha256 }: VerifyInput,
  { world }: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const whole = tables.accounts ?? tables.zones;
  const name = tables.accounts ? 'accounts.csv' : 'zones.csv';
  const column = whole.header.lastIndexOf('sector_id');
  const key = (row: readonly string[]) => JSON.stringify(row);
  // which rows, not the rows: of a million accounts those of one sector at a time are held
  const expected = new Map<string, number[]>(sectorOf.map(id => [id, []]));
  whole.rows.forEach((row, r) => {
    lookUp(expected, row[column] ?? '')?.push(r);
  });
  check.that(
    perSector.size === plan.sectors.length,
    () => `sectors/ has ${perSector.size} CSV files, the plan ${plan.sectors.length} sectors`,
  );
  // a file goes to whom its name names, whatever stands in it
  const ownerOf = namedAfter(sectorOf, sha256);
  const met = new Set<string>();
  for (const [file, table] of perSector) {
    check.that(
      JSON.stringify(table.header) === JSON.stringify(whole.header),
      () => `sectors/${file} does not have the columns of ${name}`,
    );
    const id = ownerOf(file.replace(/\.csv$/, ''));
    const mine = id === undefined ? undefined : expected.get(id);
    const own = check.that(
      mine !== undefined && !met.has(id!),
      () => `sectors/${file} is no sector's file${id === undefined ? '' : `: ${id} has another one`}`,
    );
    if (!own) continue;
    met.add(id!);
    const first = table.rows.at(0)?.[column] ?? '';
    const other = sectorOf.find(sector => sector !== id && sameText(first, sector));
    if (!check.that(other === undefined, () => `sectors/${file} is named after ${id}, and is of ${other}`))
      continue;
    const left = new Map<string, number>();
    for (const r of mine!) {
      const row = key(whole.rows.at(r)!);
      left.set(row, (left.get(row) ?? 0) + 1);
    }
    for (const row of table.rows) {
      const count = left.get(key(row)) ?? 0;
      check.that(count > 0, () => `sectors/${file}: the row "${row.join(',')}" is not in ${name}`);
      left.set(key(row), count - 1);
    }
    for (const [row, count] of left) {
      check.that(count <= 0, () => `sectors/${file} lacks the row ${row} of ${name}`);
    }
  }
  for (const id of expected.keys()) {
    check.that(met.has(id), () => `sectors/ has no file for sector ${id}`);
  }
  check.that(world.k === plan.sectors.length, () => 'plan.json does not have one sector for each rep');
}

/** Each sector's map has exactly its zones, with the cells of zones.csv. */
export function checkSectorMaps(
  { tables, perSectorGeojson, plan, zones, sha256 }: VerifyInput,
  { world }: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { header, rows } = tables.zones;
  const [idColumn, sectorColumn] = [header.indexOf('zone_id'), header.indexOf('sector_id')];
  const rowOf = new Map(rows.map(row => [lookUp(world.unitIndex, row[idColumn] ?? ''), row]));
  const seen = new Set<number>();
  check.that(
    perSectorGeojson.size === plan.sectors.length,
    () => `sectors/ has ${perSectorGeojson.size} maps, the plan ${plan.sectors.length} sectors`,
  );
  const ownerOf = namedAfter(sectorOf, sha256);
  const met = new Set<string>();
  for (const [file, map] of perSectorGeojson) {
    const owner = ownerOf(file.replace(/\.geojson$/, ''));
    const own = check.that(
      owner !== undefined && !met.has(owner),
      () => `sectors/${file} is no sector's map${owner === undefined ? '' : `: ${owner} has another one`}`,
    );
    if (!own) continue;
    met.add(owner!);
    checkCollection(`sectors/${file}`, map, check);
    for (const feature of listAt(map, 'features')) {
      const properties = at(feature, 'properties');
      const id = shown(at(properties, 'zone_id'));
      const i = world.unitIndex.get(id);
      const row = rowOf.get(i);
      const known = i !== undefined && row !== undefined && !seen.has(i);
      if (!check.that(known, () => `sectors/${file}: zone ${id} is not in zones.csv, or in two maps`))
        continue;
      seen.add(i!);
      check.that(
        sameText(row![sectorColumn] ?? '', owner!),
        () => `sectors/${file}: zone ${id} is not in sector ${owner}`,
      );
      checkFeature(`sectors/${file}`, feature, { id, header, row }, check);
      // how a zone was cut is the plan's own say
      const z = world.zoneOfUnit[i!]!;
      const shape = world.isPart[i!] ? undefined : (zones.geometry[z] ?? null);
      check.that(
        shape === undefined || sameShape(at(feature, 'geometry'), shape, [world.lon[i!]!, world.lat[i!]!]),
        () => `sectors/${file}: zone ${id} is not drawn as its input has it`,
      );
    }
  }
  for (const id of sectorOf) check.that(met.has(id), () => `sectors/ has no map of sector ${id}`);
  world.unitRep.forEach((j, i) => {
    // of a map that there is not, no zone is missed
    const missed = !seen.has(i) && (j < 0 || met.has(sectorOf[j]!));
    check.that(!missed, () => `sectors/: the map of sector ${sectorOf[j]} lacks zone ${world.unitId[i]}`);
  });
}
