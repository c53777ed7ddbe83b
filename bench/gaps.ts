// How far plans are from their bounds, map by map and effort by effort.

import { performance } from 'node:perf_hooks';
import { optimizeWorld } from '../src/app/optimize-world.ts';
import type { Effort } from '../src/model/problem.ts';
import type { Settings } from '../src/model/settings.ts';
import { realMaps } from './problems.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

const COMPACT: Partial<Settings> = {
  objective: 'compactness',
  measures: [{ name: 'potential', tolerance: 0.05 }],
};

export async function gapsBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const map of realMaps()) {
    for (const [kind, settings] of [
      ['travel; potential, workload 10 %', {}],
      ['compactness; potential 5 %', COMPACT],
    ] as const) {
      for (const effort of quick
        ? (['fast', 'normal'] as const)
        : (['fast', 'normal', 'thorough'] as const)) {
        rows.push(await row(map.name, kind, effort, map.world({ ...settings, effort })));
      }
    }
  }
  return { title: 'Gaps on real maps (the optimizer alone, seed 1)', rows };
}

async function row(
  name: string,
  kind: string,
  effort: Effort,
  coming: ReturnType<ReturnType<typeof realMaps>[0]['world']>,
) {
  const world = await coming;
  const start = performance.now();
  const { crew, dismiss } = await builtCrew();
  const { problem, score, bound, contiguous } = await optimizeWorld(world, { crew });
  await dismiss();
  const gap = (lower: number) => `${fixed(100 * (1 - lower / score.objective))} %`;
  return {
    map: name,
    'objective; balance': kind,
    effort,
    zones: problem.n,
    s: fixed((performance.now() - start) / 1000, 1),
    'gap to plain bound': gap(bound.value),
    'gap with cuts': contiguous ? gap(contiguous.value) : '–',
    excess: score.excess === 0 ? 0 : fixed(score.excess, 4),
    'stranded zones': score.strandedZones,
  };
}
