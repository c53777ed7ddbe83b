// Every kind of finding has its French sentence: codes are read from the sources, so that a new one cannot be forgotten.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FINDINGS_FR } from '../../src/report/finding-words.ts';

const SOURCE = resolve(import.meta.dirname, '../../src');
const FOLDERS = ['io', 'geo', 'model', 'app', 'cli'];

const text = FOLDERS.flatMap(folder =>
  readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(SOURCE, folder, name), 'utf8')),
).join('\n');

it('explains every code that is written as code: in the sources', () => {
  const codes = new Set([...text.matchAll(/\bcode: '([a-z0-9-]+)'/g)].map(([, code]) => code as string));
  // only verify says this one, on the way out
  codes.delete('cannot-verify');
  expect(codes.size).toBeGreaterThan(40);
  expect([...codes].filter(code => !Object.hasOwn(FINDINGS_FR, code))).toEqual([]);
});

it('explains no code that nothing says', () => {
  expect(Object.keys(FINDINGS_FR).filter(code => !text.includes(`'${code}'`))).toEqual([]);
});
