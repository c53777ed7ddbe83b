// Compact districts of equal population with free centers, the task that every districting system knows: sectorize
// against METIS and against k-means mended by hand, all scored by the same code.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildGraph } from '../src/geo/graph.ts';
import { shapeTools } from '../src/geo/zone-shape.ts';
import { IssueLog, RejectLog } from '../src/io/issues.ts';
import { openSource } from '../src/io/source.ts';
import { readZones } from '../src/io/zones.ts';
import { sharedData } from './data.ts';
import { hasMetis, mendedKMeans, metis } from './neutral-others.ts';
import { betterOf, type Map2d, type NeutralScore, neutralScore, plane } from './neutral-score.ts';
import { runProgram } from './program.ts';
import { fixed, type Table } from './table.ts';

const TOLERANCE = 0.05;
const DISTRICTS = [18, 50];
const METIS_SEEDS = 100;
const KMEANS_SEEDS = 10;

type Row = Record<string, string | number>;

export async function neutralBench(quick: boolean): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
  const shared = sharedData('pa-tracts');
  const file = shared ? join(shared, 'zones.csv') : resolve('fixtures/france/zones.csv');
  const name = shared ? '3 217 tracts of Pennsylvania' : 'France as centroids (shared data absent)';
  try {
    const { map, ids } = await readMap(file);
    const rows: Row[] = [];
    for (const k of DISTRICTS) {
      for (const effort of quick ? ['fast', 'normal'] : ['fast', 'normal', 'thorough']) {
        rows.push(sectorize(map, ids, file, k, effort, folder));
      }
      if (hasMetis()) {
        const seeds = quick ? METIS_SEEDS / 10 : METIS_SEEDS;
        const draw = (seed: number) => metis(map, k, TOLERANCE, seed, folder);
        rows.push(bestOf(map, k, `METIS -contig, best of ${seeds} seeds`, seeds, draw));
      } else {
        process.stdout.write('METIS (gpmetis) is not installed: left out\n');
      }
      const seeds = quick ? 2 : KMEANS_SEEDS;
      const draw = (seed: number) => mendedKMeans(map, k, TOLERANCE, seed);
      rows.push(bestOf(map, k, `k-means, mended, best of ${seeds} seeds`, seeds, draw));
    }
    return { title: `Compact districts, free centers, population within 5 %: ${name}`, rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readMap(file: string): Promise<{ map: Map2d; ids: readonly string[] }> {
  const zones = await readZones(
    await openSource(file),
    { country: 'FR', map: new Map(), measures: ['population'], shapes: shapeTools },
    new IssueLog(),
    new RejectLog(),
  );
  const { offsets, neighbors } = buildGraph(zones).graph;
  const weight = zones.numbers.get('population') as Float64Array;
  const map = {
    n: zones.count,
    ...plane(zones.lat, zones.lon),
    weight: weight.map(w => (w > 0 ? w : 0)),
    neighbors: zones.id.map((_, i) => [...neighbors.subarray(offsets[i], offsets[i + 1])]),
  };
  return { map, ids: zones.id };
}

function sectorize(
  map: Map2d,
  ids: readonly string[],
  zones: string,
  k: number,
  effort: string,
  folder: string,
): Row {
  const reps = join(folder, 'reps.csv');
  const repIds = Array.from({ length: k }, (_, j) => `D${String(j + 1).padStart(3, '0')}`);
  writeFileSync(reps, `id\n${repIds.join('\n')}\n`);
  const out = join(folder, 'plan');
  const options = ['--objective', 'compactness', '--centers', 'free', '--measure', `population=${TOLERANCE}`];
  const files = ['--zones', zones, '--reps', reps, '--out', out];
  const { exit, wall, user } = runProgram(['plan', ...options, ...files, '--effort', effort, '--quiet']);
  const what = `sectorize, ${effort}`;
  if (exit !== 0 && exit !== 3) return { districts: k, what, inertia: `exit ${exit}`, s: fixed(wall, 1) };
  const plan = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
  const zoneAt = new Map(ids.map((id, i) => [id, i]));
  const district = new Int32Array(map.n);
  for (const [, zone, rep] of plan.assignment as [string, string, string][]) {
    district[zoneAt.get(zone) as number] = repIds.indexOf(rep);
  }
  return { ...row(k, what, neutralScore(map, k, district), wall), 'user s': fixed(user, 1) };
}

function bestOf(
  map: Map2d,
  k: number,
  what: string,
  seeds: number,
  draw: (seed: number) => number[] | null,
): Row {
  const start = performance.now();
  let best: NeutralScore | null = null;
  for (let seed = 1; seed <= seeds; seed++) {
    const district = draw(seed);
    if (!district) continue;
    const score = neutralScore(map, k, district);
    if (!best || betterOf(score, best, TOLERANCE)) best = score;
  }
  const time = (performance.now() - start) / 1000;
  return best ? row(k, what, best, time) : { districts: k, what, inertia: 'failed', s: fixed(time, 1) };
}

function row(k: number, what: string, score: NeutralScore, time: number): Row {
  return {
    districts: k,
    what,
    'inertia, km²': fixed(score.inertia, 1),
    'cut edges': score.cutEdges,
    'worst deviation': `${fixed(100 * score.deviation, 2)} %`,
    'extra pieces': score.extraPieces,
    s: fixed(time, 1),
  };
}
