// Is everything counted once? Totals are computed from the undivided accounts, and once more as the sum of the layers.

import { type Check, say } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { visitsOf } from '../world.ts';
import type { LayeredInput } from './input.ts';
import { idColumnOf } from './shares.ts';

/** figures have six decimals, and a total is the sum of several of them */
const RELATIVE = 1e-6;

const close = (a: number, b: number) =>
  (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(a), Math.abs(b));

/** Money, visits and accounts: of the input, of all layers together, and as kpis.json says. */
export function checkTotals(input: LayeredInput, check: Check): void {
  const { accounts, tables, layers, kpis, plan } = input;
  const column = idColumnOf(accounts);
  const listed = new Set(tables.accounts.rows.map(row => (row[column] ?? '').trim()));
  const counted = [...accounts.id.keys()].filter(a => {
    const id = accounts.id[a]!;
    return listed.has(id) || listed.has(`'${id}`);
  });
  const { visits } = visitsOf(accounts, plan.settings);
  const total = (values: Float64Array | undefined) => {
    if (!values) return Number.NaN;
    let sum = 0;
    for (const a of counted) if (!Number.isNaN(values[a]!)) sum += values[a]!;
    return sum;
  };
  const path = (key: string) => ['commercial', key] as const;
  const facts = [
    ...['revenue', 'potential', 'solicitations', 'responses', 'leads', 'opportunities'].map(
      key => [key, path(key), total(accounts.numbers.get(key))] as const,
    ),
    ['visits', ['visits', 'asked'], total(visits)] as const,
  ];
  for (const [name, keys, once] of facts) {
    const said = numberAt(kpis, 'plan', ...keys);
    check.that(close(said, once), () => `kpis.json: ${name} is ${say(said)}, the accounts have ${say(once)}`);
    const sum = layers.reduce((all, layer) => all + numberAt(layer.kpis, 'plan', ...keys), 0);
    check.that(
      close(sum, once),
      () => `${name}: the layers add up to ${say(sum)}, the accounts to ${say(once)}`,
    );
  }
  const stated = numberAt(kpis, 'plan', 'accounts');
  check.that(
    stated === counted.length,
    () => `kpis.json counts ${say(stated)} accounts, there are ${counted.length}`,
  );
  checkRatios(input, counted, visits, check);
}

/** What the accounts' own columns say, each account once. */
function checkRatios(
  { accounts, kpis }: LayeredInput,
  counted: readonly number[],
  visits: Float64Array,
  check: Check,
): void {
  const column = (name: string) => accounts.numbers.get(name);
  const share = (over: Float64Array | undefined, under: Float64Array | undefined) => {
    let [a, b] = [0, 0];
    for (const i of counted) {
      const [x, y] = [over?.[i] ?? Number.NaN, under?.[i] ?? Number.NaN];
      if (Number.isNaN(x) || Number.isNaN(y)) continue;
      a += x;
      b += y;
    }
    return b > 0 ? a / b : Number.NaN;
  };
  const nps = column('nps');
  const answers = nps?.every(value => Number.isNaN(value) || (value >= 0 && value <= 10));
  const points = nps?.map((value, a) => {
    if (Number.isNaN(value)) return value;
    if (!answers) return value * visits[a]!;
    return value >= 9 ? 100 : value <= 6 ? -100 : 0;
  });
  const ones = new Float64Array(accounts.count).fill(1);
  const revenue = numberAt(kpis, 'plan', 'commercial', 'revenue');
  const potential = numberAt(kpis, 'plan', 'commercial', 'potential');
  const facts: readonly (readonly [string, number])[] = [
    ['penetration', potential > 0 ? revenue / potential : Number.NaN],
    ['response_rate', share(column('responses'), column('solicitations'))],
    ['conversion_rate', share(column('opportunities'), column('leads'))],
    ['conversion_days', share(column('conversion_days'), ones)],
    ['nps', share(points, answers ? ones : visits)],
  ];
  for (const [key, value] of facts) {
    const said = numberAt(kpis, 'plan', 'commercial', key);
    check.that(close(said, value), () => `kpis.json: ${key} is ${say(said)}, recomputed ${say(value)}`);
  }
}

