// What of src/optimize, src/evaluate and src/io all tests reach, in their own process and in those they start:
//     npm run coverage [-- [--add] [--lines 95] [--least 40] [--project unit] [--exclude …] [--maxWorkers 2] [test file …]]
// Prints lines, branches and functions by folder and the files that are reached least, and writes every line that nothing
// reached to coverage/missed.txt. Ends with 1 when a folder has fewer lines reached than --lines percent, or a test failed.
// With --add, counts of earlier runs are kept but for files that have changed, so that a few test files can be measured again;
// with --report nothing is run.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { addUp, collect, keep, kept } from './counts.ts';
import { type FileReach, reachOf, type Share, sumOf } from './reached.ts';

const PARTS = ['src/optimize', 'src/evaluate', 'src/io'];
const COUNTS = 'coverage/counts.json';

const { values, positionals } = parseArgs({
  options: {
    add: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    lines: { type: 'string', default: '95' },
    least: { type: 'string', default: '40' },
    project: { type: 'string' },
    exclude: { type: 'string', multiple: true, default: [] },
    maxWorkers: { type: 'string' },
  },
  allowPositionals: true,
});
const say = (line: string) => process.stdout.write(`${line}\n`);

mkdirSync('coverage', { recursive: true });
const earlier = values.add || values.report ? kept(COUNTS) : { scripts: [], changed: [] };
for (const path of earlier.changed) say(`changed since it was counted, so counted anew: ${path}`);
let failed = false;
let scripts = earlier.scripts as ReturnType<typeof addUp>;
if (!values.report) {
  for (const name of readdirSync('coverage')) {
    const [, pid] = /^running-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !runs(Number(pid))) rmSync(join('coverage', name), { recursive: true });
  }
  const folder = resolve(`coverage/running-${process.pid}`);
  const counts = collect(
    folder,
    PARTS.map(part => resolve(part.replace('src', 'dist'))),
  );
  const words = ['run', '--config', 'test/coverage/vitest.config.ts', ...positionals];
  if (values.project) words.push('--project', values.project);
  if (values.maxWorkers) words.push('--maxWorkers', values.maxWorkers);
  for (const pattern of values.exclude) words.push('--exclude', pattern);
  const tests = spawn(resolve('node_modules/.bin/vitest'), words, {
    stdio: 'inherit',
    env: { ...process.env, NODE_V8_COVERAGE: folder },
  });
  // Vitest ends by it, and what was counted until then is kept
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => tests.kill('SIGINT'));
  const [code] = await once(tests, 'exit');
  failed = code !== 0;
  scripts = addUp(scripts, counts());
  keep(COUNTS, scripts);
}

const percent = ({ reached, all }: Share) => (all === 0 ? 100 : (100 * reached) / all);
const row = (name: string, files: readonly FileReach[]) => {
  const cells = (['lines', 'branches', 'functions'] as const).map(of => {
    const sum = sumOf(files, of);
    return `${percent(sum).toFixed(1)} % (${sum.reached} of ${sum.all})`.padStart(24);
  });
  say(`${name.padEnd(40)}${cells.join('')}`);
};

say(`\n${''.padEnd(40)}${['lines', 'branches', 'functions'].map(word => word.padStart(24)).join('')}`);
const all: FileReach[] = [];
const below: string[] = [];
for (const part of PARTS) {
  const files = await reachOf(part, scripts);
  all.push(...files);
  row(part, files);
  if (percent(sumOf(files, 'lines')) < Number(values.lines)) below.push(part);
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    row(
      `  ${folder}`,
      files.filter(({ path }) => dirname(path) === folder),
    );
  }
}
row('all', all);

say('\nreached least, by lines that nothing ran:');
const least = all
  .filter(({ missed }) => missed.length > 0)
  .sort((a, b) => b.missed.length - a.missed.length)
  .slice(0, Number(values.least));
for (const { path, lines, missed } of least) {
  say(`${`${percent(lines).toFixed(1)} %`.padStart(8)} ${String(missed.length).padStart(4)}  ${path}`);
}

writeFileSync(
  join('coverage', 'missed.txt'),
  all.flatMap(({ path, missed, uncalled }) => textOf(path, missed, uncalled)).join('\n'),
);
if (failed) say('\nsome tests failed or did not run: what they would have reached is not counted');
for (const part of below) say(`\n${part} is below ${values.lines} % of its lines`);
if (failed || below.length > 0) process.exitCode = 1;

function textOf(path: string, missed: readonly number[], uncalled: readonly string[]): string[] {
  if (missed.length === 0) return [];
  const text = readFileSync(path, 'utf8').split('\n');
  const named = uncalled.filter(name => !name.startsWith('(anonymous'));
  return [
    `${path}${named.length > 0 ? `   never called: ${named.join(', ')}` : ''}`,
    ...missed.map(line => `  ${line}: ${text[line - 1]?.trim()}`),
  ];
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
