// What else one could use for compact districts: METIS on the zone graph, and k-means mended by hand.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRandom, type Random } from '../src/optimize/random.ts';
import { type Map2d, neutralScore, piecesOf } from './neutral-score.ts';

/** Passes over the zones at one price of imbalance. */
const PASSES = 20;

export function hasMetis(): boolean {
  return !spawnSync('gpmetis', ['-help']).error;
}

/** METIS' k-way partition, contiguous, weights balanced within `tolerance`; null when it fails. */
export function metis(
  map: Map2d,
  k: number,
  tolerance: number,
  seed: number,
  folder: string,
): number[] | null {
  const file = join(folder, 'map.graph');
  const edges = map.neighbors.reduce((sum, list) => sum + list.length, 0) / 2;
  const lines = map.neighbors.map((list, i) =>
    [Math.round(map.weight[i] as number), ...list.map(h => h + 1)].join(' '),
  );
  writeFileSync(file, `${map.n} ${edges} 010\n${lines.join('\n')}\n`);
  const options = ['-contig', `-ufactor=${Math.round(1000 * tolerance)}`, `-seed=${seed}`];
  const child = spawnSync('gpmetis', [...options, file, String(k)], { encoding: 'utf8' });
  if (child.status !== 0) return null;
  return readFileSync(`${file}.part.${k}`, 'utf8').trim().split('\n').map(Number);
}

/** Weighted k-means; then stranded pieces go next door, and zones from full districts to emptier ones, one by one. */
export function mendedKMeans(map: Map2d, k: number, tolerance: number, seed: number): number[] {
  const district = kMeans(map, k, makeRandom(seed));
  for (let round = 0; round < 5; round++) {
    mendPieces(map, district);
    if (rebalance(map, k, district, tolerance)) break;
  }
  mendPieces(map, district);
  return district;
}

function kMeans({ n, x, y, weight }: Map2d, k: number, random: Random): number[] {
  const centers = Array.from({ length: k }, () => {
    const i = Math.floor(random() * n);
    return [x[i] as number, y[i] as number] as [number, number];
  });
  const district = new Array<number>(n).fill(-1);
  for (let round = 0, moved = true; moved && round < 200; round++) {
    moved = false;
    const sums = centers.map(() => [0, 0, 0] as [number, number, number]);
    for (let i = 0; i < n; i++) {
      const d = centers.map(([cx, cy]) => ((x[i] as number) - cx) ** 2 + ((y[i] as number) - cy) ** 2);
      const j = d.indexOf(Math.min(...d));
      if (district[i] !== j) moved = true;
      district[i] = j;
      const w = weight[i] as number;
      const sum = sums[j] as [number, number, number];
      sum[0] += w;
      sum[1] += w * (x[i] as number);
      sum[2] += w * (y[i] as number);
    }
    sums.forEach(([w, sx, sy], j) => {
      if (w > 0) centers[j] = [sx / w, sy / w];
    });
  }
  return district;
}

/** Each district keeps its heaviest piece; the others join the district they touch most. */
function mendPieces(map: Map2d, district: number[]): void {
  const heaviest = new Map<number, number>();
  const heavy = (piece: number[]) => piece.reduce((sum, i) => sum + (map.weight[i] as number), 0);
  const pieces = piecesOf(map, district).map(piece => ({
    piece,
    of: district[piece[0] as number] as number,
  }));
  for (const { piece, of } of pieces) heaviest.set(of, Math.max(heaviest.get(of) ?? -1, heavy(piece)));
  for (const { piece, of } of pieces) {
    if (heavy(piece) === heaviest.get(of)) continue;
    const touches = new Map<number, number>();
    for (const i of piece) {
      for (const h of map.neighbors[i] as readonly number[]) {
        const other = district[h] as number;
        if (other !== of) touches.set(other, (touches.get(other) ?? 0) + 1);
      }
    }
    const most = [...touches].sort((a, b) => b[1] - a[1])[0];
    if (most) for (const i of piece) district[i] = most[0];
  }
}

/** Zones go next door while distance plus the squared deviations falls, balance weighing more and more. */
function rebalance(map: Map2d, k: number, district: number[], tolerance: number): boolean {
  const { n, x, y, weight, neighbors } = map;
  const mass = new Float64Array(k);
  for (let i = 0; i < n; i++) mass[district[i] as number] += weight[i] as number;
  const total = mass.reduce((sum, w) => sum + w, 0);
  const spread = neutralScore(map, k, district).inertia;
  for (let price = 0.1; price < 1e5; price *= 2) {
    for (let pass = 0, moved = true; moved && pass < PASSES; pass++) {
      moved = false;
      const at = centroids();
      for (let i = 0; i < n; i++) {
        for (const h of neighbors[i] as readonly number[]) {
          const from = district[i] as number;
          const to = district[h] as number;
          if (from === to || rise(i, from, to, at, price) >= 0 || !stays(i)) continue;
          mass[from] -= weight[i] as number;
          mass[to] += weight[i] as number;
          district[i] = to;
          moved = true;
        }
      }
    }
    if (Math.max(...mass.map(m => Math.abs((m * k) / total - 1))) <= tolerance) return true;
  }
  return false;

  function rise(i: number, from: number, to: number, at: readonly [number, number][], price: number): number {
    const w = weight[i] as number;
    const [a, b] = [from, to].map(j => {
      const [cx, cy] = at[j] as [number, number];
      return ((x[i] as number) - cx) ** 2 + ((y[i] as number) - cy) ** 2;
    }) as [number, number];
    const evener = ((mass[to] as number) + w - (mass[from] as number)) * ((2 * w * k) / total);
    return w * (b - a) + price * spread * evener;
  }

  function centroids(): [number, number][] {
    const sums = Array.from({ length: k }, () => [0, 0] as [number, number]);
    for (let i = 0; i < n; i++) {
      const sum = sums[district[i] as number] as [number, number];
      sum[0] += (weight[i] as number) * (x[i] as number);
      sum[1] += (weight[i] as number) * (y[i] as number);
    }
    return sums.map(([sx, sy], j) => [sx / (mass[j] as number), sy / (mass[j] as number)]);
  }

  /** does the district of i hang together without it? */
  function stays(i: number): boolean {
    const mine = (neighbors[i] as readonly number[]).filter(h => district[h] === district[i]);
    if (mine.length === 0) return false;
    const seen = new Set([i, mine[0] as number]);
    const open = [mine[0] as number];
    for (const z of open) {
      for (const h of neighbors[z] as readonly number[]) {
        if (seen.has(h) || district[h] !== district[i]) continue;
        seen.add(h);
        open.push(h);
      }
    }
    return mine.every(h => seen.has(h));
  }
}
