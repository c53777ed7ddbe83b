// What a CRM calls territories: one per sector and layer, above them one per group of the levels, and those of reps who
// have left. And which account is in which of them, today and after the plan.

import { InputError, quoteCell } from '../../io/issues.ts';
import type { Plan } from '../../model/plan.ts';
import { optionIssue } from '../option-issue.ts';
import type { WrittenLayer, WrittenPlan } from '../written/written-plan.ts';

export interface Territory {
  /** null for a plan without layers */
  readonly layer: string | null;
  /** null for a sector */
  readonly level: string | null;
  /** sector or group id; for one that is gone, the id of the rep who has left */
  readonly id: string;
  /** for people, with the name of the layer in front */
  readonly name: string;
  /** who serves or manages it; null for an open post */
  readonly repId: string | null;
  readonly repName: string;
  /** index of the territory above; −1 for none */
  readonly parent: number;
  /** 0 at the top */
  readonly depth: number;
  /** new: nothing was in it before; gone: nothing is in it after */
  readonly state: 'kept' | 'new' | 'gone';
  /** what is above it is the plan's own doing: it may have to be moved there */
  readonly reparented: boolean;
}

/** Which account is in which territory, by index; sorted by account, then territory. */
export interface Membership {
  readonly account: Int32Array;
  readonly territory: Int32Array;
}

export interface Territories {
  /** top level first, sectors, then those that are gone */
  readonly list: readonly Territory[];
  /** what the CRM knows each account by; sorted by the account's id */
  readonly keys: readonly string[];
  readonly before: Membership;
  readonly after: Membership;
  /** false when no account and no zone has a rep of today */
  readonly incumbent: boolean;
  readonly withAccounts: boolean;
}

/**
 * @param plan with its accounts, when it has some
 * @param counts layers whose accounts count; territories are always those of all layers
 * @throws InputError when two accounts have one key
 */
export function territoriesOf(
  { layers }: WrittenPlan,
  counts: (layer: WrittenLayer) => boolean = () => true,
): Territories {
  const groups = layers.flatMap(({ plan }) => groupsOf(plan));
  const sectors = layers.flatMap(layer => layer.plan.sectors.map(sector => ({ layer, sector })));
  // a rep's territory in each layer, then in the first layer that has one
  const first = groups.length;
  const own = layers.map(() => new Map<string, number>());
  const anywhere = new Map<string, number>();
  sectors.forEach(({ layer, sector }, s) => {
    own[layers.indexOf(layer)]?.set(sector.repId, first + s);
    if (!anywhere.has(sector.repId)) anywhere.set(sector.repId, first + s);
  });
  const gone = new Map<string, number>();
  const before = (l: number, rep: string): number => {
    const known = own[l]?.get(rep) ?? anywhere.get(rep) ?? gone.get(rep);
    if (known !== undefined) return known;
    gone.set(rep, first + sectors.length + gone.size);
    return first + sectors.length + gone.size - 1;
  };

  const accounts = accountsOf(layers.filter(counts));
  const pairs = { before: [] as [number, number][], after: [] as [number, number][] };
  const served = new Set<number>();
  for (const [l, layer] of layers.entries()) {
    const { accounts: table, zones } = layer;
    table?.id.forEach((id, row) => {
      const incumbent = table.incumbent[row] as string;
      const today = incumbent === '' ? -1 : before(l, incumbent);
      if (today >= 0) served.add(today);
      if (!counts(layer)) return;
      const account = accounts.index.get(id) as number;
      pairs.after.push([account, own[l]?.get(table.rep[row] as string) as number]);
      if (today >= 0) pairs.before.push([account, today]);
    });
    for (const { incumbent } of zones) if (incumbent !== '') served.add(before(l, incumbent));
  }

  const members = new Map<number, number[]>();
  const parentOf = parents(layers, groups, sectors);
  parentOf.forEach((parent, t) => {
    if (parent >= 0) members.set(parent, [...(members.get(parent) ?? []), t]);
  });
  // from the bottom: a group that the files name is there already when something below it is
  const kept = new Set(served);
  for (let g = groups.length - 1; g >= 0; g--) {
    if (groups[g]?.given && members.get(g)?.some(t => kept.has(t))) kept.add(g);
  }
  const depthOf = (t: number): number => ((parentOf[t] ?? -1) < 0 ? 0 : 1 + depthOf(parentOf[t] as number));
  const list: Territory[] = [
    ...groups.map(({ level, id, name, manager }, g): Territory => {
      const { repId, repName } = { repId: manager, repName: manager === null ? '' : name };
      const state = kept.has(g) ? 'kept' : 'new';
      const parent = parentOf[g] as number;
      const reparented = parent >= 0 && !groups[parent]?.given;
      return { layer: null, level, id, name, repId, repName, parent, depth: depthOf(g), state, reparented };
    }),
    ...sectors.map(({ layer, sector }, s): Territory => {
      const t = first + s;
      const parent = parentOf[t] as number;
      return {
        layer: layer.name,
        level: null,
        id: sector.sectorId,
        name: titled(layer.name, sector.sectorName || sector.sectorId),
        repId: sector.repId,
        repName: layer.repName.get(sector.repId) ?? '',
        parent,
        depth: depthOf(t),
        state: kept.has(t) ? 'kept' : 'new',
        reparented: parent >= 0 && !groups[parent]?.given,
      };
    }),
    ...[...gone.keys()].map(
      (rep): Territory => ({
        layer: null,
        level: null,
        id: rep,
        name: rep,
        repId: rep,
        repName: '',
        parent: -1,
        depth: 0,
        state: 'gone',
        reparented: false,
      }),
    ),
  ];
  return {
    list,
    keys: accounts.keys,
    before: membership(pairs.before, list.length),
    after: membership(pairs.after, list.length),
    incumbent: served.size > 0,
    withAccounts: layers.some(({ accounts: table }) => table !== null),
  };
}

