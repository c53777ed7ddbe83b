// Nothing lost, nothing twice: inputs' hashes and counts, every account in exactly one of accounts.csv and
// rejects.csv, every zone (or each part of a split one) once, in plan.json and in zones.csv.

import { fileName } from '../../model/file-name.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { Zones } from '../../model/records.ts';
import { type Check, say } from './check.ts';
import { inPolygons, kmToPolygons } from './inside.ts';
import { lookUp, sameCell, sameText } from './table.ts';
import type { VerifyInput, World } from './world.ts';

export function checkHashes({ plan, hashes }: Pick<VerifyInput, 'plan' | 'hashes'>, check: Check): void {
  const seen = new Set<PlanInput['role']>();
  for (const { role, file, sha256 } of plan.inputs) {
    check.that(!seen.has(role), () => `plan.json has two inputs in the role of ${role}`);
    seen.add(role);
    const now = hashes.get(role);
    check.that(now === sha256, () =>
      now === undefined
        ? `${role}: ${file} was not given, so nothing can be checked against it`
        : `${role}: ${file} has SHA-256 ${now}, the plan was made from ${sha256}`,
    );
  }
  for (const role of hashes.keys()) {
    check.that(seen.has(role), () => `plan.json does not list the ${role} it was made from`);
  }
}

/** Rows read, accepted and rejected of each input, as plan.json counts them. */
export function checkCounts(input: VerifyInput, check: Check): void {
  const { plan, accounts, reps, zones, tables } = input;
  const facts = new Map<PlanInput['role'], { rows: number; accepted: number }>([
    ['zones', { rows: zones.rowsRead, accepted: zones.count }],
    ['reps', { rows: reps.rowsRead, accepted: reps.list.length }],
  ]);
  if (accounts) {
    facts.set('accounts', { rows: accounts.rowsRead, accepted: tables.accounts?.rows.length ?? 0 });
  }
  for (const { role, rows, accepted, rejected } of plan.inputs) {
    const fact = facts.get(role);
    if (!fact) continue;
    const same = rows === fact.rows && accepted === fact.accepted && rejected === rows - accepted;
    check.that(
      same,
      () =>
        `${role}: plan.json counts ${rows} rows, ${accepted} accepted, ${rejected} rejected; they are ` +
        `${fact.rows}, ${fact.accepted}, ${fact.rows - fact.accepted}`,
    );
  }
}

/** Every account of the input once in accounts.csv, its cells unchanged, or once in rejects.csv. */
export function checkAccounts(world: World, input: VerifyInput, check: Check): void {
  const { accounts, tables, rejects } = input;
  const table = tables.accounts;
  if (!accounts || !table) {
    check.that(!accounts && !table, () =>
      accounts ? 'accounts.csv is missing' : 'there is an accounts.csv, but no accounts were read',
    );
    return;
  }
  const { header } = accounts.rows;
  check.that(
    header.every((name, c) => isColumn(table.header[c] ?? '', name)),
    () => `accounts.csv does not start with the input's columns (${header.join(', ')})`,
  );
  const times = new Int32Array(accounts.count);
  const { accountOfRow, zoneColumn } = world.rows;
  check.that(zoneColumn >= header.length, () => 'accounts.csv has no zone_id column of the plan');
  table.rows.forEach((row, r) => {
    const a = accountOfRow[r]!;
    if (!check.that(a >= 0, () => `accounts.csv row ${r + 2}: this account is not in the input`)) return;
    times[a]!++;
    const cells = accounts.rows.cells(a);
    const wrong = cells.findIndex((cell, c) => !sameCell(row[c] ?? '', cell));
    check.that(
      wrong < 0,
      () =>
        `account ${accounts.id[a]}: column ${header[wrong]} is "${row[wrong]}" in accounts.csv, "${cells[wrong]}" in the input`,
    );
    const zone = row[zoneColumn] ?? '';
    check.that(
      lookUp(world.unitIndex, zone) !== undefined,
      () => `account ${accounts.id[a]}: zone "${zone}" is no zone of the plan`,
    );
  });

  const rejected = rejectedLines(input, accounts.file);
  for (let a = 0; a < accounts.count; a++) {
    const inRejects = rejected.get(accounts.line[a]!) ?? 0;
    const found = times[a]! + inRejects;
    check.that(
      found === 1,
      () =>
        `account ${accounts.id[a]} (line ${accounts.line[a]}) is ${times[a]} times in accounts.csv and ${inRejects} times in rejects.csv`,
    );
    rejected.delete(accounts.line[a]!);
  }
  for (const { file, line, id } of rejects) {
    if (file !== accounts.file || line === null) continue;
    check.that(
      rejected.get(line) === 1,
      () =>
        `line ${line} (account "${id}") cannot be read, yet is ${rejected.get(line) ?? 0} times in rejects.csv`,
    );
    rejected.delete(line);
  }
  for (const line of rejected.keys()) {
    check.lie(`rejects.csv has line ${line} of ${accounts.file}, which is no account that was rejected`);
  }
}

/** An input column keeps its name, or is called `<name>_input` where the plan has a column of that name. */
function isColumn(written: string, name: string): boolean {
  return sameText(written, name) || written.startsWith(`${name}_input`);
}