/** Figures that are sums over all layers. */
const SUMS: readonly (readonly string[])[] = [
  ['zones'],
  ...['hours', 'approach_hours', 'local_hours', 'km', 'approach_km', 'local_km', 'kg_co2'].map(key => [
    'travel',
    key,
  ]),
  ...['hours', 'visit_hours', 'travel_hours', 'capacity_hours'].map(key => ['workload', key]),
  ...['total', 'hours_cost', 'km_cost'].map(key => ['cost', key]),
  ['overlap', 'zones'],
  ['overlap', 'towns'],
  ...['sectors', 'extra_pieces', 'bridges'].map(key => ['contiguity', key]),
];

/** The figures of all layers are the sums of the layers', whose own figures have been verified each. */
export function checkSums({ kpis, layers }: LayeredInput, check: Check): void {
  check.that(at(kpis, 'schema') === 'sectorize-kpis/1', () => 'kpis.json is not of schema sectorize-kpis/1');
  for (const state of ['plan', 'before'] as const) {
    if (state === 'before' && layers.some(layer => at(layer.kpis, 'before') === null)) {
      check.that(
        at(kpis, 'before') === null,
        () => 'kpis.json has figures of before that a layer does not have',
      );
      continue;
    }
    for (const path of SUMS) {
      const sum = layers.reduce((all, layer) => all + numberAt(layer.kpis, state, ...path), 0);
      const said = numberAt(kpis, state, ...path);
      check.that(
        close(said, sum),
        () => `kpis.json ${state}: ${path.join('.')} is ${say(said)}, the layers add up to ${say(sum)}`,
      );
    }
    const together = layers.flatMap(({ rule, kpis: own }) =>
      Object.entries((at(own, state, 'together') ?? {}) as object).map(([column, areas]) => [
        `${rule.name}/${column}`,
        areas,
      ]),
    );
    check.that(
      same(at(kpis, state, 'together'), Object.fromEntries(together)),
      () => `kpis.json ${state}: together is not what the layers say of themselves`,
    );
    const [over, under] = layers.reduce(
      ([a, b], layer) => {
        const asked = numberAt(layer.kpis, state, 'visits', 'asked');
        const mean = numberAt(layer.kpis, state, 'travel', 'mean_minutes');
        return Number.isNaN(mean) ? [a, b] : [a + mean * asked, b + asked];
      },
      [0, 0],
    );
    const mean = numberAt(kpis, state, 'travel', 'mean_minutes');
    check.that(
      close(mean, under > 0 ? over / under : Number.NaN),
      () => `kpis.json ${state}: travel.mean_minutes is ${say(mean)}, recomputed ${say(over / under)}`,
    );
    const ratios = [
      [
        ['workload', 'fte_use'],
        ['workload', 'hours'],
        ['workload', 'capacity_hours'],
      ],
      [
        ['cost', 'per_visit'],
        ['cost', 'total'],
        ['visits', 'asked'],
      ],
      [['cost', 'per_account'], ['cost', 'total'], ['accounts']],
      [['visits', 'per_account'], ['visits', 'asked'], ['accounts']],
      [
        ['visits', 'ratio'],
        ['visits', 'possible'],
        ['visits', 'asked'],
      ],
    ] as const;
    for (const [path, above, below] of ratios) {
      const said = numberAt(kpis, state, ...path);
      const value = numberAt(kpis, state, ...above) / numberAt(kpis, state, ...below);
      check.that(
        close(said, value),
        () => `kpis.json ${state}: ${path.join('.')} is ${say(said)}, recomputed ${say(value)}`,
      );
    }
  }
  checkObjective({ kpis, layers }, check);
  checkMoves({ kpis, layers }, check);
  for (const { rule, kpis: own } of layers) {
    check.that(
      same(at(kpis, 'layers', rule.name), at(own, 'plan')),
      () => `kpis.json: layers.${rule.name} is not what that layer says of itself`,
    );
  }
  const sectors = layers.flatMap(layer => listAt(layer.kpis, 'sectors'));
  check.that(same(listAt(kpis, 'sectors'), sectors), () => 'kpis.json: sectors are not those of the layers');
}

