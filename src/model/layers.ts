// Layers: slices of the accounts that are sectorized over the same zones, each by its own reps. Base layers share the
// accounts out among them: the first whose conditions hold takes the account. Overlays come on top: their reps look
// after some of the accounts together with the base layer's rep, and take a share of the money and of the visits over
// from that rep, so that the layers' amounts add up to the input's.

import { type LayerCondition, tester } from './layer-conditions.ts';
import type { Accounts, DefaultUsed } from './records.ts';
import { selectAccounts } from './select.ts';
import type { BudgetSetting, MeasureSetting, Settings } from './settings.ts';
import { visitsOf } from './visits.ts';

export interface LayerRule {
  readonly name: string;
  readonly overlay: boolean;
  /** all of them hold */
  readonly where: readonly LayerCondition[];
  /** fractions of the money and of the visits of its accounts that an overlay takes over; 1 for base layers */
  readonly revenueShare: number;
  readonly visitsShare: number;
}

/** Part of the settings of one layer's plan: what made its records out of the inputs. */
export interface LayerSlice {
  readonly layer: string;
  /** all layers: which accounts are here, and with what share, follows from the others too */
  readonly layers: readonly LayerRule[];
  /** columns that some layer balances, read as numbers for all of them */
  readonly measures: readonly string[];
  /** share of their FTE that this layer has of its reps; every rep of the layer */
  readonly reps: readonly (readonly [rep: string, share: number])[];
}

/** A layer as it is asked for. */
export interface LayerSetting {
  readonly name: string;
  /** of the configuration, for messages */
  readonly line: number | null;
  /** column → tests; see LayerCondition */
  readonly where: ReadonlyMap<string, readonly string[]>;
  readonly overlay: boolean;
  readonly revenueShare: number;
  readonly visitsShare: number;
  /** false: visits are calls, and nobody travels */
  readonly travels: boolean;
  /** null: as for the whole plan */
  readonly measures: readonly MeasureSetting[] | null;
  readonly keepTogether: Settings['keepTogether'] | null;
  readonly limits: Settings['limits'] | null;
  /** of this layer's reps; null: none */
  readonly budgets: readonly BudgetSetting[] | null;
  readonly objective: Settings['objective'] | null;
  readonly centers: Settings['centers'] | null;
}

/** Who is where: by layer index. */
export interface Membership {
  /** base layer of each account, −1 for none */
  readonly base: Int32Array;
  /** by layer: 1 for the accounts of an overlay; null for base layers */
  readonly overlay: readonly (Uint8Array | null)[];
}

export function membershipOf(accounts: Accounts, layers: readonly LayerRule[]): Membership {
  const base = new Int32Array(accounts.count).fill(-1);
  const overlay = layers.map((layer, l) => {
    const holds = tester(accounts, layer.where);
    if (layer.overlay) return Uint8Array.from(base, (_, a) => (holds(a) ? 1 : 0));
    for (let a = 0; a < accounts.count; a++) if (base[a] === -1 && holds(a)) base[a] = l;
    return null;
  });
  return { base, overlay };
}

/** What a layer has of each account's money and visits: 0 where the account is not in it. */
export function sharesIn(
  layers: readonly LayerRule[],
  { base, overlay }: Membership,
  l: number,
): { readonly revenue: Float64Array; readonly visits: Float64Array } {
  const own = layers[l] as LayerRule;
  const members = overlay[l];
  const share = (of: (rule: LayerRule) => number) =>
    Float64Array.from(base, (b, a) => {
      if (members) return members[a] ? of(own) : 0;
      if (b !== l) return 0;
      let taken = 0;
      layers.forEach((layer, o) => {
        if (overlay[o]?.[a]) taken += of(layer);
      });
      return Math.max(0, 1 - taken);
    });
  return { revenue: share(rule => rule.revenueShare), visits: share(rule => rule.visitsShare) };
}

/** Figures of a visit, an answer or an account, which are not divided with it. */
const WHOLE = new Set(['visit_minutes', 'sla_minutes', 'nps', 'conversion_days']);
const OF_VISITS = new Set(['visits_per_year', 'visits_done']);

/**
 * The accounts of one layer with its shares of their amounts, in the order of the file. An account that is shared has its
 * visits resolved before they are divided: a potential class is that of the whole potential.
 * @param layersOf the layers each rep of the file serves, by index
 */
export function sliceAccounts(
  accounts: Accounts,
  layers: readonly LayerRule[],
  who: Membership,
  l: number,
  layersOf: ReadonlyMap<string, ReadonlySet<number>>,
  settings: Settings,
): { readonly accounts: Accounts; readonly defaults: readonly DefaultUsed[] } {
  const members = who.overlay[l];
  const order = Int32Array.from(accounts.id.keys()).filter(a => (members ? members[a] : who.base[a] === l));
  const shares = sharesIn(layers, who, l);
  const shared = (a: number) => who.overlay.some(inside => inside?.[a]);
  const slice = selectAccounts(accounts, order);
  const numbers = new Map<string, Float64Array>();
  for (const [name, values] of slice.numbers) {
    if (name === 'sla_minutes' && members) continue;
    const share = OF_VISITS.has(name) ? shares.visits : shares.revenue;
    const divided = values.map((value, i) => value * (share[order[i] as number] as number));
    numbers.set(name, WHOLE.has(name) ? values : divided);
  }
  const resolved = order.filter(shared);
  let defaults: readonly DefaultUsed[] = [];
  if (resolved.length > 0) {
    const whole = visitsOf(selectAccounts(accounts, resolved), settings);
    const visits = numbers.get('visits_per_year') ?? new Float64Array(order.length).fill(Number.NaN);
    const place = new Map([...order].map((a, i) => [a, i] as const));
    resolved.forEach((a, r) => {
      visits[place.get(a) as number] = (whole.visits[r] as number) * (shares.visits[a] as number);
    });
    numbers.set('visits_per_year', visits);
    defaults = whole.defaults.filter(({ field }) => field === 'visits_per_year');
  }
  const mine = slice.repId.map(id => knownHere(id, layers, l, layersOf));
  return {
    accounts: {
      ...slice,
      rowsRead: accounts.rowsRead - (accounts.count - order.length),
      repId: slice.repId.map((id, i) => (mine[i] ? id : '')),
      locked: slice.locked.map((is, i) => (mine[i] ? is : 0)),
      numbers,
    },
    defaults,
  };
}

/**
 * Whether the rep of today is the account's rep of today in this layer: one of its own; in a base layer also one who serves
 * another base layer, or nobody any more, for then the account changes hands.
 */
function knownHere(
  rep: string,
  layers: readonly LayerRule[],
  l: number,
  layersOf: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  const served = layersOf.get(rep);
  if (served?.has(l)) return true;
  if (layers[l]?.overlay) return false;
  return !served || [...served].some(other => !layers[other]?.overlay);
}
