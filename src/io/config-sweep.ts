// `sweep:` of sectorize.yaml: scenarios one by one, and a grid of which every combination is one.
//
//   sweep:
//     scenarios:
//       - {name: without R03, without: R03, stickiness: 1}
//     grid:
//       tolerance: [5%, 8%, 10%]
//       keep_together: [none, {department: whole}]
//
// Keys are those of the file, read by the same readers; `none` is as if the file did not have the key.

import type { AddedRep, Change, TeamChange, ToleranceChange } from '../model/scenario.ts';
import type { Settings } from '../model/settings.ts';
import {
  about,
  dictionary,
  oneOrMore,
  type Reader,
  reader,
  record,
  scalar,
  wrong,
} from './config-readers.ts';
import { either, needs, type Schema } from './config-schema.ts';
import type { Tree } from './config-tree.ts';
import { number, productivity, text, tolerance } from './config-values.ts';

export interface ScenarioFound extends Change {
  readonly name: string;
  readonly line: number | null;
}

export interface AxisFound {
  readonly key: string;
  readonly line: number | null;
  readonly values: readonly Change[];
}

export interface SweepFound {
  readonly scenarios: readonly ScenarioFound[];
  readonly axes: readonly AxisFound[];
}

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Read<S extends Shape> = {
  readonly [K in keyof S]?: S[K] extends Reader<infer T> ? T : never;
};

const MOST_REPS = 10_000;
const NONE = Symbol('none');

const added = record({
  id: about('Id of the new rep; one is made up when absent.', scalar(text)),
  postal_code: about('Where the new rep is based.', scalar(text)),
  fte: about('FTE of the new rep.', scalar(productivity), 1),
});

const addedRep: Reader<AddedRep> = reader(
  { allOf: [added.schema, needs('postal_code')] },
  (tree, key, report) => {
    const found = added(tree, key, report);
    if (found?.postal_code !== undefined)
      return { id: found.id ?? '', postalCode: found.postal_code, fte: found.fte ?? 1 };
    if (found)
      wrong(tree, key, 'the postal_code of the base, such as {postal_code: 35000, fte: 50%}', report);
    return undefined;
  },
);

/** `5%` of every measure, or `{potential: 5%}` */
const byMeasure = dictionary(scalar(tolerance));
const tolerances: Reader<ToleranceChange> = reader(
  either(scalar(tolerance).schema, byMeasure.schema),
  (tree, key, report) => {
    if (tree.kind === 'map') {
      const of = byMeasure(tree, key, report);
      return of && { all: null, of };
    }
    const all = scalar(tolerance)(tree, key, report);
    return all === undefined ? undefined : { all, of: new Map() };
  },
);

const oneOrMoreReps: Reader<readonly AddedRep[]> = reader(
  either(addedRep.schema, { type: 'array', items: addedRep.schema }),
  (tree, key, report) => {
    const items = tree.kind === 'list' ? tree.items : [tree];
    return items.flatMap(item => addedRep(item, key, report) ?? []);
  },
);

const OWN_KEYS = {
  tolerance: about('Tolerance of every measure, or by measure.', tolerances),
  reps: about('Another file of reps.', scalar(text)),
  without: about('Reps who are left out.', oneOrMore(scalar(text), '[R03, R07]')),
  add: about('Reps who join.', oneOrMoreReps),
  fte: about('FTE of reps, by id.', dictionary(scalar(productivity))),
  headcount: about(
    'Reps more (+1) or fewer (-1), chosen as size chooses.',
    scalar(number(-MOST_REPS, MOST_REPS, true)),
  ),
};