function titled(layer: string | null, name: string): string {
  return layer === null ? name : `${layer} – ${name}`;
}

interface Group {
  readonly level: string;
  readonly id: string;
  readonly name: string;
  readonly manager: string | null;
  readonly given: boolean;
}

/** From the top level down. */
function groupsOf({ hierarchy }: Plan): Group[] {
  if (!hierarchy) return [];
  return [...hierarchy.tiers].reverse().flatMap(tier =>
    hierarchy.groups
      .filter(({ level }) => level === tier.name)
      .map(({ level, id, name, manager }) => ({
        level,
        id,
        name: name || id,
        manager,
        given: tier.how === 'given',
      })),
  );
}

/** What is above each territory: levels and layers never come together. */
function parents(
  layers: readonly WrittenLayer[],
  groups: readonly Group[],
  sectors: readonly { readonly sector: { readonly sectorId: string } }[],
): number[] {
  const hierarchy = layers[0]?.plan.hierarchy;
  const levels = hierarchy?.tiers.map(({ name }) => name) ?? [];
  const indexOf = (level: string, id: string) => groups.findIndex(g => g.level === level && g.id === id);
  const above = (level: string | undefined, unit: string) => {
    const member = hierarchy?.members.find(([l, u]) => l === level && u === unit);
    return member ? indexOf(member[0], member[2]) : -1;
  };
  return [
    ...groups.map(({ level, id }) => above(levels[levels.indexOf(level) + 1], id)),
    ...sectors.map(({ sector }) => above(levels[0], sector.sectorId)),
  ];
}

/** All accounts of the layers once, sorted by id. */
function accountsOf(layers: readonly WrittenLayer[]) {
  const keyOf = new Map<string, string>();
  const idOf = new Map<string, string>();
  for (const { accounts } of layers) {
    accounts?.id.forEach((id, row) => {
      const key = accounts.key[row] as string;
      const other = idOf.get(key);
      if (key !== '' && other !== undefined && other !== id) throw sameKey(key, other, id);
      idOf.set(key, id);
      keyOf.set(id, key);
    });
  }
  const ids = [...keyOf.keys()].sort();
  return {
    index: new Map(ids.map((id, a) => [id, a])),
    keys: ids.map(id => keyOf.get(id) as string),
  };
}

function sameKey(key: string, ...ids: readonly string[]): InputError {
  const [one, other] = ids.map(quoteCell);
  return new InputError([
    optionIssue(
      '--account-id',
      `accounts ${one} and ${other} with the same key ${quoteCell(key)}`,
      'a key of its own for every account',
      'name another column, or mend the accounts and plan again',
    ),
  ]);
}

function membership(pairs: readonly (readonly [number, number])[], territories: number): Membership {
  const codes = Float64Array.from(
    new Set(pairs.map(([account, territory]) => account * territories + territory)),
  ).sort();
  return {
    account: Int32Array.from(codes, code => Math.floor(code / territories)),
    territory: Int32Array.from(codes, code => code % territories),
  };
}

/** What is in a, and not in b: of before and after what to take away, of after and before what to add. */
export function difference(a: Membership, b: Membership): Membership {
  const account: number[] = [];
  const territory: number[] = [];
  let at = 0;
  for (let i = 0; i < a.account.length; i++) {
    const [x, t] = [a.account[i] as number, a.territory[i] as number];
    const order = () =>
      at < b.account.length
        ? (b.account[at] as number) - x || (b.territory[at] as number) - t
        : Number.POSITIVE_INFINITY;
    while (order() < 0) at++;
    if (order() === 0) continue;
    account.push(x);
    territory.push(t);
  }
  return { account: Int32Array.from(account), territory: Int32Array.from(territory) };
}
