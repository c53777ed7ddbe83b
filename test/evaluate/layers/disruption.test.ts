// What changes hands in several layers together: accounts in base layers only, zones and amounts in all.

import { expect, it } from 'vitest';
import { disruptionOf } from '../../../src/evaluate/layers/disruption.ts';
import type { LayerPart } from '../../../src/evaluate/layers/part.ts';

interface Layer {
  readonly overlay?: boolean;
  /** rep of today and rep of the plan; −1 for nobody */
  readonly zones?: readonly (readonly [today: number, rep: number])[];
  /** the same, and the rep of today as the file has it */
  readonly accounts?: readonly (readonly [today: number, rep: number, file: string])[];
  readonly numbers?: Readonly<Record<string, readonly number[]>>;
}

function part({ overlay = false, zones = [], accounts = [], numbers = {} }: Layer): LayerPart {
  const table = {
    repId: accounts.map(([, , file]) => file),
    numbers: new Map(Object.entries(numbers).map(([name, values]) => [name, Float64Array.from(values)])),
  };
  return {
    rule: { overlay },
    context: {
      zones: { count: zones.length },
      zoneIncumbent: Int32Array.from(zones, ([today]) => today),
      zoneOf: new Int32Array(accounts.length),
      incumbentOf: Int32Array.from(accounts, ([today]) => today),
      accounts: accounts.length > 0 ? table : null,
    },
    result: {
      zoneRep: Int32Array.from(zones, ([, rep]) => rep),
      accountRep: Int32Array.from(accounts, ([, rep]) => rep),
    },
  } as unknown as LayerPart;
}

const base: Layer = {
  zones: [
    ...([
      [0, 0],
      [0, 1],
      [-1, 1],
    ] as const),
  ],
  accounts: [
    ...([
      [0, 0, 'R1'],
      [0, 1, 'R1'],
      [-1, 1, ''],
      [-1, 1, 'left'],
    ] as const),
  ],
  numbers: { potential: [30, 10, 5, 7], revenue: [4, Number.NaN, 9, 9] },
};
const overlay: Layer = {
  overlay: true,
  zones: [
    ...([
      [0, 1],
      [1, 1],
    ] as const),
  ],
  accounts: [
    ...([
      [0, 1, 'R1'],
      [-1, 0, 'left'],
      [1, 1, 'R2'],
    ] as const),
  ],
  numbers: { potential: [20, 1, 40] },
};

it('counts accounts of base layers, and zones and amounts of every layer', () => {
  expect(disruptionOf([part(base)])).toEqual({
    ...{ zones: 1, accounts: 1, potential: 10, revenue: 0, departed_accounts: 1 },
    share: { zones: 0.5, accounts: 0.5, potential: 0.25, revenue: 0 },
  });
  // the overlay has two zones more, and potential of 60, of which 20 moves; its accounts are not counted again
  expect(disruptionOf([part(base), part(overlay)])).toEqual({
    ...{ zones: 2, accounts: 1, potential: 30, revenue: 0, departed_accounts: 1 },
    share: { zones: 0.5, accounts: 0.5, potential: 0.3, revenue: 0 },
  });
});

it('has no amounts where no layer has the column, and shares of nothing are none', () => {
  const lone = part({ accounts: [[-1, 0, 'left']] });
  expect(disruptionOf([lone])).toEqual({
    ...{ zones: 0, accounts: 0, potential: null, revenue: null, departed_accounts: 1 },
    share: { zones: null, accounts: null, potential: null, revenue: null },
  });
  expect(disruptionOf([lone, part({ zones: [[0, 1]] })])).toMatchObject({
    ...{ zones: 1, accounts: 0, departed_accounts: 1 },
    share: { zones: 1, accounts: null },
  });
  expect(disruptionOf([part({ accounts: [[0, 1, 'R1']], numbers: { revenue: [0] } })])).toMatchObject({
    ...{ accounts: 1, potential: null, revenue: 0 },
    share: { accounts: 1, potential: null, revenue: null },
  });
});

it('is nothing at all where nobody serves anything, nor did', () => {
  expect(disruptionOf([])).toBeNull();
  expect(disruptionOf([part({ zones: [[-1, 0]], accounts: [[-1, 0, '']] })])).toBeNull();
  // somebody who left an overlay is no account that changes hands
  expect(disruptionOf([part({ overlay: true, accounts: [[-1, 0, 'left']] })])).toBeNull();
  expect(disruptionOf([part({ zones: [[0, 0]] })])).toMatchObject({ zones: 0, share: { zones: 0 } });
});
