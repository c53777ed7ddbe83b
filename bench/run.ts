// npm run bench: seeded, side by side with what a user would pick otherwise. Prints one table a section and
// writes bench/results.json. `--quick` leaves the large sizes out.

import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { geographyBench } from './geography.ts';
import { lpBench } from './lp.ts';
import { planBench } from './plans.ts';
import { searchBench } from './search.ts';
import { printTable, type Table } from './table.ts';

const quick = process.argv.includes('--quick');
const only = process.argv.find(word => word.startsWith('--only='))?.slice(7);
const sections: Record<string, (quick: boolean) => Promise<Table>> = {
  lp: lpBench,
  geography: geographyBench,
  search: searchBench,
  plans: planBench,
};

const results: Record<string, Table['rows']> = {};
for (const [name, bench] of Object.entries(sections)) {
  if (only && only !== name) continue;
  const table = await bench(quick);
  printTable(table);
  results[name] = table.rows;
}
if (!only) {
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    gib: Math.round(totalmem() / 2 ** 30),
  };
  writeFileSync('bench/results.json', `${JSON.stringify({ machine, quick, results }, null, 2)}\n`);
}
