import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDirectory } from '../../src/app/verify.ts';
import { InputError } from '../../src/io/issues.ts';
import { writeNearestPlan } from './written-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => resolve('fixtures/ain-excel', name);
const INPUTS = { accounts: fixture('accounts.csv'), reps: fixture('reps.csv'), zones: fixture('zones.csv') };
const SETTINGS = { stickiness: 3, maxMoved: { share: 0.9, of: 'potential' as const } };

async function lies(dir: string, options = {}): Promise<Record<string, readonly string[]>> {
  const { checks } = await verifyDirectory(dir, options);
  return Object.fromEntries(
    checks.filter(check => check.lies > 0).map(({ name, problems }) => [name, problems]),
  );
}

beforeAll(async () => {
  await writeNearestPlan({ ...INPUTS, aliases: null }, join(folder, 'clean'), 'default', SETTINGS);
  await writeNearestPlan({ ...INPUTS, aliases: null }, join(folder, 'excel'), 'excel-fr', SETTINGS);
});

describe('verifyDirectory', () => {
  it.each(['clean', 'excel'])('finds no lie in a plan as it was written: %s', async name => {
    expect(await lies(join(folder, name), INPUTS)).toEqual({});
  });

  it('reads ids through the apostrophe that keeps spreadsheets from running them', async () => {
    const dir = join(folder, 'signs');
    mkdirSync(dir);
    const files = Object.fromEntries(
      Object.entries(INPUTS).map(([role, path]) => {
        const copy = join(dir, `${role}.csv`);
        writeFileSync(
          copy,
          readFileSync(path, 'utf8')
            .replace(/\bV1\b/g, '=V1')
            .replace(/\bK0002\b/g, '@K'),
        );
        return [role, copy];
      }),
    ) as typeof INPUTS;
    await writeNearestPlan({ ...files, aliases: null }, join(dir, 'plan'), 'default', SETTINGS);
    expect(readFileSync(join(dir, 'plan/accounts.csv'), 'utf8')).toContain("'@K");
    expect(readFileSync(join(dir, 'plan/sectors.csv'), 'utf8')).toContain("'=V1");
    expect(await lies(join(dir, 'plan'), files)).toEqual({});
  });

  it('undoes the decimal commas of the profile, and sees a digit behind one', async () => {
    const dir = join(folder, 'comma');
    cpSync(join(folder, 'excel'), dir, { recursive: true });
    const path = join(dir, 'sectors.csv');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/,(\d)/, (_, digit: string) => `,${(Number(digit) + 5) % 10}`),
    );
    expect(Object.keys(await lies(dir, INPUTS))).toEqual(['sectors.csv']);
  });

  it('looks for the inputs beside the plan', async () => {
    cpSync(INPUTS.accounts, join(folder, 'accounts.csv'));
    cpSync(INPUTS.reps, join(folder, 'reps.csv'));
    cpSync(INPUTS.zones, join(folder, 'zones.csv'));
    const outcome = await verifyDirectory(join(folder, 'clean'));
    expect(outcome.lies).toBe(0);
    expect(outcome.files.get('zones')).toBe(join(folder, 'zones.csv'));
  });

  it('says which inputs it could not find, and where it looked', async () => {
    const alone = join(folder, 'alone', 'plan');
    cpSync(join(folder, 'clean'), alone, { recursive: true });
    const failure = verifyDirectory(alone);
    await expect(failure).rejects.toThrow(InputError);
    await expect(failure).rejects.toThrow(/no zones\.csv \(tried zones\.csv, .*--zones FILE/);
  });

  it('finds inputs where a configuration has them, those that the plan was made from alone', async () => {
    const known = { ...INPUTS, overrides: 'no-such-file.csv' };
    expect(await lies(join(folder, 'clean'), { known })).toEqual({});
    // this year's configuration, a plan of last year's file beside this one's
    const moved = { ...INPUTS, accounts: fixture('accounts-2027.csv') };
    expect(await lies(join(folder, 'clean'), { known: moved })).toEqual({});
  });

  it('refuses a folder that is no plan', async () => {
    await expect(verifyDirectory(join(folder, 'nothing'))).rejects.toThrow(/no plan\.json/);
  });

  it('takes a plan.json that is cut off, a missing table and a broken map as lies', async () => {
    const dir = join(folder, 'damaged');
    cpSync(join(folder, 'clean'), dir, { recursive: true });
    rmSync(join(dir, 'changes.csv'));
    writeFileSync(join(dir, 'sectors.geojson'), '{"type":');
    const found = await lies(dir, INPUTS);
    expect(found.files?.join('\n')).toMatch(/changes\.csv[\s\S]*sectors\.geojson is not JSON/);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['changes.csv', 'sectors.geojson']));
    writeFileSync(join(dir, 'plan.json'), '{"schema": "sectorize-plan/1"');
    expect(Object.keys(await lies(dir, INPUTS))).toEqual(['files']);
  });

  it.each(['accounts.csv', 'zones.csv', 'kpis.json'])(
    'says that %s is missing, and nothing else',
    async file => {
      const dir = join(folder, `without-${file}`);
      cpSync(join(folder, 'clean'), dir, { recursive: true });
      rmSync(join(dir, file));
      expect(await lies(dir, INPUTS)).toEqual({
        files: [
          `${file} is missing`,
          `without ${file} nothing else can be checked: take the directory as \`sectorize plan\` wrote it`,
        ],
      });
      // with other inputs both are said
      const reps = join(folder, 'longer-reps.csv');
      writeFileSync(reps, `${readFileSync(INPUTS.reps, 'utf8')}\n`);
      expect(Object.keys(await lies(dir, { ...INPUTS, reps }))).toEqual(['files', 'inputs']);
    },
  );

  it('does not take rows that are gone for other inputs, and has no words of its machine room', async () => {
    const dir = join(folder, 'short');
    cpSync(join(folder, 'clean'), dir, { recursive: true });
    const table = join(dir, 'accounts.csv');
    writeFileSync(table, `${readFileSync(table, 'utf8').split('\n').slice(0, 3).join('\n')}\n`);
    const plan = JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8'));
    plan.assignment = plan.assignment.slice(0, 3);
    writeFileSync(join(dir, 'plan.json'), JSON.stringify(plan));
    writeFileSync(join(dir, 'kpis.json'), '{}');
    const found = await lies(dir, INPUTS);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['input-rows', 'accounts-once', 'kpis']));
    expect(Object.keys(found)).not.toContain('inputs');
    expect(Object.values(found).flat().join('\n')).not.toMatch(/NaN|undefined/);
  });

  it('names the input that has changed, even when it cannot be read any more', async () => {
    const reps = join(folder, 'other-reps.csv');
    writeFileSync(reps, 'id,fte\nX,-1\n');
    expect((await lies(join(folder, 'clean'), { ...INPUTS, reps })).inputs?.join()).toMatch(
      /reps: .* SHA-256/,
    );
    writeFileSync(reps, `${readFileSync(INPUTS.reps, 'utf8')}\n`);
    expect(Object.keys(await lies(join(folder, 'clean'), { ...INPUTS, reps }))).toEqual(['inputs']);
  });
});
