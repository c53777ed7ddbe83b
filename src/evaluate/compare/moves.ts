// What changes hands between two plans: accounts by id over all layers that are no overlays, so that each is counted once;
// accounts of overlays, and zones, layer by layer.

import { roundTo } from '../statistics.ts';
import { accountMoves } from './account-moves.ts';
import { type Count, counted, type Move, type Moves, type Pair } from './move-types.ts';
import type { Side, SideLayer } from './side.ts';
import { zoneMoves } from './zone-moves.ts';

export function movesBetween(base: Side, other: Side): Moves {
  const common = commonLayers(base, other);
  const found = accountMoves(base, other, common);
  const zones = common.map(pair => zoneMoves(pair[0], pair[1]));
  const sum = (of: (count: Count) => number) => zones.reduce((total, { count }) => total + of(count), 0);
  return {
    ...found.totals,
    accountList: found.list.sort(byLayerAndId),
    zones: {
      common: sum(c => c.common),
      moved: sum(c => c.moved),
      new: sum(c => c.new),
      gone: sum(c => c.gone),
    },
    zoneList: zones.flatMap(({ list }) => list).sort(byLayerAndId),
  };
}

/** Layers that both plans have, by name, in the order of the second. */
export function commonLayers(base: Side, other: Side): (readonly [SideLayer, SideLayer])[] {
  const known = new Map(base.layers.map(layer => [layer.name, layer]));
  return other.layers.flatMap(layer => {
    const before = known.get(layer.name);
    return before ? [[before, layer] as const] : [];
  });
}

/** Who gives how much to whom, most accounts first. */
export function pairsOf({ accountList }: Moves): Pair[] {
  const pairs = new Map<string, { -readonly [K in keyof Pair]: Pair[K] }>();
  for (const { status, overlay, layer, from, to, revenue, potential } of accountList) {
    if (status !== 'moved' || overlay) continue;
    const key = JSON.stringify([layer, from, to]);
    const pair = pairs.get(key) ?? { layer, from, to, accounts: 0, revenue: 0, potential: 0 };
    pair.accounts++;
    pair.revenue += counted(revenue);
    pair.potential += counted(potential);
    pairs.set(key, pair);
  }
  return [...pairs.values()]
    .map(pair => ({
      ...pair,
      revenue: roundTo(pair.revenue, 6) ?? 0,
      potential: roundTo(pair.potential, 6) ?? 0,
    }))
    .sort(
      (a, b) =>
        b.accounts - a.accounts || order(a.layer, b.layer) || order(a.from, b.from) || order(a.to, b.to),
    );
}

function byLayerAndId(a: Move, b: Move): number {
  return order(a.layer, b.layer) || order(a.id, b.id);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
