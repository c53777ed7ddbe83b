// A country's size through plan, check and verify: a million accounts over 33 120 US postal areas (points) and 300 reps
// in the largest towns. The accounts are seeded, drawn where people live, in a temporary folder; a tenth of it all
// when quick.

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRandom, randomInt } from '../src/optimize/random.ts';
import { sharedData } from './data.ts';
import { columns, readTable, repsInTowns, usTown } from './inputs.ts';
import { programRow } from './program.ts';
import type { Table } from './table.ts';

const REPS = 300;

export async function millionBench(quick: boolean): Promise<Table> {
  const title = 'A million accounts over 33 120 US postal areas × 300 reps';
  const data = sharedData('us-zcta-centroids');
  if (!data) return { title: `${title}: shared data absent`, rows: [] };
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
  try {
    const zones = join(data, 'zones.csv');
    const reps = repsInTowns(zones, REPS, folder, usTown);
    const accounts = join(folder, 'accounts.csv');
    const count = quick ? 100_000 : 1_000_000;
    await writeAccounts(accounts, zones, count);
    const plan = join(folder, 'plan');
    const inputs = ['--accounts', accounts, '--reps', reps, '--zones', zones, '--country', 'US'];
    const planned = ['plan', ...inputs, '--effort', 'fast', '--out', plan];
    const rows = [
      programRow('check', count, ['check', ...inputs, '--rejects', join(folder, 'rejects.csv')]),
      programRow('plan, fast, potential within 10 %', count, [...planned, '--measure', 'potential=0.1']),
      programRow('verify', count, ['verify', plan, ...inputs.slice(0, -2)]),
      programRow('plan, fast, potential and workload', count, planned),
    ];
    return { title, rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Accounts within a kilometer or so of a zone's point, zones drawn by their people; lognormal potential. */
async function writeAccounts(file: string, zonesCsv: string, count: number): Promise<void> {
  const table = readTable(zonesCsv);
  const at = columns(table, 'id', 'lat', 'lon', 'population');
  const zones = table.rows.map(({ cells }) => at.map(column => cells[column] as string));
  const upTo = new Float64Array(zones.length);
  let people = 0;
  zones.forEach(([, , , population], i) => {
    people += Number(population);
    upTo[i] = people;
  });
  const random = makeRandom(1);
  const stream = createWriteStream(file);
  stream.write('id,name,postal_code,lat,lon,potential,revenue,visits_per_year\n');
  const near = (degrees: string): string => (Number(degrees) + 0.02 * (random() - 0.5)).toFixed(5);
  for (let a = 0; a < count; a++) {
    const draw = random() * people;
    let low = 0;
    for (let high = zones.length - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) <= draw) low = middle + 1;
      else high = middle;
    }
    const [code, lat, lon] = zones[low] as [string, string, string];
    const potential = Math.round(1000 * Math.exp(1.2 * (random() + random() + random() - 1.5)));
    const line = `A${a},Account ${a},${code},${near(lat)},${near(lon)},${potential},${Math.round(potential * random())},${1 + randomInt(random, 4)}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
