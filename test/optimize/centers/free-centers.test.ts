import { expect, it } from 'vitest';
import { greatCircleKm } from '../../../src/geo/sphere.ts';
import type { Centers } from '../../../src/model/build-problem.ts';
import { freeCenters } from '../../../src/optimize/centers.ts';
import { randomProblem } from '../random-problem.ts';

it('are found alike wherever on a parallel the map lies, the antimeridian included', async () => {
  const base = randomProblem({ n: 40, k: 3, m: 1, seed: 5, tolerance: 0.2 });
  const { n, k, loads } = base;
  const lat = base.lat.map(x => 60 + x);
  const at = (turn: (lon: number) => number) => {
    const lon = base.lon.map(x => turn(8 * x));
    const build = (centers: Centers) => ({
      ...{ ...base, lat, lon },
      cost: Float64Array.from({ length: n * k }, (_, p) => {
        const [i, j] = [Math.floor(p / k), p % k];
        return loads[0][i] * greatCircleKm(lat[i], lon[i], centers.lat[j], centers.lon[j]);
      }),
    });
    const model = { n, k, lat, lon, weight: loads[0], build, compact: false };
    return freeCenters(model, { effort: 'fast', seed: 1 }, { searchScale: 0.1 });
  };
  const here = await at(lon => lon);
  const there = await at(lon => (lon > 4 ? lon - 184 : lon + 176));
  expect(there.assignment).toEqual(here.assignment);
  for (let j = 0; j < k; j++) {
    expect(there.centers.lat[j]).toBeCloseTo(here.centers.lat[j], 6);
    expect((there.centers.lon[j] + 184) % 360).toBeCloseTo(here.centers.lon[j], 6);
  }
});
