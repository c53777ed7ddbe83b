// The command itself: the transcript of docs/explain.md, both languages, JSON, ids that are none, layers, split zones, hostile
// names, and that nothing but the plan directory is read.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountAnswer, Answers, SectorAnswer, ZoneAnswer } from '../../src/evaluate/explain/answer.ts';
import { BRETAGNE, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { HOSTILE_OPTIONS, hostileInputs } from './hostile.ts';

const folder = temporaryFolder();
const plan = join(folder, 'plan');
const DOC = resolve('docs/explain.md');

beforeAll(() => {
  const run = sectorize(['plan', ...inputArgs(), '--out', plan, '--lang', 'en', '--profile', 'excel-fr']);
  expect(run.code, run.stderr).toBe(0);
});

const ask = (...args: readonly string[]) => sectorize(['explain', ...args], { cwd: folder });
function json<T>(...args: readonly string[]): T {
  const run = ask(...args, '--json');
  expect(run.code, run.stderr).toBe(0);
  const { answers } = JSON.parse(run.stdout) as Answers;
  return answers[0] as T;
}

describe('sectorize explain', () => {
  it('shows what docs/explain.md shows', () => {
    let text = readFileSync(DOC, 'utf8');
    const commands = [...text.matchAll(/^ {4}\$ sectorize (explain .+)$/gm)];
    expect(commands.length).toBeGreaterThan(2);
    for (const [line, command] of commands) {
      const run = ask(...(command as string).split(' ').slice(1));
      expect(run.code, run.stderr).toBe(0);
      const shown = run.stdout
        .trimEnd()
        .split('\n')
        .map(l => (l === '' ? '' : `    ${l}`))
        .join('\n');
      const from = text.indexOf(line) + line.length + 1;
      const to = text.indexOf('\n\n<!-- -->', from);
      if (process.env.UPDATE_README) text = text.slice(0, from) + shown + text.slice(to);
      else expect(text.slice(from, to)).toBe(shown);
      for (const l of run.stdout.split('\n')) expect(l.length).toBeLessThanOrEqual(100);
    }
    if (process.env.UPDATE_README) writeFileSync(DOC, text);
  });

  it('says in every answer what the tables of the plan say', () => {
    const { sectors, plan: whole } = kpisOf(plan);
    const written = JSON.parse(readFileSync(join(plan, 'plan.json'), 'utf8')) as { named: string[][] };
    const named = new Set(written.named.map(([account]) => account!));
    for (const sector of sectors) {
      const answer = json<SectorAnswer>('sector', sector.sector_id);
      expect(answer).toMatchObject({
        zones: sector.zones,
        accounts: sector.accounts,
        pieces: { length: sector.contiguity.pieces },
      });
      for (const row of answer.rows) {
        const { value, target, deviation } = sector.balance[row.row]!;
        expect(row.value).toBeCloseTo(value, 2);
        expect(row.target).toBeCloseTo(target, 1);
        expect(row.deviation).toBeCloseTo(deviation!, 5);
      }
    }
    const rows = parse(readFileSync(join(plan, 'accounts.csv')), {
      columns: true,
      bom: true,
      delimiter: ';',
    }) as Record<string, string>[];
    for (const row of rows.filter((_, at) => at % 160 === 0)) {
      const answer = json<AccountAnswer>('account', row.id!, '--all');
      expect(answer.served_by.rep_id).toBe(row.assigned_rep_id);
      expect(answer.zone.zone_id).toBe(row.zone_id);
      expect(answer.named).toBe(named.has(row.id!));
      expect(answer.segment).toBe(row.segment);
      const own = answer.minutes.find(of => of.current)!;
      expect(Math.abs(own.minutes - Number(row.travel_minutes!.replace(',', '.')))).toBeLessThan(0.06);
    }
    expect(json<AccountAnswer>('account', [...named][0]!).lock_costs).not.toBeNull();
    const zone = json<ZoneAnswer>('zone', '22140', '--all');
    expect(zone.eligible).toHaveLength(zone.eligible_count);
    expect(zone.moves[0]?.gap_before).toBeCloseTo(whole.objective!.gap!, 6);
  });

  it('reads nothing but the plan, in either language', () => {
    const away = join(folder, 'elsewhere');
    renameSync(plan, away);
    const run = ask('zone', '22140', '--plan', 'elsewhere', '--lang', 'fr');
    renameSync(away, plan);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('La zone 22140 Bégard est servie par R05');
  });

  it.each([
    [['zone', '2214'], 'did you mean 22140?'],
    [['rep', 'r04'], 'did you mean R04?'],
    [['zone', 'R04'], 'there is a rep of that id: sectorize explain rep R04'],
    [['rep', '22140'], 'there is a zone of that id'],
    [['sector', 'C00002'], 'there is an account of that id'],
    [['account', 'C0002'], 'did you mean C00002?'],
    [['account', ''], 'expected an account of the plan'],
    [['zone', '__proto__'], 'expected a zone of the plan'],
    [['zone', '22140', '--layer', 'defualt'], 'did you mean "default"?'],
    [['zone', '22140', '--plan', 'nowhere'], 'no plan.json'],
    [['town', '22140'], 'Allowed choices are zone, account, rep, sector'],
  ])('exits 2: %s', (args, words) => {
    const run = ask(...args);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(words);
    expect(run.stdout).toBe('');
  });

  it('lets no control character through, whatever is asked', () => {
    const run = ask('zone', '\u001b[31mred\u202e\u0007');
    expect(run.code).toBe(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(run.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('answers for hostile names', () => {
    const dir = join(folder, 'hostile');
    const inputs = hostileInputs(folder);
    const made = sectorize([
      'plan',
      ...inputArgs(inputs),
      ...HOSTILE_OPTIONS,
      '--effort',
      'fast',
      '--out',
      dir,
    ]);
    expect([0, 3], made.stderr).toContain(made.code);
    const { sectors, assignment } = JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8')) as {
      sectors: { repId: string }[];
      assignment: string[][];
    };
    const asked = [
      ...assignment.map(([, zone]) => ['zone', zone!]),
      ...sectors.map(({ repId }) => ['rep', repId]),
    ].filter(([, id]) => id!.length < 1000);
    expect(asked.length).toBeGreaterThan(5);
    for (const args of asked.filter((_, at) => at % 3 === 0)) {
      const run = ask(...args.map(String), '--plan', dir);
      expect(run.code, run.stderr).toBe(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u2066]/);
    }
  });

  it('answers for each layer, or the one that is meant', () => {
    const layers = join(folder, 'layers');
    const made = sectorize([
      'plan',
      '--config',
      'fixtures/layers/sectorize.yaml',
      '--effort',
      'fast',
      '--no-diagnosis',
      '--out',
      layers,
    ]);
    expect(made.code, made.stderr).toBe(0);
    const of = (...more: string[]) =>
      (JSON.parse(ask('zone', '29200', '--plan', layers, '--json', ...more).stdout) as Answers).answers;
    expect(of().map(answer => answer.layer)).toEqual(['health', 'field', 'key accounts', 'groups']);
    expect(of('--layer', 'field').map(answer => answer.layer)).toEqual(['field']);
  });

  it('answers for the parts of a split zone', () => {
    const split = join(folder, 'split');
    sectorize([
      'plan',
      ...inputArgs([BRETAGNE[0]!, fortyReps(), BRETAGNE[2]!]),
      '--effort',
      'fast',
      '--no-diagnosis',
      '--out',
      split,
    ]);
    const { splits } = JSON.parse(readFileSync(join(split, 'plan.json'), 'utf8')) as {
      splits: { zone: string; parts: { id: string }[] }[];
    };
    const { zone, parts } = splits[0]!;
    expect(ask('zone', parts[0]!.id, '--plan', split).code).toBe(0);
    expect(ask('zone', zone, '--plan', split).stderr).toContain(`it was split; ask for ${parts[0]!.id}`);
  });
});

/** Four times as many reps as bretagne has: its towns are too large for one. */
function fortyReps(): string {
  const [header = '', ...rows] = readFileSync(BRETAGNE[1]!, 'utf8').trimEnd().split('\n');
  const file = join(folder, 'forty.csv');
  writeFileSync(
    file,
    `${[header, ...['R', 'S', 'T', 'U'].flatMap(letter => rows.map(row => row.replace(/^R/, letter)))].join('\n')}\n`,
  );
  return file;
}
