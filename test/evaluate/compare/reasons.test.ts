// When balance may have asked for a move, at the edges of the tolerance.

import { describe, expect, it } from 'vitest';
import { balanceFacts, nearer } from '../../../src/evaluate/compare/reasons.ts';
import type { SideLayer } from '../../../src/evaluate/compare/side.ts';

type Deviations = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

/** By measure, then rep; a tolerance of ten per cent. */
function layer(deviations: Deviations, tolerance = 0.1): SideLayer {
  const measures = Object.keys(deviations);
  const reps = [...new Set(measures.flatMap(name => Object.keys(deviations[name]!)))];
  return {
    kpis: { balance: Object.fromEntries(measures.map(name => [name, { tolerance }])) },
    sectors: reps.map(rep => ({
      rep_id: rep,
      balance: Object.fromEntries(
        measures.map(name => [name, { deviation: deviations[name]![rep] ?? null }]),
      ),
    })),
  } as unknown as SideLayer;
}
const potential = (A: number | null, B: number | null) => layer({ potential: { A, B } });

describe('a tolerance', () => {
  const told = (was: SideLayer, is: SideLayer) => balanceFacts(was, is).tolerance('A', 'B');
  const reason = (rep: string, before: number, after: number, measure = 'potential') => ({
    ...{ code: 'tolerance', rep, measure, before, after },
  });

  it('was beyond on the side that the move relieves, and is kept', () => {
    expect(told(potential(0.2, 0), potential(0.1, 0))).toEqual(reason('A', 0.2, 0.1));
    expect(told(potential(0, -0.2), potential(0, -0.1))).toEqual(reason('B', -0.2, -0.1));
    // the giver lacked, the taker had too much: the move made that worse
    expect(told(potential(-0.2, 0), potential(0, 0))).toBeNull();
    expect(told(potential(0, 0.2), potential(0, 0))).toBeNull();
    // the giver first
    expect(told(potential(0.2, -0.3), potential(0, 0))).toEqual(reason('A', 0.2, 0));
  });

  it('is exact to six decimals', () => {
    expect(told(potential(0.1000009, 0), potential(0, 0))).toBeNull();
    expect(told(potential(0.1000011, 0), potential(0, 0))).not.toBeNull();
    expect(told(potential(0.2, 0), potential(0.1000009, 0))).not.toBeNull();
    expect(told(potential(0.2, 0), potential(0.1000011, 0))).toBeNull();
    expect(told(potential(0.2, 0), potential(-0.1000011, 0))).toBeNull();
  });

  it('is of a measure that both balance, and of reps whom both have', () => {
    expect(told(layer({ revenue: { A: 0.2 } }), potential(0, 0))).toBeNull();
    expect(told(potential(null, 0), potential(0, 0))).toBeNull();
    expect(told(potential(0.2, 0), potential(null, 0))).toBeNull();
    const two = (x: number, y: number) => layer({ workload: { A: x, B: 0 }, potential: { A: y, B: 0 } });
    expect(told(two(0.05, 0.2), two(0, 0))).toEqual(reason('A', 0.2, 0));
    expect(told(two(0.3, 0.2), two(0, 0))).toEqual(reason('A', 0.3, 0, 'workload'));
  });
});

describe('from the fuller to the emptier', () => {
  const told = (was: SideLayer, is: SideLayer) => balanceFacts(was, is).evened('A', 'B');

  it('who are closer now', () => {
    const evened = {
      code: 'evened',
      measure: 'potential',
      from: 'A',
      fromDeviation: 0.05,
      to: 'B',
      toDeviation: -0.04,
    };
    expect(told(potential(0.05, -0.04), potential(0.02, 0))).toEqual(evened);
    expect(told(potential(0.05, -0.04), potential(0.0449985, -0.045))).toEqual(evened);
    expect(told(potential(0.05, -0.04), potential(-0.04, 0.0499985))).toEqual(evened);
    // as far apart as before, to six decimals
    expect(told(potential(0.05, -0.04), potential(0.0449995, -0.045))).toBeNull();
    expect(told(potential(0, -0.04), potential(0, 0))).toBeNull();
    expect(told(potential(0.05, 0), potential(0, 0))).toBeNull();
    expect(told(potential(0.05, -0.04), potential(null, 0))).toBeNull();
    expect(told(potential(0.05, null), potential(0, 0))).toBeNull();
  });
});

it('nearer is by a tenth of a minute at least', () => {
  expect(nearer(10, 9.9)).toEqual({ code: 'nearer', before: 10, after: 9.9 });
  expect(nearer(10, 9.9000005)).not.toBeNull();
  expect(nearer(10, 9.91)).toBeNull();
  expect(nearer(9, 10)).toBeNull();
  expect(nearer(Number.NaN, 1)).toBeNull();
});
