import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { sectorize, temporaryFolder } from './cli.ts';
import { haveSpreadsheet, type OpenedCell, type OpenedSheet, open } from './spreadsheet.ts';

const folder = temporaryFolder();
const out = join(folder, 'plan');
const FILES = [
  ...['--accounts', resolve('fixtures/layers/accounts.csv'), '--reps', resolve('fixtures/layers/reps.csv')],
  ...['--zones', resolve('fixtures/bretagne/zones.geojson')],
];
const ARGS = ['plan', '--config', resolve('fixtures/layers/sectorize.yaml'), '--effort', 'fast', '--xlsx'];

function csv(name: string): string[][] {
  return parse(readFileSync(join(out, name), 'utf8'));
}

/** What a cell of a CSV file should be once it is opened: `text` where columns are text. */
function same(cell: OpenedCell | undefined, written: string, text: boolean): boolean {
  if (written === '') return cell === undefined || cell.type === null;
  if (cell === undefined || cell.formula) return false;
  if (cell.type === 'string') return text && cell.value === written;
  if (cell.type === 'boolean') return !text && (cell.value === 'true') === ['1', 'true'].includes(written);
  return !text && Math.abs(Number(cell.value) - Number(written)) <= 1e-9 * Math.abs(Number(written));
}

const NUMBERS =
  /^(zones|accounts|lat|lon|moved|potential|revenue|visits_|visit_|leads|opp|conv|sol|resp|nps|sla|work|capacity|fte|travel|kg|mean|priority|coverage|overlap|penetration|cost|polsby|reock|moment|pieces|bridges)|_share$|_(target|deviation|gained|lost|total|cost)$/;

describe.runIf(haveSpreadsheet('workbook'))('plan.xlsx, opened in LibreOffice', () => {
  let sheets: Map<string, OpenedSheet>;
  beforeAll(() => {
    const run = sectorize([...ARGS, '--lang', 'fr', '--out', out]);
    expect(run.code, run.stderr).toBe(0);
    [sheets] = open([join(out, 'plan.xlsx')], join(folder, 'opened')) as [Map<string, OpenedSheet>];
  }, 120_000);

  it('has the sheets of all layers, in the language of the report', () => {
    expect([...sheets.keys()]).toEqual([
      ...['Secteurs', 'Zones', 'Comptes', 'Changements', 'Indicateurs', 'Définitions'],
    ]);
    for (const rows of sheets.values()) expect(rows.flat().filter(cell => cell.formula)).toEqual([]);
  });

  it('holds what the CSV files hold: numbers as numbers, flags as flags, codes and ids as text', () => {
    const names = { Secteurs: 'sectors', Zones: 'zones', Comptes: 'accounts', Changements: 'changes' };
    for (const [sheet, name] of Object.entries(names)) {
      const opened = sheets.get(sheet) as OpenedSheet;
      const [header, ...rows] = csv(`${name}.csv`) as [string[], ...string[][]];
      expect(
        opened[0]?.map(cell => cell.value),
        name,
      ).toEqual(header);
      expect(opened.length, name).toBe(rows.length + 1);
      const flags = new Set(['locked', 'strategic']);
      const wrong = rows.flatMap((row, r) =>
        row.flatMap((written, c) => {
          const column = header[c] as string;
          const value = flags.has(column) && written === '' ? '' : written;
          const text = !NUMBERS.test(column) && !flags.has(column);
          return same(opened[r + 1]?.[c], value, text)
            ? []
            : [[name, r, column, written, opened[r + 1]?.[c]]];
        }),
      );
      expect(wrong.slice(0, 5)).toEqual([]);
    }
  });

  it('has every KPI of all layers and of each, before and after, with a definition', () => {
    const kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
    const [, ...rows] = sheets.get('Indicateurs') as OpenedSheet;
    const layers = [...new Set(rows.map(row => row[0]?.value))];
    expect(layers).toEqual(['tous les segments', 'health', 'field', 'key accounts', 'groups']);
    const path = (row: readonly OpenedCell[] | undefined) => row?.[7]?.value;
    const km = rows.find(row => row[0]?.value === 'tous les segments' && path(row) === 'travel.km');
    expect(km?.[3]).toMatchObject({ type: 'float', value: String(kpis.plan.travel.km) });
    const cover = rows.find(row => path(row) === 'coverage.accounts');
    expect(cover?.[3]).toMatchObject({ type: 'percentage', value: String(kpis.plan.coverage.accounts) });
    const defined = new Set((sheets.get('Définitions') as OpenedSheet).map(row => row[3]?.value));
    for (const row of rows) expect(defined.has(path(row) as string), path(row)).toBe(true);
  });

  it('leaves the plan as verify wants it, and is the same bytes again', () => {
    expect(sectorize(['verify', out, ...FILES]).code).toBe(0);
    const again = join(folder, 'again');
    sectorize([...ARGS, '--lang', 'fr', '--out', again], { env: { TZ: 'Asia/Tokyo', LANG: 'C' } });
    const [a, b] = [out, again].map(dir => readFileSync(join(dir, 'plan.xlsx')));
    expect(a?.equals(b as Buffer)).toBe(true);
  }, 60_000);
});

it('is refused where there is no directory to put it in', () => {
  const run = sectorize([...ARGS, '--stdout', 'sectors']);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('--out');
  expect(run.stdout).toBe('');
});
