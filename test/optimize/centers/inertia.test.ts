import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  exchange,
  exchangeDelta,
  makeInertia,
  pointsOn,
  resumInertia,
} from '../../../src/optimize/centers/inertia.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';

const RAD = Math.PI / 180;
const K = 3;

/** Σ weight × squared chord to each group's mean, from unit vectors: shares nothing with the source. */
function byDefinition(lat: Float64Array, lon: Float64Array, weight: Float64Array, rep: Int32Array): number {
  const vectors = Array.from(lat, (phi, i) => [
    Math.cos(phi * RAD) * Math.cos(lon[i] * RAD),
    Math.cos(phi * RAD) * Math.sin(lon[i] * RAD),
    Math.sin(phi * RAD),
  ]);
  let total = 0;
  for (let j = 0; j < K; j++) {
    const zones = [...rep.keys()].filter(i => rep[i] === j && weight[i] > 0);
    const mass = zones.reduce((sum, i) => sum + weight[i], 0);
    const mean = [0, 1, 2].map(d => zones.reduce((sum, i) => sum + weight[i] * vectors[i][d], 0) / mass);
    for (const i of zones)
      total += weight[i] * mean.reduce((sum, c, d) => sum + (6371.0088 * (vectors[i][d] - c)) ** 2, 0);
  }
  return total;
}

const maps = fc.record({
  n: fc.integer({ min: 2, max: 40 }),
  seed: fc.integer({ min: 0, max: 1e9 }),
  middle: fc.constantFrom<readonly number[]>([41, -78], [0, 180], [89, 10]),
  white: fc.constantFrom(0, 0.3),
});

interface MapOptions {
  readonly n: number;
  readonly seed: number;
  readonly middle: readonly number[];
  readonly white: number;
}

function mapOf({ n, seed, middle, white }: MapOptions) {
  const random = makeRandom(seed);
  const lat = Float64Array.from({ length: n }, () => Math.min(90, middle[0] + 2 * random() - 1));
  const lon = Float64Array.from({ length: n }, () => middle[1] + 4 * random() - 2);
  const weight = Float64Array.from({ length: n }, () => (random() < white ? 0 : 1 + 9 * random()));
  weight[0] = 1;
  const rep = Int32Array.from({ length: n }, () => randomInt(random, K));
  return { lat, lon, weight, rep, random };
}

describe('inertia', () => {
  it('is that of the definition, at the antimeridian and the pole too', () => {
    fc.assert(
      fc.property(maps, options => {
        const { lat, lon, weight, rep } = mapOf(options);
        const inertia = makeInertia(pointsOn(lat, lon, weight), K);
        resumInertia(inertia, rep);
        expect(inertia.total).toBeCloseTo(byDefinition(lat, lon, weight, rep), 3);
      }),
    );
  });

  it('changes by what was announced, and moment by moment stays what a recomputation gives', () => {
    fc.assert(
      fc.property(maps, options => {
        const { lat, lon, weight, rep, random } = mapOf(options);
        const points = pointsOn(lat, lon, weight);
        const inertia = makeInertia(points, K);
        resumInertia(inertia, rep);
        for (let step = 0; step < 50; step++) {
          const i = randomInt(random, options.n);
          const to = randomInt(random, K);
          if (to === rep[i]) continue;
          const group = new Float64Array(5);
          add(group, points, i, 1);
          const announced = inertia.total + exchangeDelta(inertia, group, rep[i], to);
          exchange(inertia, group, rep[i], to);
          rep[i] = to;
          expect(inertia.total).toBeCloseTo(announced, 3);
        }
        const fresh = makeInertia(points, K);
        resumInertia(fresh, rep);
        expect(inertia.total).toBeCloseTo(fresh.total, 3);
      }),
    );
  });

  it('weighs all points alike where nothing has weight', () => {
    const points = pointsOn(Float64Array.of(1, 2), Float64Array.of(3, 4), new Float64Array(2));
    expect([...points.weight]).toEqual([1, 1]);
  });
});