function checkObjective({ kpis, layers }: Pick<LayeredInput, 'kpis' | 'layers'>, check: Check): void {
  const units = new Set(layers.map(layer => at(layer.kpis, 'plan', 'objective', 'unit')));
  const objective = at(kpis, 'plan', 'objective');
  if (units.size > 1) {
    check.that(
      objective === null,
      () => 'kpis.json: an objective over layers whose objectives have different units',
    );
    return;
  }
  const sum = (...path: string[]) =>
    layers.reduce((all, layer) => all + numberAt(layer.kpis, 'plan', 'objective', ...path), 0);
  for (const path of [['value'], ['lower_bound'], ['bounds', 'plain'], ['bounds', 'contiguous']]) {
    const said = numberAt(objective, ...path);
    check.that(
      close(said, sum(...path)),
      () =>
        `kpis.json: objective.${path.join('.')} is ${say(said)}, the layers add up to ${say(sum(...path))}`,
    );
  }
  const gap = numberAt(objective, 'gap');
  const none = layers.some(layer => Number.isNaN(numberAt(layer.kpis, 'plan', 'objective', 'gap')));
  const expected = none ? Number.NaN : (sum('value') - sum('lower_bound')) / sum('value');
  check.that(close(gap, expected), () => `kpis.json: gap is ${say(gap)}, recomputed ${say(expected)}`);
}

/** Accounts that change hands are counted in base layers, zones and amounts in all. */
function checkMoves({ kpis, layers }: Pick<LayeredInput, 'kpis' | 'layers'>, check: Check): void {
  const known = layers.filter(layer => at(layer.kpis, 'plan', 'disruption') !== null);
  if (known.length === 0) {
    check.that(at(kpis, 'plan', 'disruption') === null, () => 'kpis.json has a disruption that no layer has');
    return;
  }
  const figures = [
    ['zones', false],
    ['accounts', true],
    ['potential', false],
    ['revenue', false],
    ['departed_accounts', true],
  ] as const;
  for (const [key, baseOnly] of figures) {
    const sum = known.reduce((all, layer) => {
      if (baseOnly && layer.rule.overlay) return all;
      return all + numberAt(layer.kpis, 'plan', 'disruption', key);
    }, 0);
    const said = numberAt(kpis, 'plan', 'disruption', key);
    check.that(
      close(said, sum),
      () => `kpis.json: disruption.${key} is ${say(said)}, the layers have ${say(sum)}`,
    );
  }
}

/** The promises of all layers are there, as each says them, and those about all of them are kept when they are true. */
export function checkPromises(
  { kpis, layers }: LayeredInput,
  truths: ReadonlyMap<string, boolean>,
  check: Check,
): void {
  const said = new Map(listAt(kpis, 'promises').map(entry => [shown(at(entry, 'name')), entry] as const));
  let expected = truths.size;
  for (const { rule, kpis: own } of layers) {
    for (const promise of listAt(own, 'promises')) {
      expected++;
      const name = `${rule.name}/${shown(at(promise, 'name'))}`;
      const entry = said.get(name);
      check.that(
        entry !== undefined &&
          at(entry, 'kept') === at(promise, 'kept') &&
          at(entry, 'detail') === at(promise, 'detail'),
        () => `kpis.json: promise ${name} is not what layer ${rule.name} says`,
      );
    }
  }
  check.that(said.size === expected, () => `kpis.json has ${said.size} promises, there are ${expected}`);
  for (const [name, true_] of truths) {
    const kept = at(said.get(name), 'kept');
    check.that(
      kept === true_,
      () => `kpis.json: promise ${name} is said to be ${kept === true ? 'kept' : 'broken'}`,
    );
    if (!true_) check.broke(`promise ${name} is not kept`);
  }
}

/** The same JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

function text(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) =>
      item !== null && typeof item === 'object' && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([x], [y]) => (x < y ? -1 : 1)))
        : item,
    ) ?? 'nothing'
  );
}
