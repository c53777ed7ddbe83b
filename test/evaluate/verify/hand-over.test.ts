// What handing an account over costs, by years held, against the calendar of JavaScript.

import { describe, expect, it } from 'vitest';
import { handOverHours, handOverPrice } from '../../../src/evaluate/verify/bound.ts';
import type { World } from '../../../src/evaluate/verify/world.ts';

const steps = [
  { years: 0, factor: 0.5 },
  { years: 2, factor: 1 },
  { years: 5, factor: 3 },
];
const daysTo = (day: string) =>
  Date.UTC(...(day.split('-').map((n, i) => Number(n) - (i === 1 ? 1 : 0)) as [number, number, number])) /
  86_400_000;

interface Told {
  revenue?: number;
  since?: string | null;
  asOf?: string | null;
  handOver?: boolean;
}
function price({ revenue = 4000, since = '2020-01-01', asOf = '2027-01-01', handOver = true }: Told): number {
  const settings = {
    stickiness: 1.5,
    ...(handOver && { handOver: { hoursPer1000Revenue: 2, byYearsHeld: steps, asOf } }),
  };
  const rep_since = Float64Array.of(since === null ? Number.NaN : daysTo(since));
  const numbers = new Map(Object.entries({ revenue: Float64Array.of(revenue), rep_since }));
  return handOverPrice({ settings, accounts: { numbers } } as unknown as World, 0);
}

describe('an account', () => {
  it('costs the same for all, and hours for its revenue', () => {
    expect(price({ handOver: false })).toBe(1.5);
    // seven years: three times
    expect(price({})).toBeCloseTo(3 * (1.5 + 2 * 4), 12);
    expect(price({ revenue: -4000 })).toBeCloseTo(3 * 1.5, 12);
    expect(price({ revenue: Number.NaN })).toBeCloseTo(3 * 1.5, 12);
    // held for nobody knows how long, or until nobody knows when
    expect(price({ since: null })).toBeCloseTo(9.5, 12);
    expect(price({ asOf: null })).toBeCloseTo(9.5, 12);
    // taken over later
    expect(price({ since: '2027-01-02' })).toBeCloseTo(9.5, 12);
    expect(price({ since: '2027-01-01' })).toBeCloseTo(9.5 / 2, 12);
  });

  it.each(['1972-02-29', '1999-12-31', '2000-02-29', '2024-03-01', '2100-03-01', '1969-07-20', '1900-03-01'])(
    'is held as long as the calendar says, until %s',
    asOf => {
      // five years are 1826.25 days: on the day before, it is the second step
      const ago = (days: number) => new Date((daysTo(asOf) - days) * 86_400_000).toISOString().slice(0, 10);
      expect(price({ asOf, since: ago(1827) })).toBeCloseTo(3 * 9.5, 12);
      expect(price({ asOf, since: ago(1826) })).toBeCloseTo(9.5, 12);
      expect(price({ asOf, since: ago(731) })).toBeCloseTo(9.5, 12);
      expect(price({ asOf, since: ago(730) })).toBeCloseTo(9.5 / 2, 12);
    },
  );
});

describe('hand-overs of a plan', () => {
  const hours = (more: object = {}) => {
    const world = {
      settings: { stickiness: 2, objective: 'travel' },
      accounts: { numbers: new Map() },
      // stays, moves, is nowhere, is nobody's today, has a rep of its own, goes to nobody
      unitOf: Int32Array.of(0, 0, -1, 0, 0, 1),
      incumbent: Int32Array.of(1, 0, 0, -1, 0, 0),
      named: Uint8Array.of(0, 0, 0, 0, 1, 0),
      unitRep: Int32Array.of(1, -1),
      ...more,
    };
    return handOverHours(world as unknown as World);
  };

  it('are those of accounts that follow their zone to somebody else', () => {
    expect(hours()).toBe(2);
    expect(hours({ unitRep: Int32Array.of(1, 1) })).toBe(4);
    expect(hours({ named: new Uint8Array(6) })).toBe(4);
    expect(hours({ settings: { stickiness: 2, objective: 'compactness' } })).toBe(0);
  });
});
