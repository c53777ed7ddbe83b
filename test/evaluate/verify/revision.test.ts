// What a plan says of the one it revises, as verify redoes it.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../src/evaluate/verify/check.ts';
import type { Facts } from '../../../src/evaluate/verify/facts.ts';
import { checkRevision } from '../../../src/evaluate/verify/revision.ts';
import type { VerifyInput } from '../../../src/evaluate/verify/world.ts';

type Json = Readonly<Record<string, unknown>>;

/** R1 and R3 hold z1 and z2, before R1 and R2 did: R3 has taken over from R2, as sector S2; a2 is new, a9 is gone. */
const claim = {
  ...{ zones_changed: 1, stands: false, accounts: { new: 1, gone: 1 } },
  ...{ reps: { joined: ['R3'], left: ['R2'] }, sectors: { new: [], ended: [] } },
};
const sectors = [
  { repId: 'R1', sectorId: 'S1' },
  { repId: 'R3', sectorId: 'S2' },
];
const before = [
  { repId: 'R1', sectorId: 'S1' },
  { repId: 'R2', sectorId: 'S2' },
];

interface Case {
  readonly said?: Json | null;
  readonly solver?: Json;
  readonly previous?: Json | null;
  readonly own?: readonly object[];
  readonly unitRep?: readonly number[];
  readonly isPart?: readonly number[];
  readonly incumbent?: readonly number[];
  readonly visits?: readonly number[];
}

function wrong({
  said = claim,
  solver = {},
  previous = {},
  own = sectors,
  ...units
}: Case): readonly string[] {
  const check = newCheck('revision');
  const { unitRep = [0, 1], isPart = [0, 0], incumbent = [-1, -1], visits = [5, 5] } = units;
  const input = {
    kpis: said === null ? {} : { revision: said },
    plan: { sectors: own, solver: { objective: 100, excess: 0, excessPrice: 10, proposals: 0, ...solver } },
    previous: previous && {
      ...{
        sectors: before,
        accountRep: new Map([
          ['a1', 'R1'],
          ['a9', 'R2'],
        ]),
        cost: 100,
        excess: 0,
      },
      zoneRep: new Map([
        ['z1', 'R1'],
        ['z2', 'R2'],
      ]),
      zoneSector: new Map([
        ['z1', 'S1'],
        ['z2', 'S2'],
      ]),
      ...previous,
    },
  } as unknown as VerifyInput;
  const facts = {
    world: {
      ...{ n: 2, unitId: ['z1', 'z2'], unitRep: Int32Array.from(unitRep), isPart: Uint8Array.from(isPart) },
      reps: [{ id: 'R1' }, { id: 'R3' }],
      accounts: { id: ['a1', 'a2', 'a3'] },
      unitOf: Int32Array.of(0, 1, -1),
    },
    unitIncumbent: Int32Array.from(incumbent),
    loads: { visits: Float64Array.from(visits) },
  } as unknown as Facts;
  checkRevision(input, facts, check);
  return check.result().problems;
}

it('is there where there was a plan before, and not otherwise', () => {
  expect(wrong({})).toEqual([]);
  expect(wrong({ said: null })).toEqual(['kpis.json does not speak of the plan that is revised']);
  expect(wrong({ previous: null })).toEqual(['kpis.json speaks of a plan before, and there was none']);
  expect(wrong({ said: null, previous: null })).toEqual([]);
});

it('names who and what is new or gone', () => {
  expect(wrong({ said: { ...claim, zones_changed: 2 } })).toEqual([
    'revision: zones_changed is 2, recomputed 1',
  ]);
  expect(wrong({ said: { ...claim, accounts: { new: 2, gone: 0 } } })).toEqual([
    'revision: accounts.new is 2, recomputed 1',
    'revision: accounts.gone is 0, recomputed 1',
  ]);
  expect(wrong({ said: { ...claim, reps: { joined: ['R1'], left: ['R2', 'R2'] } } })).toEqual([
    'revision: reps.joined are R1, recomputed R3',
    'revision: reps.left are R2, R2, recomputed R2',
  ]);
  expect(wrong({ said: { ...claim, sectors: { new: ['S9'], ended: ['S2'] } } })).toEqual([
    'revision: sectors.new are S9, recomputed ',
    'revision: sectors.ended are S2, recomputed ',
  ]);
});

