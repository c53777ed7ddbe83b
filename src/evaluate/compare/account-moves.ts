// Accounts that have another rep in the second plan, and those that are in one plan alone.

import { roundTo } from '../statistics.ts';
import { type AccountMove, type Amount, type Count, counted, type Moves } from './move-types.ts';
import { type BalanceFacts, balanceFacts, type MoveReason, nearer } from './reasons.ts';
import { decidedZone, type Side, type SideAccounts, type SideLayer } from './side.ts';
import { type Load, loadsOf, meanMinutes } from './zone-loads.ts';

/** Where an account is: its layer, and its row there. */
interface Place {
  readonly layer: SideLayer;
  readonly accounts: SideAccounts;
  readonly row: number;
}

interface Found {
  readonly list: AccountMove[];
  readonly totals: Pick<Moves, 'accounts' | 'revenue' | 'potential'>;
}

export function accountMoves(
  base: Side,
  other: Side,
  common: readonly (readonly [SideLayer, SideLayer])[],
): Found {
  const [was, is] = [base, other].map(({ layers }) => layers.filter(layer => !layer.overlay)) as [
    SideLayer[],
    SideLayer[],
  ];
  const list: AccountMove[] = [];
  const totals = compared(was, is, list);
  for (const [before, after] of common) {
    if (before.overlay && after.overlay) compared([before], [after], list);
  }
  return { list, totals };
}

/** All accounts of some layers against those of others; differences go to the list. */
function compared(was: readonly SideLayer[], is: readonly SideLayer[], list: AccountMove[]): Found['totals'] {
  const before = placesOf(was);
  const after = placesOf(is);
  if (!before || !after) return { accounts: null, revenue: null, potential: null };
  const count = { common: 0, moved: 0, new: 0, gone: 0 };
  const revenue = tally('revenue', is);
  const potential = tally('potential', is);
  const reasonOf = reasoner();
  for (const [id, place] of after) {
    const known = before.get(id);
    const rep = repOf(place);
    const old = known ? repOf(known) : '';
    if (known && old !== '' && rep !== '') {
      count.common++;
      const moved = old !== rep;
      revenue.add(place, moved);
      potential.add(place, moved);
      if (!moved) continue;
      count.moved++;
      list.push(move('moved', known, place, reasonOf(known, place)));
    } else if (rep !== '') {
      count.new++;
      list.push(move('new', null, place, { code: known ? 'unserved-before' : 'not-before' }));
    } else if (old !== '' && known) {
      count.gone++;
      list.push(move('gone', known, place, { code: 'unserved-after' }));
    }
  }
  for (const [id, place] of before) {
    if (after.has(id) || repOf(place) === '') continue;
    count.gone++;
    list.push(move('gone', place, null, { code: 'not-after' }));
  }
  return { accounts: count satisfies Count, revenue: revenue.amount(), potential: potential.amount() };
}

function placesOf(layers: readonly SideLayer[]): Map<string, Place> | null {
  const places = new Map<string, Place>();
  let some = false;
  for (const layer of layers) {
    const { accounts } = layer;
    if (!accounts) continue;
    some = true;
    for (const [row, id] of accounts.id.entries()) places.set(id, { layer, accounts, row });
  }
  return some ? places : null;
}

function repOf({ accounts, row }: Place): string {
  return accounts.rep[row] as string;
}

function minutesOf({ accounts, row }: Place): number {
  return accounts.minutes?.[row] ?? Number.NaN;
}

/** The amounts are those of the second plan. */
function tally(of: 'revenue' | 'potential', layers: readonly SideLayer[]) {
  const sum = { moved: 0, common: 0 };
  return {
    add({ accounts, row }: Place, moved: boolean) {
      const value = counted(accounts[of]?.[row] ?? Number.NaN);
      sum.common += value;
      if (moved) sum.moved += value;
    },
    amount: (): Amount | null =>
      layers.some(({ accounts }) => accounts?.[of])
        ? { moved: roundTo(sum.moved, 6) ?? 0, common: roundTo(sum.common, 6) ?? 0 }
        : null,
  };
}

