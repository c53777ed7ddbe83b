// The same bytes on every version of Node, on one processor or several, in any locale and time zone: runs the golden cases
// under each and compares what they leave with golden.json. Versions come from the registry's package `node`.
//
//   npm run nodes                                     Node 20, 22, 24 and the latest
//   npm run nodes -- --versions 22,26 --only layers   some
//   npm run nodes -- --write                          what this Node writes becomes golden

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, GOLDEN_FILE } from './cases.ts';
import { differences, runCase, type Surroundings } from './run.ts';

const { values } = parseArgs({
  options: {
    versions: { type: 'string', default: '20,22,24,latest' },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});

/** Where machines differ: each version of Node runs in one of these, every second one on one processor. */
const HABITS: readonly Readonly<Record<string, string>>[] = [
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'fr_FR.UTF-8' },
  { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Europe/Paris', LC_ALL: 'de_DE.UTF-8' },
  { TZ: 'Asia/Kathmandu', LC_ALL: 'C' },
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const cases = CASES.filter(({ name }) => name.includes(values.only));
if (cases.length === 0) throw new Error(`no case is called ${values.only}`);
const golden = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as Record<string, string>;

if (values.write) {
  for (const one of cases) golden[one.name] = (await runCase(one)).whole;
  writeFileSync(GOLDEN_FILE, `${JSON.stringify(golden, null, 2)}\n`);
  say(`${cases.length} of ${CASES.length} cases written`);
} else {
  const home = mkdtempSync(join(tmpdir(), 'sectorize-nodes-'));
  try {
    process.exitCode = (await compareVersions(home)) === 0 ? 0 : 1;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** @returns the number of cases that left other bytes */
async function compareVersions(home: string): Promise<number> {
  const pinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  if (!pinned) say('one processor: not tried, there is no taskset here');
  let different = 0;
  for (const [v, version] of values.versions.split(',').entries()) {
    const node = installed(version, home);
    const env = HABITS[v % HABITS.length] as Readonly<Record<string, string>>;
    const alone = pinned && v % 2 === 1;
    const surroundings: Surroundings = { node, env, ...(alone ? { before: ['taskset', '-c', '0'] } : {}) };
    const name = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    say(`Node ${name}, ${alone ? 'one processor' : 'all processors'}, ${env.LC_ALL}, ${env.TZ}`);
    for (const one of cases) {
      const left = await runCase(one, surroundings);
      if (left.whole === golden[one.name]) {
        say(`  same bytes   ${one.name}`);
        continue;
      }
      different++;
      say(`  OTHER BYTES  ${one.name}`);
      // which files: those that this Node writes otherwise, if it still writes the golden ones
      const mine = await runCase(one);
      if (mine.whole !== golden[one.name]) say('               (so does this Node: is golden.json stale?)');
      for (const path of differences(mine, left)) say(`               ${path}`);
    }
  }
  return different;
}

/** Installs that version of Node from the registry and returns its program. */
function installed(version: string, home: string): string {
  const folder = join(home, version);
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--silent', `node@${version}`];
  execFileSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'node_modules/node/bin/node');
}