/** Lines of the accounts file in rejects.csv, and how often. The file is named as the user did then: base names decide. */
function rejectedLines({ plan, tables }: VerifyInput, file: string): Map<number, number> {
  const { header, rows } = tables.rejects;
  const names = new Set([fileName(file)]);
  for (const { role, file: then } of plan.inputs) if (role === 'accounts') names.add(then);
  const [fileColumn, lineColumn] = [header.indexOf('file'), header.indexOf('line')];
  const lines = new Map<number, number>();
  for (const row of rows) {
    if (!names.has(fileName(row[fileColumn] ?? ''))) continue;
    const line = Number(row[lineColumn]);
    lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return lines;
}

/** Every unit once in plan.json, with a rep who exists; splits cut zones that exist into parts that add up. */
export function checkZones(world: World, { plan, tables }: VerifyInput, zones: Zones, check: Check): void {
  const known = new Set(zones.id);
  for (const { zone, parts } of plan.splits) {
    check.that(known.has(zone), () => `plan.json splits zone ${zone}, which the input does not have`);
    check.that(parts.length >= 2, () => `zone ${zone} is split into ${parts.length} part`);
    parts.forEach(({ id }, p) => {
      check.that(id === `${zone}#${p + 1}`, () => `part ${p + 1} of zone ${zone} is named ${id}`);
    });
    const area = zones.areaKm2[zones.id.indexOf(zone)] ?? Number.NaN;
    const sum = parts.reduce((total, part) => total + (part.areaKm2 ?? Number.NaN), 0);
    check.that(
      Number.isNaN(area) || Math.abs(sum - area) <= 0.01 * area,
      () => `the parts of zone ${zone} add up to ${say(sum)} km², the zone has ${say(area)}`,
    );
  }
  once(
    'plan.json',
    plan.assignment.map(([, zone]) => zone),
    world,
    check,
  );
  for (const [, zone, rep] of plan.assignment) {
    check.that(world.repIndex.has(rep), () => `zone ${zone} is given to ${rep}, who is not among the reps`);
  }
  const column = tables.zones.header.indexOf('zone_id');
  once(
    'zones.csv',
    tables.zones.rows.map(row => row[column] ?? ''),
    world,
    check,
  );
}

/** Every unit exactly once in a list of zone ids. */
function once(where: string, list: readonly string[], world: World, check: Check): void {
  const times = new Map<string, number>();
  for (const cell of list) {
    const i = lookUp(world.unitIndex, cell);
    const id = i === undefined ? cell : world.unitId[i]!;
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  for (const id of world.unitId) {
    const found = times.get(id) ?? 0;
    check.that(found === 1, () => `zone ${id} is ${found === 0 ? 'missing' : `${found} times`} in ${where}`);
    times.delete(id);
  }
  for (const id of times.keys()) check.lie(`${where} has zone ${id}, which the input does not have`);
}

/** of fewer postal codes that few are zones says nothing */
const MANY_CODES = 20;

/** Coordinates in no zone may speak for one this near; where zones are points only, for any that is plausible. */
const NEAR_KM = 5.5;

/**
 * An account whose postal code is a zone belongs to it (or to a part of it), unless the postal codes are no zone ids:
 * where they mostly disagree with the coordinates (zones by INSEE code), or hardly any is a zone, coordinates decide.
 */
export function checkPlaces(world: World, zones: Zones, check: Check): void {
  const { accounts } = world;
  if (!accounts) return;
  const index = new Map(zones.id.map((id, z) => [id, z]));
  const coded = Int32Array.from(accounts.postalCode, code => index.get(code) ?? -1);
  const located = (a: number) => !Number.isNaN(accounts.lat[a]!) && !Number.isNaN(accounts.lon[a]!);
  const near = (a: number, z: number) => {
    const geometry = zones.geometry[z];
    const [lat, lon] = [accounts.lat[a]!, accounts.lon[a]!];
    return !geometry || inPolygons(lon, lat, geometry) || kmToPolygons(lon, lat, geometry) <= NEAR_KM;
  };
  const inZone = (a: number, z: number) =>
    inPolygons(accounts.lon[a]!, accounts.lat[a]!, zones.geometry[z] ?? []);
  let [agree, disagree, coding, matched] = [0, 0, 0, 0];
  const strays: number[] = [];
  world.unitOf.forEach((i, a) => {
    if (accounts.postalCode[a] !== '') coding++;
    const zone = coded[a]!;
    if (zone < 0) return;
    matched++;
    const stands = i < 0 ? -1 : world.zoneOfUnit[i]!;
    if (i >= 0 && stands !== zone) strays.push(a);
    // only coordinates speak against a code, those of accounts that were rejected too
    if (!located(a)) return;
    if (stands === zone || (i < 0 && inZone(a, zone))) agree++;
    else disagree++;
  });
  check.that(true, () => '');
  const strange = coding >= MANY_CODES && matched < coding / 10;
  const codesAreZones = agree >= disagree && !strange;
  for (const a of strays) {
    const unit = world.unitOf[a]!;
    const spoken = !codesAreZones && (!located(a) || near(a, world.zoneOfUnit[unit]!));
    check.that(
      spoken,
      () =>
        `account ${accounts.id[a]} has postal code ${accounts.postalCode[a]}, but stands in zone ${world.unitId[unit]}`,
    );
  }
}
