// `gates:` of sectorize.yaml: what `compare --exit-code` lets pass.

import { GATED_COVERAGE, GATED_MOVES, type Gates, WORSE_POINTS, WORSE_RATES } from '../model/gates.ts';
import { dictionary, type Reader, record, scalar, wrong } from './config-readers.ts';
import { number, share } from './config-values.ts';

const limit = scalar(share);

const keyed = <K extends string>(keys: readonly K[]) =>
  record(Object.fromEntries(keys.map(key => [key, limit])) as Record<K, Reader<number>>);

/** One limit, which is of `usual`, or one for each of some keys. */
function either<K extends string>(
  keys: readonly K[],
  usual: K,
): Reader<Readonly<Partial<Record<K, number>>>> {
  const map = keyed(keys);
  return (tree, key, report) => {
    if (tree.kind === 'map') return map(tree, key, report);
    const value = limit(tree, key, report);
    return value === undefined ? undefined : ({ [usual]: value } as Partial<Record<K, number>>);
  };
}

/** `10%` for every measure, or `{potential: 10%, workload: 15%}` */
const imbalance: Reader<ReadonlyMap<string, number>> = (tree, key, report) => {
  if (tree.kind === 'map') return dictionary(limit)(tree, key, report);
  const value = limit(tree, key, report);
  return value === undefined ? undefined : new Map([['', value]]);
};

const fields = record({
  imbalance,
  gap: limit,
  disruption: either(GATED_MOVES, 'accounts'),
  coverage: either(GATED_COVERAGE, 'accounts'),
  extra_pieces: scalar(number(0, 1e9, true)),
  worse: keyed([...WORSE_RATES, ...WORSE_POINTS]),
});

/** Undefined without a single limit: a gate that lets everything pass is a mistake. */
export const gatesReader: Reader<Gates> = (tree, key, report) => {
  const found = fields(tree, key, report);
  if (!found) return undefined;
  const { extra_pieces: extraPieces, ...rest } = found;
  if (tree.kind === 'map' && tree.entries.length === 0)
    wrong(tree, key, 'limits, such as {imbalance: 10%, disruption: 10%}', report);
  return { ...rest, ...(extraPieces !== undefined && { extraPieces }) };
};
