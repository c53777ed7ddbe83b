// One small change of one file of a plan: a cell, a number, a row, an entry. What is changed is told by a pattern, in which
// numbers of rows and entries are stars, so that what verify does not see can be said once.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Mutation {
  readonly file: string;
  /** `zones.csv [potential]`, `kpis.json plan.travel.hours` */
  readonly pattern: string;
  /** what was done */
  readonly what: string;
  readonly text: string;
}

/** 0 ≤ x < 1 */
export type Chance = () => number;

/** Prose and pictures, whose figures are those of kpis.json: only their hashes are claims that verify reads. */
const PROSE = /\.(md|html|svg|png|xlsx)$/;

/** Every file of a plan that claims figures, with `/` between. */
export function claimingFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .filter(path => !PROSE.test(path) && !path.endsWith('.ics'))
    .sort();
}

/** null where there is nothing to change. */
export function mutated(file: string, text: string, chance: Chance): Mutation | null {
  return file.endsWith('.csv') ? ofTable(file, text, chance) : ofJson(file, text, chance);
}

const pick = <T>(list: readonly T[], chance: Chance): T => list[Math.floor(chance() * list.length)] as T;

/** Rows of cells; quotes are kept as they are. */
export function split(text: string): { rows: string[][]; delimiter: string; newline: string } {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const all = text.split(newline);
  if (all.at(-1) === '') all.pop();
  const delimiter = (all[0] as string).includes(';') ? ';' : ',';
  const cells = (line: string) =>
    line.match(new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(?:${delimiter}|$)`, 'g'));
  const bare = (cell: string) => (cell.endsWith(delimiter) ? cell.slice(0, -1) : cell);
  const rows = all.map(line => {
    const found = (cells(line) as string[]).map(bare);
    // nothing is found once more at the end of a line that does not end in a delimiter
    return line.endsWith(delimiter) ? found : found.slice(0, -1);
  });
  return { rows, delimiter, newline };
}

function ofTable(file: string, text: string, chance: Chance): Mutation | null {
  const { rows, delimiter, newline } = split(text);
  const joined = () => rows.map(row => row.join(delimiter) + newline).join('');
  if (joined() !== text) throw new Error(`${file} is not read as it is written`);
  const [header] = rows as [string[]];
  if (rows.length < 2) return null;
  const r = 1 + Math.floor(chance() * (rows.length - 1));
  const how = chance();
  if (how < 0.08) {
    const [gone] = rows.splice(r, 1) as [string[]];
    return {
      file,
      pattern: `${generic(file)} row gone`,
      what: `row ${r} gone: ${gone.join()}`,
      text: joined(),
    };
  }
  if (how < 0.14) {
    rows.splice(r, 0, [...(rows[r] as string[])]);
    return { file, pattern: `${generic(file)} row twice`, what: `row ${r} twice`, text: joined() };
  }
  const c = Math.floor(chance() * header.length);
  const row = rows[r] as string[];
  const was = row[c] as string;
  const others = rows.slice(1).map(other => other[c] as string);
  row[c] = otherCell(was, others, delimiter === ';', chance);
  if (row[c] === was) return null;
  const column = (header[c] as string).replace(/^\uFEFF/, '');
  return {
    file,
    pattern: `${generic(file)} [${column}]`,
    what: `row ${r}: ${was} → ${row[c]} in ${row.join()}`,
    text: joined(),
  };
}

/** A number near it or far, what stands elsewhere in the column, nothing. */
function otherCell(cell: string, others: readonly string[], comma: boolean, chance: Chance): string {
  const plain = comma ? cell.replace(',', '.') : cell;
  const how = chance();
  if (how < 0.12 && cell !== '') return '';
  if (how < 0.3) {
    const different = others.filter(other => other !== cell);
    if (different.length > 0) return pick(different, chance);
  }
  if (/^-?\d+(\.\d+)?$/.test(plain)) {
    const said = numberNear(Number(plain), plain.split('.')[1]?.length ?? 0, chance);
    return comma ? said.replace('.', ',') : said;
  }
  return cell === '' ? '7' : `${cell}x`;
}

/** One in the last digit, a little more or less, the other sign. */
function numberNear(value: number, decimals: number, chance: Chance): string {
  const how = chance();
  if (how < 0.4) return (value + 10 ** -decimals * 2).toFixed(decimals);
  if (how < 0.6) return (value - 10 ** -decimals * 2).toFixed(decimals);
  if (how < 0.8) return (value * 1.01 + 1).toFixed(decimals);
  if (how < 0.9 && value !== 0) return (-value).toFixed(decimals);
  return (value / 2 - 1).toFixed(decimals);
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly holder: unknown[] | Record<string, unknown>;
  readonly key: string | number;
}

function leavesOf(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(value).flatMap(name => {
    const key = Array.isArray(value) ? Number(name) : name;
    const here = [...path, key];
    return [{ path: here, holder, key }, ...leavesOf(holder[name], here)];
  });
}

function ofJson(file: string, text: string, chance: Chance): Mutation | null {
  const json = JSON.parse(text) as unknown;
  // by kind of place first: a list of a thousand coordinates is no more of a claim than a sum
  const byPattern = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(json)) {
    const pattern = patternOf(leaf.path);
    byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), leaf]);
  }
  if (byPattern.size === 0) return null;
  const [pattern, leaves] = pick([...byPattern], chance);
  const { holder, key, path } = pick(leaves, chance);
  const was = (holder as Record<string | number, unknown>)[key];
  const set = (value: unknown) => {
    (holder as Record<string | number, unknown>)[key] = value;
  };
  let what: string;
  if (typeof was === 'object' && was !== null) {
    if (Array.isArray(holder)) {
      const twice = chance() < 0.5;
      holder.splice(key as number, twice ? 0 : 1, ...(twice ? [was] : []));
      what = twice ? 'twice' : 'gone';
    } else if (Object.keys(was).length === 0) return null;
    else {
      delete holder[key as string];
      what = 'gone';
    }
  } else if (chance() < 0.1 && !Array.isArray(holder)) {
    delete holder[key as string];
    what = 'gone';
  } else {
    set(otherValue(was, chance));
    what = `${JSON.stringify(was)} → ${JSON.stringify((holder as Record<string | number, unknown>)[key])}`;
  }
  return {
    file,
    pattern: `${generic(file)} ${pattern}`,
    what: `${path.join('.')}: ${what}`,
    text: JSON.stringify(json, null, 2),
  };
}

function otherValue(value: unknown, chance: Chance): unknown {
  if (typeof value === 'boolean') return !value;
  if (value === null) return chance() < 0.5 ? 1 : 'x';
  if (typeof value === 'string') return chance() < 0.2 ? '' : `${value}x`;
  const number = value as number;
  const how = chance();
  if (how < 0.35) return number + Math.max(1e-3, Math.abs(number) * 1e-3);
  if (how < 0.6) return number - Math.max(1e-3, Math.abs(number) * 1e-3);
  if (how < 0.75 && number !== 0) return -number;
  if (how < 0.85) return null;
  return number * 2 + 1;
}

const NAMED = /^(layers\/)[^/]+|(?<=(^|\/)sectors\/).+(?=\.)|(?<=^from\/)\d+/g;

/** sectors/R1.csv is a sector's file like any other */
export function generic(file: string): string {
  return file.replace(NAMED, (_, layers: string | undefined) => `${layers ?? ''}*`);
}

function patternOf(path: readonly (string | number)[]): string {
  return path.map(part => (typeof part === 'number' ? '*' : part)).join('.');
}
