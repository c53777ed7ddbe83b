import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, findings, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { haveSpreadsheet, type OpenedSheet, open } from './spreadsheet.ts';

const folder = temporaryFolder();
const [, reps, zones] = BRETAGNE as [string, string, string];
const DIALECTS: Readonly<Record<string, readonly string[]>> = {
  default: [],
  'excel-fr': ['--profile', 'excel-fr'],
  'excel-en': ['--profile', 'excel-en'],
  tabs: ['--profile', 'crm', '--delimiter', 'tab', '--decimal', 'comma', '--bom'],
  pipes: ['--profile', 'excel-fr', '--delimiter', '|', '--no-bom'],
};
const USUAL = ['--effort', 'fast', '--quiet', '--no-diagnosis'];

/** Accounts that a spreadsheet would trip over, with decimals and in the words of a French export. */
const HOSTILE = [
  'Code client;Nom;Code postal;lat;lon;CA potentiel;Commercial;Note',
  `=1+1;"=HYPERLINK(""http://x"";""y"")";35000;48,11;-1,68;1234,5;R01;+33 2 99`,
  `C2;"<script>alert(1)</script>";29200;48,39;-4,48;999,25;R06;@SUM(A1)`,
  'C3;"deux\nlignes; un point-virgule";56000;47,66;-2,76;10;R09;-1,5',
  `C4;__proto__;22000;48,51;-2,76;0,5;R04;"\t=1+1"`,
];

function plan(name: string, files: readonly string[], ...args: readonly string[]): string {
  const out = join(folder, name);
  const run = sectorize(['plan', ...inputArgs(files), ...USUAL, '--out', out, ...args]);
  // a few accounts cannot be balanced: that is not what is asked here
  expect([0, 3], run.stderr).toContain(run.code);
  return out;
}

/** What check finds in a file, infos included. */
function checked(role: string, file: string): Record<string, number> {
  const run = sectorize(['check', `--${role}`, file, '--rejects', join(folder, 'rejects.csv')]);
  expect(run.code, run.stderr).toBe(0);
  return findings(run.stderr);
}

describe.each(Object.entries(DIALECTS))('the CSV files of a plan, %s', (name, dialect) => {
  let out = '';
  beforeAll(() => {
    out = plan(name, BRETAGNE, ...dialect);
  });

  it('are read by check without a finding', () => {
    for (const file of ['accounts.csv', 'sectors/R01.csv', 'changes.csv'])
      expect(checked('accounts', join(out, file)), file).toEqual({});
    // of any zones that are points it says where their neighbors come from
    expect(checked('zones', join(out, 'zones.csv'))).toEqual({ 'neighbors-from-points': 1 });
  });

  it('are what verify wants', () => {
    const run = sectorize(['verify', out, ...inputArgs()]);
    expect(run.code, run.stdout).toBe(0);
  });
});

it('of hostile accounts are read without a finding too, and mean the same', () => {
  const own = join(folder, 'hostile.csv');
  writeFileSync(own, `${HOSTILE.join('\r\n')}\r\n`);
  for (const name of ['excel-fr', 'excel-en', 'tabs']) {
    const out = plan(`hostile-${name}`, [own, reps, zones], ...(DIALECTS[name] as string[]));
    const file = join(out, 'accounts.csv');
    const synonyms = checked('accounts', file);
    // their own French columns, as in the file they came from
    expect(synonyms).toEqual(checked('accounts', own));
    const verdict = sectorize(['verify', out, ...inputArgs([own, reps, zones])]).stdout;
    expect(verdict).toMatch(/^ok +accounts-once /m);
    expect(verdict).toMatch(/^ok +accounts.csv /m);
    const again = plan(`hostile-${name}-again`, [file, reps, zones]);
    expect(kpisOf(again).plan.commercial.potential).toBe(2244.25);
    expect(kpisOf(again).plan.disruption?.accounts).toBe(0);
  }
});

it('lead to a next plan whose incumbents are the reps that this one assigned', () => {
  const before = join(folder, 'excel-fr');
  const after = plan('next', [join(before, 'accounts.csv'), reps, zones], '--max-moved', '0%');
  const [was, is] = [kpisOf(before), kpisOf(after)];
  expect(is.plan.disruption?.accounts).toBe(0);
  expect(was.plan.disruption?.accounts).toBeGreaterThan(0);
  expect(is.before?.travel.hours).toBeCloseTo(was.plan.travel.hours, 4);
  expect(is.plan.commercial).toEqual(was.plan.commercial);
});

it('refuse a dialect that nobody could read', () => {
  const asked = (...args: string[]) => sectorize(['plan', ...inputArgs(), ...args]);
  for (const [args, said] of [
    [['--decimal', 'comma'], '--delimiter semicolon'],
    [['--profile', 'excel-fr', '--delimiter', ','], '--decimal point'],
    [['--delimiter', 'x'], 'semicolon'],
    [['--decimal', ';'], 'point or comma'],
  ] as const) {
    const run = asked(...args);
    expect(run.code, args.join(' ')).toBe(2);
    expect(run.stderr).toContain(said);
  }
  const config = join(folder, 'sectorize.yaml');
  writeFileSync(config, 'profile: excel-fr\ndelimiter: comma\n');
  const run = asked('--config', config);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('a delimiter that is not the decimal mark');
});

describe.runIf(haveSpreadsheet('csv-round-trip'))('opened in LibreOffice', () => {
  // delimiter, quote, UTF-8, from line 1, no formats, locale, quoted fields are no text, numbers as they are recognized
  const FILTERS = {
    'excel-fr': 'CSV:59,34,76,1,,1036,false,true',
    'excel-en': 'CSV:44,34,76,1,,1033,false,true',
  };

  it.each(Object.entries(FILTERS))(
    '%s: numbers are numbers, and nothing is a formula',
    (name, filter) => {
      const files = ['accounts', 'zones', 'sectors', 'changes'].map(table =>
        join(folder, name, `${table}.csv`),
      );
      const hostile = join(folder, `hostile-${name}`, 'accounts.csv');
      const { delimiter, decimal } =
        name === 'excel-fr' ? { delimiter: ';', decimal: ',' } : { delimiter: ',', decimal: '.' };
      const into = (of: string) => {
        mkdirSync(join(folder, of), { recursive: true });
        return join(folder, of);
      };
      const opened = open(files, into(`opened-${name}`), filter).map(
        sheets => [...sheets.values()][0] as OpenedSheet,
      );
      const [strange] = open([hostile], into(`opened-hostile-${name}`), filter).map(
        sheets => [...sheets.values()][0],
      );
      let numbers = 0;
      for (const [f, file] of [...files, hostile].entries()) {
        const sheet = [...opened, strange as OpenedSheet][f] as OpenedSheet;
        const [header, ...rows] = parse(readFileSync(file, 'utf8'), {
          delimiter,
          bom: true,
          relax_column_count: true,
        });
        expect(
          sheet.flat().filter(cell => cell.formula),
          file,
        ).toEqual([]);
        const fraction = new RegExp(`^-?\\d+[${decimal}]\\d+$`);
        for (const [r, row] of rows.entries()) {
          for (const [c, written] of (row as string[]).entries()) {
            if (!fraction.test(written)) continue;
            const cell = sheet[r + 1]?.[c];
            const what = `${file} ${r} ${header[c]}: ${written}`;
            expect(cell?.type, what).toBe('float');
            expect(Number(cell?.value), what).toBeCloseTo(Number(written.replace(',', '.')), 9);
            numbers++;
          }
        }
      }
      expect(numbers).toBeGreaterThan(3000);
    },
    120_000,
  );
});
