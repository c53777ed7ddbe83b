// The part of the inputs that one layer's plan is of, cut out once more: its accounts with its shares of their amounts, its
// reps with its shares of their time.

import type { LayerRule, LayerSlice } from '../../../model/layers.ts';
import type { Accounts, Rep, Reps } from '../../../model/records.ts';
import { selectAccounts } from '../../../model/select.ts';
import type { Settings } from '../../../model/settings.ts';
import { visitsOf } from '../world.ts';
import { layersOfRep, type Members, membersOf } from './membership.ts';

interface Inputs {
  readonly accounts: Accounts | null;
  readonly reps: Reps | null;
}

export function cutOut(inputs: Inputs, slice: LayerSlice, settings: Settings): Inputs {
  const { accounts, reps } = inputs;
  const here = slice.layers.findIndex(layer => layer.name === slice.layer);
  if (!reps || here < 0) return inputs;
  return {
    accounts: accounts && accountsOf(accounts, reps, slice.layers, here, settings),
    reps: repsOf(reps, slice, here),
  };
}

/** Fractions of an account's money and visits that layer `here` has. */
export function partOf(
  layers: readonly LayerRule[],
  { overlays }: Members,
  here: number,
): { readonly money: number; readonly visits: number } {
  const own = layers[here]!;
  if (own.overlay) return { money: own.revenueShare, visits: own.visitsShare };
  let [money, visits] = [1, 1];
  for (const l of overlays) {
    money -= layers[l]!.revenueShare;
    visits -= layers[l]!.visitsShare;
  }
  return { money: Math.max(0, money), visits: Math.max(0, visits) };
}

function accountsOf(
  accounts: Accounts,
  reps: Reps,
  layers: readonly LayerRule[],
  here: number,
  settings: Settings,
): Accounts {
  const members = membersOf(accounts, layers);
  const mine = members.flatMap(({ bases, overlays }, a) =>
    bases[0] === here || overlays.includes(here) ? [a] : [],
  );
  const serves = new Map(reps.list.map(rep => [rep.id, layersOfRep(rep, layers)] as const));
  const slice = selectAccounts(accounts, Int32Array.from(mine));
  const parts = mine.map(a => partOf(layers, members[a]!, here));
  const overlay = layers[here]!.overlay;

  const numbers = new Map<string, Float64Array>();
  for (const [name, values] of slice.numbers) {
    if (name === 'sla_minutes' && overlay) continue;
    const kept = ['visit_minutes', 'sla_minutes', 'nps', 'conversion_days'].includes(name);
    const byVisits = name === 'visits_per_year' || name === 'visits_done';
    numbers.set(
      name,
      values.map((value, i) => (kept ? value : value * (byVisits ? parts[i]!.visits : parts[i]!.money))),
    );
  }
  const divided = mine.map(a => members[a]!.overlays.length > 0);
  if (divided.includes(true)) {
    // how often an account is visited follows from the whole of it
    const whole = visitsOf(slice, settings).visits;
    const asked = numbers.get('visits_per_year') ?? new Float64Array(mine.length).fill(Number.NaN);
    divided.forEach((is, i) => {
      if (is) asked[i] = whole[i]! * parts[i]!.visits;
    });
    numbers.set('visits_per_year', asked);
  }

  const today = slice.repId.map(id => {
    const of = serves.get(id);
    if (of?.has(here)) return true;
    if (overlay) return false;
    return !of || [...of.keys()].some(l => !layers[l]!.overlay);
  });
  return {
    ...slice,
    rowsRead: accounts.rowsRead - accounts.count + mine.length,
    repId: slice.repId.map((id, i) => (today[i] ? id : '')),
    locked: slice.locked.map((is, i) => (today[i] ? is : 0)),
    numbers,
  };
}

function repsOf(reps: Reps, { layers, reps: shares }: LayerSlice, here: number): Reps {
  const shareOf = new Map(shares);
  const list = reps.list
    .filter(rep => layersOfRep(rep, layers).has(here))
    .map((rep): Rep => {
      const share = shareOf.get(rep.id) ?? 1;
      const targets = new Map([...rep.targets].map(([name, target]) => [name, target * share]));
      return { ...rep, fte: rep.fte * share, targets };
    });
  return { ...reps, list, rowsRead: reps.rowsRead - reps.list.length + list.length };
}