/** @param settingsOf what the keys of a plan say, as settings */
export function sweepReader<S extends Shape>(
  keys: S,
  settingsOf: (found: Read<S>) => Partial<Settings>,
): Reader<SweepFound> {
  const shape = { ...keys, ...OWN_KEYS };
  const change = record(mapValues(shape, orNone));
  const named = record({
    ...mapValues(shape, orNone),
    name: about('What the scenario and its folder are called.', scalar(text)),
  });

  const changeOf = (tree: Tree, found: Readonly<Record<string, unknown>>): Change => {
    const none = Object.keys(found).filter(key => found[key] === NONE);
    const set = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== NONE));
    return {
      settings: settingsOf(set as Read<S>),
      none: none.filter(key => !Object.hasOwn(OWN_KEYS, key)),
      tolerance: (set.tolerance as ToleranceChange | undefined) ?? null,
      team: teamOf(set),
      words: wordsOf(tree),
    };
  };

  const listed: Schema = { type: 'array', items: { allOf: [named.schema, needs('name')] } };
  const scenarios: Reader<readonly ScenarioFound[]> = reader(listed, (tree, key, report) => {
    if (tree.kind !== 'list') {
      wrong(tree, key, 'a list, such as - {name: loose, tolerance: 15%}', report);
      return undefined;
    }
    return tree.items.flatMap((item, index): ScenarioFound[] => {
      const path = `${key}[${index + 1}]`;
      const found = named(item, path, report);
      if (!found) return [];
      if (found.name === undefined) {
        wrong(item, `${path}.name`, 'a name, which its folder gets too', report);
        return [];
      }
      return [{ ...changeOf(item, found), name: found.name, line: item.line }];
    });
  });

  const axes = mapValues(shape, of => {
    const value = orNone(of).schema;
    const { description, ...rest } = value;
    return reader(
      { description, ...either(rest, { type: 'array', minItems: 1, items: rest }) },
      (tree, key, report) => of(tree, key, report),
    );
  });
  const grid: Reader<readonly AxisFound[]> = reader(record(axes).schema, (tree, key, report) => {
    if (tree.kind !== 'map') {
      wrong(tree, key, 'keys with lists of values, such as tolerance: [5%, 10%]', report);
      return undefined;
    }
    return tree.entries.flatMap(({ key: name, line, value }): AxisFound[] => {
      const items = value.kind === 'list' ? value.items : [value];
      const alone = (item: Tree): Tree => ({
        kind: 'map',
        line: item.line,
        entries: [{ key: name, line: item.line ?? line, value: item }],
      });
      if (items.length === 0) wrong(value, `${key}.${name}`, 'one value or more', report);
      if (!Object.hasOwn(shape, name)) {
        change({ kind: 'map', line, entries: [{ key: name, line, value }] }, key, report);
        return [];
      }
      const values = items.flatMap(item => {
        const found = change(alone(item), key, report);
        return found ? [changeOf(alone(item), found)] : [];
      });
      return [{ key: name, line, values }];
    });
  });

  const fields = record({
    scenarios: about(
      'Each with a name, and what it changes; none is as if the file did not have the key.',
      scenarios,
    ),
    grid: about('Lists of values by key: every combination is a scenario.', grid),
  });
  return reader(fields.schema, (tree, key, report) => {
    const found = fields(tree, key, report);
    return found && { scenarios: found.scenarios ?? [], axes: found.grid ?? [] };
  });
}

function orNone<T>(of: Reader<T>): Reader<T | typeof NONE> {
  const { description, ...schema } = of.schema;
  const told = description === undefined ? {} : { description };
  return reader({ ...told, ...either({ const: 'none' }, schema) }, (tree, key, report) =>
    tree.kind === 'scalar' && tree.value === 'none' ? NONE : of(tree, key, report),
  );
}

function mapValues<S extends Shape>(
  shape: S,
  of: (reader: Reader<unknown>) => Reader<unknown>,
): Record<keyof S & string, Reader<unknown>> {
  return Object.fromEntries(Object.entries(shape).map(([key, reader]) => [key, of(reader)])) as Record<
    keyof S & string,
    Reader<unknown>
  >;
}

function teamOf(set: Readonly<Record<string, unknown>>): TeamChange | null {
  if (!['reps', 'without', 'add', 'fte', 'headcount'].some(key => set[key] !== undefined)) return null;
  return {
    reps: (set.reps as string | undefined) ?? null,
    without: (set.without as readonly string[] | undefined) ?? [],
    add: (set.add as readonly AddedRep[] | undefined) ?? [],
    fte: (set.fte as ReadonlyMap<string, number> | undefined) ?? new Map(),
    headcount: (set.headcount as number | undefined) ?? null,
  };
}

function wordsOf(tree: Tree): Change['words'] {
  if (tree.kind !== 'map') return [];
  return tree.entries
    .filter(({ key }) => key !== 'name')
    .map(({ key, value }) => {
      const said = treeText(value);
      const more = key === 'headcount' && value.kind === 'scalar' && Number(value.value) > 0;
      return [key, more ? `+${said.replace(/^\+/, '')}` : said] as const;
    });
}

/** A value on one line: `department: whole, region: 12`. */
function treeText(tree: Tree): string {
  if (tree.kind === 'scalar') return tree.value === null ? 'none' : String(tree.value);
  if (tree.kind === 'list') return tree.items.map(treeText).join(' + ') || 'none';
  return tree.entries.map(({ key, value }) => `${key}: ${treeText(value)}`).join(', ') || 'none';
}

/** Files of the scenarios, as the tool can open them. */
export function withPaths(found: SweepFound, path: (name: string) => string): SweepFound {
  const placed = <C extends Change>(change: C): C =>
    change.team?.reps ? { ...change, team: { ...change.team, reps: path(change.team.reps) } } : change;
  return {
    scenarios: found.scenarios.map(placed),
    axes: found.axes.map(axis => ({ ...axis, values: axis.values.map(placed) })),
  };
}
