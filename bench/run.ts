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
import { LOAD_COMMANDS, LOAD_SERIES, type LoadChoice, loadBench } from './load.ts';
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
const SECTIONS: Record<string, (quick: boolean, load: LoadChoice) => Promise<Table>> = {
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
  of load:
  --series    ${Object.keys(LOAD_SERIES).join(',')}
  --shares    of the whole size: 1/16,1/8,1/4
  --commands  ${LOAD_COMMANDS.join(',')}; plan comes with what reads one
  --heap      MB that Node may take for objects, for instance 8192
  --zones     how many there are (default 35000); of few, accounts are what counts
`;

interface Result {
  readonly quick: boolean;
  readonly machine: Readonly<Record<string, string | number | undefined>>;
  readonly rows: Table['rows'];
}

function loadChoice(given: Readonly<Record<string, string | boolean | undefined>>): LoadChoice {
  const list = (name: string) => (typeof given[name] === 'string' ? given[name].split(',') : null);
  const series = list('series');
  const unknown = (series ?? []).filter(key => !Object.hasOwn(LOAD_SERIES, key));
  const commands = list('commands');
  unknown.push(...(commands ?? []).filter(name => !LOAD_COMMANDS.includes(name)));
  const shares = list('shares')?.map(text => {
    const [part, whole = 1] = text.split('/').map(Number);
    return (part as number) / whole;
  });
  const number = (name: string) => (given[name] === undefined ? null : Number(given[name]));
  const [heap, zones] = [number('heap'), number('zones')];
  const isWrong = (value: number | null) => value !== null && !(value >= 1);
  if (
    unknown.length === 0 &&
    !shares?.some(share => !(share > 0 && share <= 1)) &&
    ![heap, zones].some(isWrong)
  )
    return { series, shares: shares ?? null, commands, heap, zones };
  process.stderr.write(
    unknown.length > 0
      ? `no such series or command: ${unknown.join(', ')}\n${HELP}`
      : `a share is 1/16, a heap 8192, zones are 1000\n${HELP}`,
  );
  process.exit(2);
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
    series: { type: 'string' },
    shares: { type: 'string' },
    commands: { type: 'string' },
    heap: { type: 'string' },
    zones: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const load = loadChoice(values);
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  gib: Math.round(totalmem() / 2 ** 30),
};
for (const name of sectionsOf(values.only)) {
  const table = await (SECTIONS[name] as (typeof SECTIONS)[string])(values.quick, load);
  printTable(table);
  // read late: another run may have written meanwhile
  const results: Record<string, Result> = existsSync(RESULTS)
    ? JSON.parse(readFileSync(RESULTS, 'utf8'))
    : {};
  // of load a series at a time: the others keep their rows
  const before = name === 'load' && load.series ? (results[name]?.rows ?? []) : [];
  const fresh = new Set(table.rows.map(row => row.file));
  const rows = [...before.filter(row => !fresh.has(row.file)), ...table.rows];
  results[name] = { quick: values.quick, machine, rows };
  const sorted = Object.fromEntries(
    Object.keys(SECTIONS).flatMap(key => (results[key] ? [[key, results[key]]] : [])),
  );
  writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
}
