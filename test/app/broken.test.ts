// Every file of fixtures/broken through the whole check: what its README says must be found, where, and that nothing is
// lost on the way.

import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckOutcome, checkInputs } from '../../src/app/check.ts';
import type { InputFiles } from '../../src/app/read.ts';
import { rejectRows } from '../../src/app/rejects-table.ts';
import type { Issue } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

const FIXTURES = resolve(import.meta.dirname, '../../fixtures');
const tiny = (name: string) => join(FIXTURES, 'tiny', name);
const ain = (name: string) => join(FIXTURES, 'ain-excel', name);

interface Expected {
  /** `severity code place`: the place is a line, `feature n`, or nothing */
  readonly says: readonly string[];
  /** usable and rejected rows of the file; absent when it cannot be read */
  readonly counts?: readonly [usable: number, rejected: number];
}

const none: readonly string[] = [];
const CASES: Readonly<Record<string, Expected>> = {
  'accounts-duplicate-ids.csv': { says: ['warning duplicate-id 4'], counts: [2, 1] },
  'accounts-missing-id.csv': { says: ['warning missing-id 3', 'warning missing-id 4'], counts: [1, 2] },
  'accounts-swapped-lat-lon.csv': { says: ['repair swapped-coordinates 2'], counts: [3, 0] },
  'accounts-lambert93.csv': { says: ['repair lambert-93 2'], counts: [2, 0] },
  'accounts-no-place.csv': {
    says: ['warning missing-place 3', 'warning no-zone 4', 'warning half-coordinates 5'],
    counts: [2, 2],
  },
  'accounts-far-from-zone.csv': {
    says: [
      'info zone-disagreements',
      'warning zone-disagreement 3',
      'warning implausible-coordinates 4',
      'warning outside-country 4',
    ],
    counts: [3, 0],
  },
  'accounts-absurd-numbers.csv': {
    says: [
      'warning number-too-small 3',
      'warning not-a-number 4',
      'warning not-a-number 5',
      'warning coordinates-out-of-range 6',
    ],
    counts: [2, 3],
  },
  'accounts-cedex.csv': {
    says: ['repair unknown-postal-code 2', 'repair unknown-postal-code 3', 'warning no-zone 4'],
    counts: [2, 1],
  },
  'accounts-stripped-zero.csv': {
    says: ['repair postal-code-repaired 2', 'repair postal-code-repaired 3'],
    counts: [3, 0],
  },
  'accounts-formula-cells.csv': { says: none, counts: [5, 0] },
  'accounts-prototype-keys.csv': { says: ['repair unknown-postal-code 4'], counts: [3, 0] },
  'accounts-html-names.csv': { says: none, counts: [3, 0] },
  'accounts-utf16.csv': { says: none, counts: [2, 0] },
  'accounts-unclosed-quote.csv': { says: ['warning unclosed-quote 3'], counts: [2, 1] },
  'accounts-ragged-rows.csv': {
    says: ['warning too-few-cells 3', 'warning too-many-cells 4'],
    counts: [2, 2],
  },
  'accounts-ambiguous-columns.csv': {
    says: ['error ambiguous-column', 'error ambiguous-column'],
    counts: [0, 1],
  },
  'accounts-repeated-header.csv': {
    says: ['error ambiguous-column', 'warning duplicate-column 1'],
    counts: [1, 0],
  },
  'accounts-no-id-column.csv': { says: ['error missing-column'], counts: [0, 1] },
  'accounts-header-only.csv': { says: ['error no-accounts'], counts: [0, 0] },
  'accounts-empty.csv': { says: ['error empty-file'] },
  'accounts-nul-bytes.csv': { says: ['error no-accounts', 'warning nul-byte 2'], counts: [0, 1] },
  'reps-path-characters.csv': { says: none, counts: [6, 0] },
  'reps-duplicate-ids.csv': { says: ['error duplicate-id 3'], counts: [2, 0] },
  'reps-off-the-map.csv': {
    says: ['warning base-outside-map 3', 'warning outside-country 3'],
    counts: [2, 0],
  },
  'reps-unknown-base.csv': { says: ['error base-not-in-zones 3'], counts: [2, 0] },
  'reps-absurd-fte.csv': {
    says: [
      'error number-too-small 2',
      'error number-too-small 3',
      'error number-too-large 4',
      'error not-a-number 5',
    ],
    counts: [4, 0],
  },
  'zones-missing-id.geojson': { says: ['warning missing-id feature 4'], counts: [3, 1] },
  'zones-duplicate-ids.geojson': { says: ['warning repeated-id feature 1'], counts: [3, 0] },
  'zones-open-ring.geojson': { says: ['repair open-ring feature 4'], counts: [4, 0] },
  'zones-self-crossing.geojson': { says: ['repair self-crossing feature 4'], counts: [4, 0] },
  'zones-repeated-vertices.geojson': { says: ['repair repeated-vertices feature 4'], counts: [4, 0] },
  'zones-spike.geojson': { says: ['repair spike feature 4'], counts: [4, 0] },
  'zones-hole-outside.geojson': { says: ['repair hole-outside feature 4'], counts: [4, 0] },
  'zones-collapsed.geojson': { says: ['info bridge', 'warning collapsed-zone feature 4'], counts: [4, 0] },
  'zones-null-geometry.geojson': { says: ['warning zone-without-place feature 4'], counts: [3, 1] },
  'zones-points-among-polygons.geojson': {
    says: ['info bridge', 'warning point-among-polygons feature 4'],
    counts: [4, 0],
  },
  'zones-t-junction.geojson': { says: ['repair t-junction'], counts: [4, 0] },
  'zones-sliver.geojson': { says: ['repair sliver'], counts: [4, 0] },
  'zones-overlap.geojson': { says: ['warning overlapping-zones'], counts: [4, 0] },
  'zones-swapped-lat-lon.geojson': { says: ['repair swapped-coordinates feature 1'], counts: [2, 0] },
  'zones-lambert93.geojson': { says: ['repair lambert-93 feature 1'], counts: [2, 0] },
  'zones-prototype-keys.geojson': { says: none, counts: [5, 0] },
  'zones-truncated.geojson': { says: ['error bad-json 3'] },
  'zones-centroids-bad.csv': {
    says: [
      'info neighbors-from-points',
      'warning repeated-id 2',
      'warning zone-without-place 3',
      'warning missing-id 5',
      'warning coordinates-out-of-range 6',
      'warning zone-without-place 6',
    ],
    counts: [1, 3],
  },
};