it('counts parts of zones with who serves most of them today', () => {
  const parts = { isPart: [0, 1] };
  expect(wrong({ ...parts, incumbent: [-1, 1], said: { ...claim, zones_changed: 0 } })).toEqual([]);
  expect(wrong({ ...parts, incumbent: [-1, 0] })).toEqual([]);
  expect(wrong({ ...parts, incumbent: [-1, -1] })).toEqual([]);
});

describe('a plan that stands', () => {
  const same = {
    unitRep: [0, 1],
    previous: {
      zoneRep: new Map([
        ['z1', 'R1'],
        ['z2', 'R3'],
      ]),
    },
  };
  const stands = { ...claim, stands: true, zones_changed: 0 };
  const standing = (solver: Json, previous: Json = {}, said: Json = stands) =>
    wrong({ said, solver, previous: { ...same.previous, ...previous } });

  it('has the same zones at the same cost', () => {
    expect(standing({})).toEqual([]);
    expect(standing({ proposals: 1 })).toEqual([
      'revision: the plan before is said to stand, and 0 zones have another rep after 1 proposals',
    ]);
    expect(wrong({ said: { ...claim, stands: true } })).toEqual([
      'revision: the plan before is said to stand, and 1 zones have another rep after 0 proposals',
    ]);
    // without what is beyond tolerances and what hand-overs cost
    expect(standing({ objective: 125, excess: 2, handOver: 5 }, { excess: 2 })).toEqual([]);
    const costs = (cost: number) => [
      `revision: the plan before is said to stand, and costs ${cost} where it cost 100`,
    ];
    expect(standing({ objective: 125, excess: 2, handOver: 4 }, { excess: 2 })).toEqual(costs(101));
    expect(standing({ objective: 120, excess: 2 }, { excess: 1 })).toEqual(costs(100));
    expect(standing({ objective: 101 })).toEqual(costs(101));
    // a millionth of the objective and one
    expect([standing({ objective: 100.0001 }), standing({ objective: 100.00011 }).length]).toEqual([[], 1]);
    expect([standing({}, { excess: 0.9e-6 }), standing({}, { excess: 1.1e-6 }).length]).toEqual([[], 1]);
  });

  it('is said to, or not to', () => {
    expect(standing({ objective: 500 }, {}, { ...stands, stands: false })).toEqual([]);
    for (const other of ['true', null, undefined])
      expect(standing({}, {}, { ...stands, stands: other })).toEqual([
        'revision: stands is neither true nor false',
      ]);
  });
});

describe('sectors', () => {
  const swapped = [
    { repId: 'R1', sectorId: 'S2' },
    { repId: 'R3', sectorId: 'S1' },
  ];
  const lesser = (own: string, rep: string, old: string) =>
    `sector ${own} of ${rep} has more of the earlier sector ${old} than the one that is called so`;

  it('are called like the earlier one that most of them comes from', () => {
    expect(wrong({ own: swapped })).toEqual([lesser('S2', 'R1', 'S1'), lesser('S1', 'R3', 'S2')]);
    // a zone that nobody visits has a little in common all the same
    expect(wrong({ own: swapped, visits: [0, 0] })).toHaveLength(2);
    expect(wrong({ own: swapped, visits: [0, 9] })).toHaveLength(2);
  });

  it('leave a name to whom has as much of it', () => {
    // R1 has all of S1, and R3 that is called so has nothing at all of it
    const all = { unitRep: [0, 0], said: { ...claim, zones_changed: 1 } };
    expect(wrong(all)).toEqual([]);
    expect(wrong({ ...all, own: swapped })).toEqual([]);
    expect(wrong({ ...all, own: swapped, visits: [6, 5] })).toEqual([lesser('S2', 'R1', 'S1')]);
    expect(wrong({ ...all, own: swapped, visits: [5, 6] })).toEqual([]);
  });

  it('of parts are those of who serves them today', () => {
    const part = { isPart: [1, 1], own: swapped };
    // R1 today, as before in S1; R3 was nobody's before
    expect(wrong({ ...part, incumbent: [0, 1], said: { ...claim, zones_changed: 0 } })).toEqual([
      lesser('S2', 'R1', 'S1'),
    ]);
    expect(wrong({ ...part, incumbent: [-1, -1], said: { ...claim, zones_changed: 2 } })).toEqual([]);
  });
});
