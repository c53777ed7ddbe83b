import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../src/io/issues.ts';
import { claimDirectory, type PlanFile, writePlanDirectory } from '../../src/io/plan-directory.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sectorize-test-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = (path: string, ...content: string[]): PlanFile => ({ path, content });
const plan = (text: string) => [file('plan.json', text), file('sectors/R1.csv', 'a\n', 'b\n')];

test('writes the files and nothing beside them', async () => {
  const out = join(root, 'deep/er/plan');
  expect(await writePlanDirectory(out, plan('one'))).toEqual(['plan.json', 'sectors/R1.csv']);
  expect(await readFile(join(out, 'sectors/R1.csv'), 'utf8')).toBe('a\nb\n');
  expect(await readdir(join(root, 'deep/er'))).toEqual(['plan']);
});

test('replaces an old plan whole: files that are gone stay gone', async () => {
  const out = join(root, 'plan');
  await writePlanDirectory(out, [...plan('one'), file('old.csv', 'x')]);
  await writePlanDirectory(out, plan('two'));
  expect((await readdir(out)).sort()).toEqual(['plan.json', 'sectors']);
  expect(await readFile(join(out, 'plan.json'), 'utf8')).toBe('two');
  expect(await readdir(root)).toEqual(['plan']);
});

test('a failure half way leaves the old plan, and no temporary', async () => {
  const out = join(root, 'plan');
  await writePlanDirectory(out, plan('one'));
  function* failing(): Generator<PlanFile> {
    yield file('plan.json', 'two');
    yield {
      path: 'zones.csv',
      content: (function* () {
        yield 'half';
        throw new Error('disk full');
      })(),
    };
  }
  await expect(writePlanDirectory(out, failing())).rejects.toThrow('disk full');
  expect(await readFile(join(out, 'plan.json'), 'utf8')).toBe('one');
  expect(await readdir(root)).toEqual(['plan']);
});

test('a process that ends half way leaves the old plan, and no temporary', async () => {
  const out = join(root, 'plan');
  await writePlanDirectory(out, plan('one'));
  const others = process.listeners('exit');
  const writing = writePlanDirectory(
    out,
    (async function* () {
      yield file('plan.json', 'two');
      expect(
        (await readdir(root)).filter(name => /^\.plan\.(new-[0-9a-f]{12}|lock)$/.test(name)),
      ).toHaveLength(2);
      const [giveUp] = process.listeners('exit').filter(listener => !others.includes(listener));
      giveUp?.(130);
      expect(await readdir(root)).toEqual(['plan']);
      expect(await readFile(join(out, 'plan.json'), 'utf8')).toBe('one');
      yield file('zones.csv', 'there is no folder for it any more');
    })(),
  );
  await expect(writing).rejects.toThrow('ENOENT');
  expect(process.listeners('exit')).toEqual(others);
});

test('says before any work that a directory is no plan', async () => {
  await writeFile(join(root, 'thesis.txt'), 'years of work');
  await expect(claimDirectory(root)).rejects.toThrow(InputError);
  await (await claimDirectory(join(root, 'nothing/yet'))).release();
  expect(await readdir(root)).toEqual(['thesis.txt']);
});

test('a place that cannot be written is named, before any work and at the end', async () => {
  await writeFile(join(root, 'thesis.txt'), 'years of work');
  const below = join(root, 'thesis.txt/plan');
  await expect(claimDirectory(below)).rejects.toThrow(/a file where a folder should be/);
  await expect(writePlanDirectory(below, plan('one'))).rejects.toThrow(InputError);
});

test('two files of one name are an error, not a lost file', async () => {
  const out = join(root, 'plan');
  await expect(writePlanDirectory(out, [file('a', '1'), file('a', '2')])).rejects.toThrow(/EEXIST/);
  expect(await readdir(root)).toEqual([]);
});

test('no file leaves the directory', async () => {
  for (const path of ['../evil', '/evil', 'a/../../evil', '.', '']) {
    await expect(writePlanDirectory(join(root, 'plan'), [file(path, 'x')])).rejects.toThrow(
      /leaves the plan directory/,
    );
  }
  expect(await readdir(root)).toEqual([]);
});

test('a directory that is not a plan is refused, before and after the content was made', async () => {
  const out = join(root, 'documents');
  await mkdir(out);
  await writeFile(join(out, 'thesis.txt'), 'years of work');
  const refused = writePlanDirectory(out, plan('one'));
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(
    /documents: a directory with other files \(thesis.txt\) and no plan.json/,
  );
  expect(await readFile(join(out, 'thesis.txt'), 'utf8')).toBe('years of work');

  const late = join(root, 'late');
  async function* slow(): AsyncGenerator<PlanFile> {
    yield file('plan.json', 'one');
    await mkdir(late);
    await writeFile(join(late, 'thesis.txt'), 'years of work');
  }
  await expect(writePlanDirectory(late, slow())).rejects.toThrow(InputError);
  expect((await readdir(root)).sort()).toEqual(['documents', 'late']);
});

test('an empty directory is taken, a file or the root is not', async () => {
  await mkdir(join(root, 'empty'));
  await writePlanDirectory(join(root, 'empty'), plan('one'));
  expect(await readdir(join(root, 'empty'))).toContain('plan.json');
  await writeFile(join(root, 'note'), 'text');
  await expect(writePlanDirectory(join(root, 'note'), plan('one'))).rejects.toThrow(InputError);
  await expect(writePlanDirectory('/', plan('one'))).rejects.toThrow(InputError);
  expect(await readFile(join(root, 'note'), 'utf8')).toBe('text');
});

test('a link to a plan stays a link', async () => {
  const real = join(root, 'real');
  await writePlanDirectory(real, plan('one'));
  await symlink(real, join(root, 'current'));
  await writePlanDirectory(join(root, 'current'), plan('two'));
  expect(await readFile(join(real, 'plan.json'), 'utf8')).toBe('two');
  expect((await readdir(root)).sort()).toEqual(['current', 'real']);
});