function move(
  status: AccountMove['status'],
  from: Place | null,
  to: Place | null,
  reason: MoveReason,
): AccountMove {
  // one of them is there
  const { layer, accounts, row } = (status === 'gone' ? from : to) as Place;
  return {
    ...{ layer: layer.name, overlay: layer.overlay, status, id: accounts.id[row] as string },
    name: accounts.name[row] as string,
    zone: accounts.zone[row] as string,
    from: from ? repOf(from) : '',
    to: to ? repOf(to) : '',
    fromMinutes: from && status !== 'new' ? minutesOf(from) : Number.NaN,
    toMinutes: to && status !== 'gone' ? minutesOf(to) : Number.NaN,
    revenue: accounts.revenue?.[row] ?? Number.NaN,
    potential: accounts.potential?.[row] ?? Number.NaN,
    reason,
  };
}

/** Facts of two layers are looked up once. */
function reasoner(): (was: Place, is: Place) => MoveReason {
  const facts = new Map<SideLayer, Map<SideLayer, LayerFacts>>();
  return (was, is) => {
    const known = facts.get(was.layer) ?? new Map<SideLayer, LayerFacts>();
    facts.set(was.layer, known);
    const pair = known.get(is.layer) ?? layerFacts(was.layer, is.layer);
    known.set(is.layer, pair);
    return reasonOf(was, is, pair);
  };
}

interface LayerFacts extends BalanceFacts {
  readonly zoneRepBefore: ReadonlyMap<string, string>;
  readonly zoneRepAfter: ReadonlyMap<string, string>;
  readonly loadsBefore: ReadonlyMap<string, Load>;
  readonly loadsAfter: ReadonlyMap<string, Load>;
}

function layerFacts(was: SideLayer, is: SideLayer): LayerFacts {
  const repsOf = ({ zones }: SideLayer) => new Map(zones.map(({ id, rep }) => [id, rep]));
  return {
    ...balanceFacts(was, is),
    zoneRepBefore: repsOf(was),
    zoneRepAfter: repsOf(is),
    loadsBefore: loadsOf(was),
    loadsAfter: loadsOf(is),
  };
}

function reasonOf(was: Place, is: Place, facts: LayerFacts): MoveReason {
  const [from, to] = [repOf(was), repOf(is)];
  const id = is.accounts.id[is.row] as string;
  if (was.layer.name !== is.layer.name) return { code: 'layer', from: was.layer.name, to: is.layer.name };
  if (!is.layer.reps.has(from)) return { code: 'rep-gone', rep: from };
  const zoneNow = is.accounts.zone[is.row] as string;
  const decided =
    is.layer.decided.get(`account ${id}`) ??
    (is.layer.held.has(id) ? undefined : decidedZone(is.layer, zoneNow));
  if (decided) return { code: 'by-hand', ...decided };
  if (is.layer.held.has(id)) return { code: 'held', rep: to };
  if (was.layer.held.has(id)) return { code: 'released', rep: from };
  if (!was.layer.reps.has(to)) return { code: 'rep-new', rep: to };
  const [zone, now] = [was.accounts.zone[was.row] as string, is.accounts.zone[is.row] as string];
  if (zone !== now) {
    const [whole, wholeNow] = [was.layer.parts.get(zone) ?? zone, is.layer.parts.get(now) ?? now];
    return whole === wholeNow ? { code: 'split', zone: whole } : { code: 'relocated', from: zone, to: now };
  }
  const owner = facts.zoneRepBefore.get(zone);
  if (owner !== undefined && owner !== '' && owner !== from && facts.zoneRepAfter.get(zone) === to)
    return { code: 'zone-shared', zone };
  const stays = is.accounts.today[is.row] === to && !was.layer.today;
  return (
    facts.tolerance(from, to) ??
    (stays ? { code: 'stays', rep: to } : null) ??
    nearer(minutesOf(was), minutesOf(is)) ??
    zoneNearer(zone, from, to, facts) ??
    facts.evened(from, to) ?? { code: 'none' }
  );
}

/** Its whole zone goes the same way, and is nearer on average. */
function zoneNearer(zone: string, from: string, to: string, facts: LayerFacts): MoveReason | null {
  if (facts.zoneRepBefore.get(zone) !== from || facts.zoneRepAfter.get(zone) !== to) return null;
  const [before, after] = [meanMinutes(facts.loadsBefore, zone), meanMinutes(facts.loadsAfter, zone)];
  return nearer(before, after) && { code: 'zone-nearer', zone, before, after };
}
