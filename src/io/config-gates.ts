// `gates:` of sectorize.yaml: what `compare --exit-code` lets pass.

import { GATED_COVERAGE, GATED_MOVES, type Gates, WORSE_POINTS, WORSE_RATES } from '../model/gates.ts';
import { about, dictionary, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { either as anyOf } from './config-schema.ts';
import { number, share } from './config-values.ts';

const limit = scalar(share);

type Gated = (typeof GATED_MOVES | typeof GATED_COVERAGE | typeof WORSE_RATES | typeof WORSE_POINTS)[number];

const SENTENCES: Readonly<Record<Gated, string>> = {
  accounts: 'Of the accounts.',
  revenue: 'Of the revenue.',
  potential: 'Of the potential.',
  zones: 'Of the zones.',
  travel_hours: 'Hours on the road, relative.',
  travel_km: 'Kilometres by road, relative.',
  kg_co2: 'CO₂, relative.',
  mean_minutes: 'Mean travel time, relative.',
  priority_minutes: 'Travel time to priority accounts, relative.',
  cost_per_visit: 'Cost per visit, relative.',
  imbalance: 'Largest deviation, in points.',
  coverage: 'Account coverage, in points.',
};

const keyed = <K extends Gated>(keys: readonly K[]) =>
  record(
    Object.fromEntries(keys.map(key => [key, about(SENTENCES[key], limit)])) as Record<K, Reader<number>>,
  );

/** One limit, which is of `usual`, or one for each of some keys. */
function either<K extends Gated>(keys: readonly K[], usual: K): Reader<Readonly<Partial<Record<K, number>>>> {
  const map = keyed(keys);
  return reader(anyOf(limit.schema, map.schema), (tree, key, report) => {
    if (tree.kind === 'map') return map(tree, key, report);
    const value = limit(tree, key, report);
    return value === undefined ? undefined : ({ [usual]: value } as Partial<Record<K, number>>);
  });
}

/** `10%` for every measure, or `{potential: 10%, workload: 15%}` */
const byMeasure = dictionary(limit);
const imbalance: Reader<ReadonlyMap<string, number>> = reader(
  anyOf(limit.schema, byMeasure.schema),
  (tree, key, report) => {
    if (tree.kind === 'map') return byMeasure(tree, key, report);
    const value = limit(tree, key, report);
    return value === undefined ? undefined : new Map([['', value]]);
  },
);

const fields = record({
  imbalance: about(
    'Largest deviation of a sector from its target, of every measure or by measure.',
    imbalance,
  ),
  gap: about('Distance from the optimum.', limit),
  disruption: about(
    'Share that changes rep: of accounts, or by what is counted.',
    either(GATED_MOVES, 'accounts'),
  ),
  coverage: about('Share of the accounts that are covered, at least.', either(GATED_COVERAGE, 'accounts')),
  extra_pieces: about('Pieces of sectors beyond one each.', scalar(number(0, 1e9, true))),
  worse: about('How much worse than the base a figure may be.', keyed([...WORSE_RATES, ...WORSE_POINTS])),
});

/** Undefined without a single limit: a gate that lets everything pass is a mistake. */
export const gatesReader: Reader<Gates> = reader(
  { ...fields.schema, minProperties: 1 },
  (tree, key, report) => {
    const found = fields(tree, key, report);
    if (!found) return undefined;
    const { extra_pieces: extraPieces, ...rest } = found;
    if (tree.kind === 'map' && tree.entries.length === 0)
      wrong(tree, key, 'limits, such as {imbalance: 10%, disruption: 10%}', report);
    return { ...rest, ...(extraPieces !== undefined && { extraPieces }) };
  },
);