/** The other inputs that a broken file goes with, as its README says. */
function filesFor(name: string): InputFiles {
  const path = join(FIXTURES, 'broken', name);
  const none = { accounts: null, reps: null, zones: null, aliases: null };
  if (name.startsWith('zones')) return { ...none, zones: path };
  if (/cedex|stripped/.test(name)) {
    return { ...none, accounts: path, reps: ain('reps.csv'), zones: ain('zones.csv') };
  }
  const others = { accounts: tiny('accounts.csv'), reps: tiny('reps.csv'), zones: tiny('zones.geojson') };
  return { ...none, ...others, [name.startsWith('reps') ? 'reps' : 'accounts']: path };
}

const check = (files: InputFiles): Promise<CheckOutcome> => checkInputs(files, new Map(), DEFAULT_SETTINGS);

const inWords = ({ severity, code, line, feature }: Issue): string =>
  [severity, code, ...(line === null ? [] : [feature ? `feature ${line}` : `${line}`])].join(' ');

describe('fixtures/broken', () => {
  it('has a case here for each of its files', () => {
    const files = readdirSync(join(FIXTURES, 'broken')).filter(name => name !== 'README.md');
    expect(Object.keys(CASES).sort()).toEqual(files.sort());
  });

  it.each(Object.entries(CASES))('%s', async (name, { says, counts }) => {
    const { records, inputs, plannable } = await check(filesFor(name));
    const all = records.log.issues();
    const own = all.filter(issue => issue.file.endsWith(name));
    expect(own.map(inWords).sort()).toEqual([...says].sort());

    for (const issue of all) {
      expect(issue.found, issue.code).not.toBe('');
      expect(issue.remedy, issue.code).not.toBe('');
      expect(issue.expected, issue.code).not.toBe('');
    }

    const input = inputs.find(({ file }) => file === name);
    expect(input && [input.accepted, input.rejected]).toEqual(counts);
    for (const { role, rows, accepted, rejected } of inputs) {
      expect(accepted + rejected, role).toBe(rows);
      if (role !== 'reps')
        expect(rejected, role).toBe(
          records.rejects.count(records[role === 'zones' ? 'zones' : 'accounts']!.file),
        );
    }

    // the table of rejects: every rejected row, once, at its place and with its reason
    const [header, ...rows] = [...rejectRows(records.rejects)];
    expect(rows.length).toBe(
      inputs.reduce((sum, { role, rejected }) => sum + (role === 'reps' ? 0 : rejected), 0),
    );
    expect(new Set(rows.map(([file, line]) => `${file}:${line}`)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.length).toBe(header!.length);
      expect(row[3], 'reason').not.toBe('');
    }

    const errors = records.log.count('error');
    expect(errors).toBe(says.filter(line => line.startsWith('error')).length);
    // the other inputs are good, so only errors may stand in the way
    if (!name.startsWith('zones')) expect(plannable).toBe(errors === 0);
  });
});

