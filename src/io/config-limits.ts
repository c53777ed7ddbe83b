// `min_zones`, `max_zones`, `min_accounts`, `max_accounts`: of the whole configuration, or of a layer.

import type { Settings } from '../model/settings.ts';
import { about, scalar } from './config-readers.ts';
import { number } from './config-values.ts';

const MOST = 1e9;

export const LIMITS = {
  min_zones: about('A sector has at least this many zones.', scalar(number(0, MOST, true))),
  max_zones: about('A sector has at most this many zones.', scalar(number(1, MOST, true))),
  min_accounts: about('A sector has at least this many accounts.', scalar(number(0, MOST, true))),
  max_accounts: about('A sector has at most this many accounts.', scalar(number(1, MOST, true))),
};

type Found = { readonly [K in keyof typeof LIMITS]?: number };

/** Undefined when none is set. */
export function limitsOf(found: Found): Settings['limits'] | undefined {
  const limits = (
    [
      ['zones', found.min_zones, found.max_zones],
      ['accounts', found.min_accounts, found.max_accounts],
    ] as const
  ).flatMap(([of, min, max]) =>
    min === undefined && max === undefined ? [] : [{ of, min: min ?? null, max: max ?? null }],
  );
  return limits.length > 0 ? limits : undefined;
}
