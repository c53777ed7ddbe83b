// LibreOffice, as an independent reader of what is meant for spreadsheets.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOMParser } from 'linkedom';

const SOFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync);

/** Without LibreOffice a test is skipped and says so; in CI it must be there. */
export function haveSpreadsheet(test: string): boolean {
  if (SOFFICE) return true;
  if (process.env.CI) throw new Error('CI needs LibreOffice: apt-get install libreoffice-calc-nogui');
  process.stderr.write(`${test} skipped: no /usr/bin/soffice (libreoffice-calc-nogui)\n`);
  return false;
}

export interface OpenedCell {
  readonly type: 'float' | 'percentage' | 'boolean' | 'string' | null;
  /** numbers as LibreOffice holds them, not as it shows them */
  readonly value: string;
  readonly formula: boolean;
}

export type OpenedSheet = readonly (readonly OpenedCell[])[];

/** Sheets by name, as they are once opened. @param filter how CSV is to be read; absent for workbooks */
export function open(files: readonly string[], folder: string, filter?: string): Map<string, OpenedSheet>[] {
  mkdirSync(folder, { recursive: true });
  const how = filter === undefined ? [] : [`--infilter=${filter}`];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', ...how, '--convert-to', 'fods', '--outdir', folder, ...files];
  const run = spawnSync(SOFFICE as string, args, { encoding: 'utf8', timeout: 120_000 });
  if (run.status !== 0) throw new Error(`LibreOffice: ${run.stderr}`);
  return files.map(file =>
    sheetsOf(readFileSync(join(folder, basename(file).replace(/\.[^.]+$/, '.fods')), 'utf8')),
  );
}

function sheetsOf(xml: string): Map<string, OpenedSheet> {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const tables = [...document.getElementsByTagName('table:table')];
  return new Map(tables.map(table => [table.getAttribute('table:name') as string, rowsOf(table)]));
}

type Element = ReturnType<ReturnType<DOMParser['parseFromString']>['createElement']>;

function rowsOf(table: Element): OpenedCell[][] {
  const rows: OpenedCell[][] = [];
  for (const row of table.getElementsByTagName('table:table-row')) {
    const cells: OpenedCell[] = [];
    for (const cell of row.getElementsByTagName('table:table-cell')) {
      const times = Number(cell.getAttribute('table:number-columns-repeated') ?? 1);
      // the rest of the row, a thousand empty cells
      if (times <= 100) cells.push(...Array.from({ length: times }, () => cellOf(cell)));
    }
    while (cells.at(-1)?.type === null) cells.pop();
    const times = Number(row.getAttribute('table:number-rows-repeated') ?? 1);
    if (cells.length > 0) rows.push(...Array.from({ length: times }, () => cells));
  }
  return rows;
}

function cellOf(cell: Element): OpenedCell {
  const formula = cell.getAttribute('table:formula');
  // LibreOffice has no booleans of its own: it holds a workbook's as this constant
  const flag = /^of:=(TRUE|FALSE)\(\)$/.exec(formula ?? '')?.[1];
  if (flag) return { type: 'boolean', value: flag.toLowerCase(), formula: false };
  const type = cell.getAttribute('office:value-type') as OpenedCell['type'];
  const paragraphs = [...cell.getElementsByTagName('text:p')].map(p => p.textContent);
  const value = cell.getAttribute('office:value') ?? paragraphs.join('\n');
  return { type, value, formula: formula !== null };
}