const place = ({ line, feature, column }: Issue): string =>
  [line === null ? null : `${feature ? 'feature' : 'line'} ${line}`, column].filter(Boolean).join(', ');

/** What a person is told of a file, word for word. */
async function told(name: string): Promise<string> {
  const { records } = await check(filesFor(name));
  const issues = records.log
    .issues()
    .filter(issue => issue.file.endsWith(name))
    .map(
      issue =>
        `${issue.severity} ${issue.code} (${place(issue)})\n` +
        `  found     ${issue.found}\n  expected  ${issue.expected}\n  remedy    ${issue.remedy}\n`,
    );
  const rejects = [...records.rejects.rejects()].map(
    ({ file, line, column, reason, id }) =>
      `set aside: ${basename(file)}:${line} ${column} [${id}] ${reason}\n`,
  );
  return [`== ${name}\n`, ...issues, ...rejects].join('');
}

it('what is said of them, word for word, as somebody has read it', async () => {
  const all: string[] = [];
  for (const name of Object.keys(CASES)) all.push(await told(name));
  // after a change of words: vitest -u, and read what changed
  await expect(all.join('\n')).toMatchFileSnapshot('broken-findings.txt');
});

describe('check', () => {
  it('reads the other files when one cannot be read', async () => {
    const broken = (name: string) => join(FIXTURES, 'broken', name);
    const { records, inputs } = await check({
      accounts: broken('accounts-empty.csv'),
      reps: broken('reps-absurd-fte.csv'),
      zones: broken('zones-truncated.geojson'),
      aliases: tiny('nowhere.csv'),
    });
    const codes = records.log.issues().map(issue => issue.code);
    expect(codes.sort()).toEqual([
      'bad-json',
      'empty-file',
      'not-a-number',
      'number-too-large',
      'number-too-small',
      'number-too-small',
      'unreadable-file',
    ]);
    expect(inputs.map(({ role }) => role)).toEqual(['reps']);
  });

  it('says of each repaired code what it was and is', async () => {
    const { records } = await check(filesFor('accounts-stripped-zero.csv'));
    const repairs = records.log.issues().filter(({ code }) => code === 'postal-code-repaired');
    expect(repairs.map(({ found }) => found)).toEqual(['"1000", read as "01000"', '"1100", read as "01100"']);
    expect([...records.accounts!.postalCode]).toEqual(['01000', '01100', '01500']);
  });

  it('names both columns and the --map that chooses', async () => {
    const { records } = await check(filesFor('accounts-ambiguous-columns.csv'));
    const [potential, code] = records.log.issues().filter(({ severity }) => severity === 'error');
    expect(potential!.found).toContain('"CA potentiel" and "Potentiel"');
    expect(potential!.remedy).toBe('choose with --map potential="CA potentiel"');
    expect(code!.found).toContain('"Code postal" and "CP"');
    expect(code!.remedy).toBe('choose with --map postal_code="Code postal"');
  });

  it('rejects CEDEX codes that nothing resolves with that reason', async () => {
    const { records } = await check(filesFor('accounts-cedex.csv'));
    const [reject] = [...records.rejects.rejects()];
    expect(reject).toMatchObject({ line: 4, id: 'K3', column: 'postal_code' });
    expect(reject!.reason).toMatch(
      /^no-zone: postal code 01999, a CEDEX code, is not a zone; no coordinates;/,
    );
    expect(reject!.reason).toContain('"01999,<zone id>" to the alias file');
  });
});
