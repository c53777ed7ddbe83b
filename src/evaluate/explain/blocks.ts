// Zones that must have the same rep, for they are in areas that no sector may cut: a block moves as one.

import type { ModelZone } from '../../model/plan-model.ts';

/** @param areas the columns whose areas are kept whole, by their place in the settings */
export function blocksOf(
  zones: readonly ModelZone[],
  areas: readonly number[],
): { blocks: readonly (readonly number[])[]; blockOf: Int32Array } {
  const parent = Int32Array.from(zones.keys());
  const top = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at]!;
    parent[i] = at;
    return at;
  };
  for (const r of areas) {
    const first = new Map<string, number>();
    zones.forEach(({ areas: of }, i) => {
      const area = of[r];
      if (area === null || area === undefined) return;
      const other = first.get(area);
      if (other === undefined) first.set(area, i);
      else {
        const [x, y] = [top(i), top(other)];
        parent[Math.max(x, y)] = Math.min(x, y);
      }
    });
  }
  const number = new Map<number, number>();
  const blocks: number[][] = [];
  const blockOf = new Int32Array(zones.length);
  zones.forEach((_, i) => {
    const root = top(i);
    let block = number.get(root);
    if (block === undefined) {
      block = blocks.length;
      number.set(root, block);
      blocks.push([]);
    }
    blocks[block]!.push(i);
    blockOf[i] = block;
  });
  return { blocks, blockOf };
}
