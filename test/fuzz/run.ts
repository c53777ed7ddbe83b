// `npm run fuzz -- --cases 100000 --seed 1`: the nightly campaign. Prints a table of what was tried, and writes each
// failure, made as small as it gets, to a folder, from where --replay runs it again.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBases, readFolder } from './bases.ts';
import { campaign, type Failure, type Row } from './campaign.ts';
import type { Case } from './case.ts';
import { makeFamilies } from './families.ts';
import { openLane } from './pool.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    lanes: { type: 'string', default: '2' },
    family: { type: 'string' },
    failures: { type: 'string', default: 'fuzz-failures' },
    replay: { type: 'string' },
  },
});

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A failure as a folder: case.json and the files, so that a person can look at them. */
function write(folder: string, { family, failure, shrunk, outcome }: Failure): void {
  const { files, ...rest } = shrunk;
  const gone = Object.keys(files).filter(path => files[path] === null);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'case.json'),
    `${JSON.stringify({ ...rest, family, failure, gone, ran: outcome.ran }, null, 2)}\n`,
  );
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    const full = join(folder, 'files', path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
}

function read(folder: string): Case {
  const { family, base, commands, gone, limit } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
  const files = readdirSync(folder).includes('files') ? [...readFolder(join(folder, 'files'))] : [];
  return {
    family,
    base,
    commands,
    limit,
    files: Object.fromEntries([...files, ...gone.map((path: string) => [path, null])]),
  };
}

function print(rows: readonly Row[]): void {
  const head = [
    'family',
    'cases',
    'exit 0',
    'exit 2',
    'exit 3',
    'mean ms',
    'slowest s',
    'peak MB',
    'failures',
  ];
  const lines = rows.map(({ family, cases, codes, milliseconds, slowest, megabytes, failures }) =>
    [
      family,
      cases,
      codes.get(0) ?? 0,
      codes.get(2) ?? 0,
      codes.get(3) ?? 0,
      (milliseconds / cases).toFixed(0),
      (slowest / 1000).toFixed(1),
      megabytes.toFixed(0),
      failures,
    ].map(String),
  );
  const widths = head.map((name, c) =>
    Math.max(name.length, ...lines.map(line => (line[c] as string).length)),
  );
  for (const line of [head, ...lines])
    say(
      line
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[c] as number)))
        .join('  '),
    );
}

const bases = mkdtempSync(join(tmpdir(), 'sectorize-fuzz-bases-'));
try {
  makeBases(bases);
  if (values.replay !== undefined) {
    const lane = openLane(bases);
    const { failure, ran } = await lane.run(read(values.replay));
    for (const { argv, code, stdout, stderr } of ran)
      say(`$ sectorize ${argv.join(' ')}\n${stdout}${stderr}exit ${code}`);
    say(failure ?? 'no failure');
    lane.close();
    process.exitCode = failure === null ? 0 : 1;
  } else {
    const families = makeFamilies(bases).filter(
      ({ name }) => values.family === undefined || values.family.split(',').includes(name),
    );
    let written = 0;
    const begun = performance.now();
    const { rows, failures } = await campaign(families, {
      bases,
      cases: Number(values.cases),
      seed: Number(values.seed),
      lanes: Number(values.lanes),
      time: Number(values.minutes) * 60_000,
      shrinking: 20_000,
      onFailure: found => {
        const folder = join(values.failures, `${++written}-${found.family.replaceAll(' ', '-')}`);
        write(folder, found);
        say(`${folder}: ${found.shrunk.commands.map(({ argv }) => argv[0]).join(', ')}: ${found.failure}`);
      },
      onProgress: done => {
        if (done % 1000 === 0) say(`${done} cases, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
      },
    });
    print(rows);
    for (const { failure, count } of failures) say(`${count} × ${failure.slice(0, 160)}`);
    say(
      `${rows.reduce((sum, { cases }) => sum + cases, 0)} cases, seed ${values.seed}, ${((performance.now() - begun) / 1000).toFixed(0)} s: ${failures.length} failures`,
    );
    process.exitCode = failures.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(bases, { recursive: true, force: true });
}
