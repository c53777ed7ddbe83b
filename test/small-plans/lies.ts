// Every kind of place where a file of a plan claims something, and a lie about it: the last digit of a number, another text,
// a row that is gone or there twice. By what they change, never by chance.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimingFiles, generic, split } from '../properties/plan-mutations/mutate.ts';

export interface Lie {
  readonly file: string;
  /** kind of place, the same in every plan: `zones.csv [lat]`, `kpis.json plan.travel.km` */
  readonly kind: string;
  readonly what: string;
  /** an entry, or an object, with all that is below it: no other lie goes with it */
  readonly whole: boolean;
  /** larger where this one is within what rounding explains */
  readonly change: (document: Document, larger: boolean) => void;
}

/** A file that is being changed. */
type Document = { rows: string[][]; json: unknown };
type Holder = Record<string | number, unknown>;

/** Lies of a file, one of each kind of place. */
export function liesAbout(dir: string, file: string): Lie[] {
  const text = readFileSync(join(dir, file), 'utf8');
  return file.endsWith('.csv') ? aboutTable(file, text) : aboutJson(file, text);
}

/** Tells some lies, all in the same file, and gives back what makes it true again. */
export function tell(dir: string, lies: readonly Lie[], larger = false): () => void {
  const path = join(dir, lies[0]!.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    changed(text, lies[0]!.file, document => {
      for (const { change } of lies) change(document, larger);
    }),
  );
  return () => writeFileSync(path, text);
}

/** Moves every figure of every file but the roots by one in its last digit. Gives back what makes all true again. */
export function tellAll(dir: string, roots: RegExp, sign: 1 | -1): () => void {
  const undo = claimingFiles(dir)
    .filter(file => !roots.test(file))
    .map(file => {
      const path = join(dir, file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(
        path,
        changed(text, file, document => {
          if (file.endsWith('.csv')) {
            for (const row of document.rows.slice(1))
              row.forEach((cell, c) => {
                if (isNumber(cell)) row[c] = lastDigit(cell, sign);
              });
          } else
            for (const { holder, key } of leavesOf(document.json))
              if (typeof holder[key] === 'number') holder[key] = near(file, holder[key], sign, false);
        }),
      );
      return () => writeFileSync(path, text);
    });
  return () => {
    for (const back of undo) back();
  };
}

function changed(text: string, file: string, change: (document: Document) => void): string {
  if (!file.endsWith('.csv')) {
    const json: unknown = JSON.parse(text);
    change({ rows: [], json });
    return JSON.stringify(json, null, 2);
  }
  const { rows, delimiter, newline } = split(text);
  change({ rows, json: null });
  return rows.map(row => row.join(delimiter) + newline).join('');
}

const isNumber = (cell: string) => /^-?\d+([.,]\d+)?$/.test(cell);

/** One more, or less, in the last digit. */
function lastDigit(cell: string, sign: number): string {
  const plain = cell.replace(',', '.');
  const decimals = plain.split('.')[1]?.length ?? 0;
  const said = (Number(plain) + sign * 10 ** -decimals).toFixed(decimals);
  return cell.includes(',') ? said.replace('.', ',') : said;
}

function aboutTable(file: string, text: string): Lie[] {
  const { rows } = split(text);
  const [header, ...body] = rows as [string[], ...string[][]];
  if (body.length === 0) return [];
  const lie = (place: string, what: string, change: Lie['change'], whole = false): Lie => ({
    ...{ file, kind: `${generic(file)} ${place}`, what, change, whole },
  });
  const cells = header.map((name, c) => {
    const column = name.replace(/^\uFEFF/, '');
    const from = (7 * c) % body.length;
    // of a row that says something there, if there is one
    const said = [...body.keys()].map(r => (from + r) % body.length);
    const r = 1 + (said.find(at => body[at]![c] !== '') ?? from);
    const was = rows[r]![c]!;
    const is = was === '' ? '7' : isNumber(was) ? lastDigit(was, c % 2 === 0 ? 1 : -1) : `${was}x`;
    return lie(`[${column}]`, `${column} ${r}`, document => {
      document.rows[r]![c] = is;
    });
  });
  const middle = 1 + Math.floor(body.length / 2);
  const column = Math.floor(header.length / 2);
  return [
    ...cells,
    lie('row gone', `row ${middle} gone`, ({ rows }) => rows.splice(middle, 1), true),
    lie('row twice', `row ${middle} twice`, ({ rows }) => rows.splice(1, 0, [...rows[middle]!]), true),
    lie('column', `${header[column]} called otherwise`, ({ rows }) => (rows[0]![column] += 'x'), true),
  ];
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly holder: Holder;
  readonly key: string | number;
}

function leavesOf(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap(name => {
    const key = Array.isArray(value) ? Number(name) : name;
    const holder = value as Holder;
    return [{ path: [...path, key], holder, key }, ...leavesOf(holder[name], [...path, key])];
  });
}

function aboutJson(file: string, text: string): Lie[] {
  const kinds = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(JSON.parse(text))) {
    const place = leaf.path.map(part => (typeof part === 'number' ? '*' : part)).join('.');
    const ofKind = kinds.get(place);
    if (ofKind) ofKind.push(leaf);
    else kinds.set(place, [leaf]);
  }
  return [...kinds].map(([place, leaves], number) => {
    const from = (7 * number) % leaves.length;
    const turned = [...leaves.slice(from), ...leaves.slice(0, from)];
    const { holder, key, path } =
      turned.find(leaf => leaf.holder[leaf.key] !== null && leaf.holder[leaf.key] !== 0) ?? turned[0]!;
    const was = holder[key];
    const inside = (json: unknown) =>
      path.slice(0, -1).reduce((at, part) => (at as Holder)[part], json) as Holder;
    const whole = typeof was === 'object' && was !== null;
    const sign = number % 2 === 0 ? 1 : -1;
    return {
      ...{ file, kind: `${generic(file)} ${place}`, whole },
      what: `${path.join('.')}${whole ? ' whole' : ''}`,
      change: ({ json }, larger) => {
        const at = inside(json);
        if (!whole) at[key] = another(file, was, sign, larger);
        else if (!Array.isArray(at)) delete at[key];
        // an entry that is there once more where there was no other
        else
          at.splice(
            key as number,
            at.length === 1 || larger ? 0 : 1,
            ...(at.length === 1 || larger ? [was] : []),
          );
      },
    };
  });
}

function another(file: string, was: unknown, sign: number, larger: boolean): unknown {
  if (typeof was === 'number') return near(file, was, sign, larger);
  if (typeof was === 'boolean') return !was;
  return was === null ? 1 : `${was as string}x`;
}

/** maps are rounded like tables */
const ROUNDED = /\.geojson$/;

function near(file: string, was: number, sign: number, larger: boolean): number {
  if (larger) return was + sign * (0.01 + Math.abs(was) * 0.02);
  if (ROUNDED.test(file)) return Number(lastDigit(String(was), sign));
  if (Number.isInteger(was) && /(^|\/)(kpis|model|tours)\.json$/.test(file)) return was + sign;
  // half of one in the sixth decimal is rounding, and some sums are as exact as six digits
  return was + sign * (2e-6 + 3e-6 * Math.abs(was));
}
