// The tables of all layers hold exactly the rows of the layers' own, cell by cell.

import { type Check, say } from '../check.ts';
import { namedAfter } from '../file-names.ts';
import { at, listAt } from '../json.ts';
import type { Table } from '../table.ts';
import type { LayeredInput } from './input.ts';

export function checkUnions(input: LayeredInput, check: Check): void {
  const { tables, layers } = input;
  for (const name of ['zones', 'sectors', 'changes'] as const) {
    union(
      `${name}.csv`,
      tables[name],
      layers.map(layer => layer.tables[name]),
      check,
    );
  }
  const costs = layers.map(layer => layer.tables.costs).filter(table => table !== undefined);
  check.that(
    (tables.costs !== undefined) === costs.length > 0,
    () => `costs.csv is ${tables.costs ? 'there, but no layer has one' : 'missing: a layer has one'}`,
  );
  if (tables.costs) union('costs.csv', tables.costs, costs, check);
  checkRejects(input, check);
  const features = layers.flatMap(layer => listAt(layer.sectorsGeojson, 'features'));
  bag('sectors.geojson', listAt(input.sectorsGeojson, 'features').map(textOf), features.map(textOf), check);
  checkSectorFiles(input, check);
  checkPlan(input, check);
}

/** Each file of a layer's sectors/ beside those of the other layers, with the layer's name where two have a sector of one id. */
function checkSectorFiles({ layers, sectorFiles, sha256 }: LayeredInput, check: Check): void {
  const times = new Map<string, number>();
  for (const { sectors } of layers) for (const [, id] of sectors) times.set(id, (times.get(id) ?? 0) + 1);
  const expected = new Map<string, string>();
  const keys = new Set<string>();
  for (const { rule, sectors, sectorFiles: own } of layers) {
    const sectorOf = namedAfter(
      sectors.map(([, id]) => id),
      sha256,
    );
    for (const [file, holds] of own) {
      const [name, kind] = partsOf(file);
      const id = sectorOf(name);
      // a stranger is told of where the layer is checked
      if (id === undefined) continue;
      const key = times.get(id) === 1 ? id : `${id}.${rule.name}`;
      keys.add(key);
      expected.set(`${key}${kind}`, holds);
    }
  }
  const keyOf = namedAfter(keys, sha256);
  for (const [file, holds] of sectorFiles) {
    const [name, kind] = partsOf(file);
    const key = `${keyOf(name) ?? ''}${kind}`;
    const there = expected.get(key);
    if (!check.that(there !== undefined, () => `sectors/${file} is no sector's file, or its second`))
      continue;
    check.that(
      there === holds,
      () => `sectors/${file} is not what the layer has of the sector that it names`,
    );
    expected.delete(key);
  }
  for (const key of expected.keys()) check.lie(`sectors/ lacks the file of ${key}`);
}

function partsOf(file: string): [name: string, kind: string] {
  const dot = file.lastIndexOf('.');
  return dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot)];
}

/** Every row of the layers' tables once, under the columns of the same name; columns that a layer lacks are empty. */
function union(name: string, whole: Table, parts: readonly Table[], check: Check): void {
  const columns = new Set(parts.flatMap(part => part.header));
  check.that(
    columns.size === whole.header.length && whole.header.every(column => columns.has(column)),
    () => `${name} does not have the columns of its layers`,
  );
  const rows = parts.flatMap(part => {
    const at = whole.header.map(column => part.header.indexOf(column));
    return part.rows.map(row => JSON.stringify(at.map(c => (c < 0 ? '' : (row[c] ?? '')))));
  });
  bag(
    name,
    whole.rows.map(row => JSON.stringify(row)),
    rows,
    check,
  );
}

/** Two lists with the same entries, in any order. */
function bag(name: string, found: readonly string[], expected: readonly string[], check: Check): void {
  const left = new Map<string, number>();
  for (const entry of expected) left.set(entry, (left.get(entry) ?? 0) + 1);
  for (const entry of found) {
    const count = left.get(entry) ?? 0;
    check.that(
      count > 0,
      () => `${name}: ${entry.slice(0, 200)} is in none of the layers, or once too often`,
    );
    left.set(entry, count - 1);
  }
  for (const [entry, count] of left) if (count > 0) check.lie(`${name} lacks ${entry.slice(0, 200)}`);
}

/** Each rejected row once: those that could not be read, and those that a base layer could not place. */
function checkRejects({ tables, layers, rejects }: LayeredInput, check: Check): void {
  const key = ({ header }: Table, row: readonly string[]) =>
    JSON.stringify(['file', 'line', 'id'].map(name => row[header.indexOf(name)] ?? ''));
  const expected = new Set(
    layers
      .filter(layer => !layer.rule.overlay)
      .flatMap(({ tables: own }) => own.rejects.rows.map(row => key(own.rejects, row))),
  );
  const found = tables.rejects.rows.map(row => key(tables.rejects, row));
  bag('rejects.csv', found, [...expected], check);
  check.that(
    found.length >= rejects.length,
    () => `rejects.csv has ${say(found.length)} rows, ${say(rejects.length)} cannot be read`,
  );
}

/** plan.json says of each layer what the layer's own says. */
function checkPlan({ plan, layers }: LayeredInput, check: Check): void {
  const texts = (entries: readonly (readonly string[])[]) => entries.map(entry => JSON.stringify(entry));
  bag(
    'plan.json: assignment',
    texts(plan.assignment),
    texts(layers.flatMap(layer => layer.assignment)),
    check,
  );
  bag('plan.json: sectors', texts(plan.sectors), texts(layers.flatMap(layer => layer.sectors)), check);
  const named = layers.flatMap(({ rule, named }) => named.map(entry => [rule.name, ...entry]));
  bag('plan.json: named', texts(plan.named), texts(named), check);
}

function textOf(feature: unknown): string {
  return JSON.stringify([at(feature, 'id'), at(feature, 'properties'), at(feature, 'geometry')]);
}
