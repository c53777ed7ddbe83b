// npm run bench: seeded, side by side with what a user would pick otherwise. Prints one table a section and
// writes bench/results.json after each; sections that were left out keep what they had.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ablationBench } from './ablation.ts';
import { anatomyBench } from './anatomy.ts';
import { exactBench, exactCutsBench } from './exact.ts';
import { gapsBench } from './gaps.ts';
import { geographyBench } from './geography.ts';
import { growthBench } from './growth.ts';
import { loadBench } from './load.ts';
import { lpBench } from './lp.ts';
import { millionBench } from './million.ts';
import { neutralBench } from './neutral.ts';
import { planBench } from './plans.ts';
import { proofsBench } from './proofs.ts';
import { readingBench } from './reading.ts';
import { roundsBench } from './rounds.ts';
import { searchBench } from './search.ts';
import { printTable, type Table } from './table.ts';
import { togetherBench } from './together.ts';
import { toursBench } from './tours.ts';
import { trajectoryBench } from './trajectory.ts';

const RESULTS = 'bench/results.json';
const SECTIONS: Record<string, (quick: boolean) => Promise<Table>> = {
  lp: lpBench,
  geography: geographyBench,
  search: searchBench,
  growth: growthBench,
  gaps: gapsBench,
  trajectory: trajectoryBench,
  ablation: ablationBench,
  rounds: roundsBench,
  exact: exactBench,
  'exact-cuts': exactCutsBench,
  anatomy: anatomyBench,
  proofs: proofsBench,
  neutral: neutralBench,
  reading: readingBench,
  million: millionBench,
  load: loadBench,
  plans: planBench,
  together: togetherBench,
  tours: toursBench,
};
const HELP = `npm run bench -- [--quick] [--only ${Object.keys(SECTIONS).join(',')}]
  --quick   small sizes, fewer plans
  --only    these sections, separated by commas; the others keep their results in ${RESULTS}. Without it, all but load,
            which takes hours and needs 12 GB of disk
`;

interface Result {
  readonly quick: boolean;
  readonly machine: Readonly<Record<string, string | number | undefined>>;
  readonly rows: Table['rows'];
}

function sectionsOf(only: string | undefined): string[] {
  const wanted = only?.split(',') ?? Object.keys(SECTIONS);
  const unknown = wanted.filter(name => !Object.hasOwn(SECTIONS, name));
  if (unknown.length === 0) return wanted;
  process.stderr.write(`no such section: ${unknown.join(', ')}\n${HELP}`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  gib: Math.round(totalmem() / 2 ** 30),
};
for (const name of sectionsOf(values.only)) {
  const table = await (SECTIONS[name] as (typeof SECTIONS)[string])(values.quick);
  printTable(table);
  // read late: another run may have written meanwhile
  const results: Record<string, Result> = existsSync(RESULTS)
    ? JSON.parse(readFileSync(RESULTS, 'utf8'))
    : {};
  results[name] = { quick: values.quick, machine, rows: table.rows };
  const sorted = Object.fromEntries(
    Object.keys(SECTIONS).flatMap(key => (results[key] ? [[key, results[key]]] : [])),
  );
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
}
