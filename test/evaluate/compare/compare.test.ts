import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareSides } from '../../../src/evaluate/compare/compare.ts';
import { gateResults } from '../../../src/evaluate/compare/gates.ts';
import type { MoveReason } from '../../../src/evaluate/compare/reasons.ts';
import type { Side, SideLayer } from '../../../src/evaluate/compare/side.ts';
import { verdictOf } from '../../../src/evaluate/compare/verdict.ts';
import type { PlanKpis, SectorKpis } from '../../../src/evaluate/kpis-types.ts';

/** account, rep, zone, minutes, revenue, rep of today */
type Row = readonly [
  id: string,
  rep: string,
  zone: string,
  minutes?: number,
  revenue?: number,
  today?: string,
];

interface Made {
  readonly name?: string;
  readonly overlay?: boolean;
  readonly reps?: readonly string[];
  readonly zones?: Readonly<Record<string, string>>;
  readonly held?: readonly string[];
  readonly decided?: readonly string[];
  readonly parts?: Readonly<Record<string, string>>;
  readonly deviations?: Readonly<Record<string, number>>;
}

/** A layer with the accounts of the rows; zones follow their first account unless they are given. */
function layer(rows: readonly Row[], made: Made = {}): SideLayer {
  const zones = new Map(Object.entries(made.zones ?? {}));
  for (const [, rep, zone] of rows) if (!zones.has(zone)) zones.set(zone, rep);
  const reps = new Set([...rows.map(([, rep]) => rep), ...zones.values(), ...(made.reps ?? [])]);
  reps.delete('');
  const sectors = Object.entries(made.deviations ?? {}).map(([rep, deviation]) => ({
    ...{ sector_id: rep, rep_id: rep, sector_name: rep, layer: '' },
    balance: { potential: { value: 1, target: 1, deviation, unit: '' } },
  }));
  return {
    ...{ name: made.name ?? '', overlay: made.overlay ?? false, today: false },
    kpis: made.deviations ? ({ balance: { potential: { tolerance: 0.1 } } } as unknown as PlanKpis) : null,
    sectors: sectors as unknown as SectorKpis[],
    reps,
    zones: [...zones].map(([id, rep]) => ({ id, name: id, rep, today: '' })),
    parts: new Map(Object.entries(made.parts ?? {})),
    held: new Set(made.held ?? []),
    decided: new Map((made.decided ?? []).map(what => [what, { author: 'A', reason: what }])),
    accounts: {
      id: rows.map(([id]) => id),
      name: rows.map(() => ''),
      rep: rows.map(([, rep]) => rep),
      zone: rows.map(([, , zone]) => zone),
      today: rows.map(([, , , , , today]) => today ?? ''),
      minutes: Float64Array.from(rows, ([, , , minutes]) => minutes ?? Number.NaN),
      revenue: Float64Array.from(rows, ([, , , , revenue]) => revenue ?? Number.NaN),
      potential: null,
    },
  };
}

const side = (name: string, ...layers: SideLayer[]): Side => ({
  ...{ name, today: false, inputs: [], options: {}, kpis: null, layers },
});

const versus = (base: Side, other: Side) => {
  const [found] = compareSides(base, [other]).others;
  if (!found) throw new Error('nothing compared');
  return found;
};

const reps = fc.constantFrom('', 'R1', 'R2', 'R3');
const rows = fc.uniqueArray(
  fc.tuple(
    fc.stringMatching(/^[a-c][0-9]$/),
    reps,
    fc.constantFrom('z1', 'z2', 'z3'),
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: -5, max: 100 }),
  ),
  { selector: ([id]) => id, maxLength: 25 },
);
const layers = fc.tuple(rows, rows).map(([field, keys]) => {
  // an account is in one base layer
  const taken = new Set(field.map(([id]) => id));
  const base = keys.filter(([id]) => !taken.has(id));
  return side(
    'x',
    layer(field, { name: 'field' }),
    layer(base, { name: 'health' }),
    layer(keys, { name: 'keys', overlay: true }),
  );
});

describe('moves', () => {
  it('are those of two lists joined by hand, and the other way round are reversed', () => {
    fc.assert(
      fc.property(layers, layers, (a, b) => {
        const there = versus(a, b).moves;
        const back = versus(b, a).moves;
        const flip = { moved: 'moved', new: 'gone', gone: 'new' } as const;
        const key = (layer: string, id: string) => `${layer === 'keys' ? 'keys' : 'base'}/${id}`;
        const told = there.accountList.map(m => [key(m.layer, m.id), m.status, m.from, m.to].join());
        const reversed = back.accountList.map(m => [key(m.layer, m.id), flip[m.status], m.to, m.from].join());
        expect(told.sort()).toEqual(reversed.sort());

        const repsOf = (of: Side) =>
          new Map(
            of.layers.flatMap(({ name, accounts }) =>
              (accounts?.id ?? []).map((id, row) => [key(name, id), accounts?.rep[row] ?? ''] as const),
            ),
          );
        const [was, is] = [repsOf(a), repsOf(b)];
        const joined = [...new Set([...was.keys(), ...is.keys()])].flatMap(id => {
          const [from, to] = [was.get(id) ?? '', is.get(id) ?? ''];
          if (from === to) return [];
          return [[id, from === '' ? 'new' : to === '' ? 'gone' : 'moved', from, to].join()];
        });
        expect(told).toEqual(joined.sort());

        const zones = (m: typeof there, swap: boolean) =>
          m.zoneList
            .map(z =>
              [z.layer, z.id, ...(swap ? [flip[z.status], z.to, z.from] : [z.status, z.from, z.to])].join(),
            )
            .sort();
        expect(zones(there, false)).toEqual(zones(back, true));
        expect([there.accounts?.moved, there.accounts?.new]).toEqual([
          back.accounts?.moved,
          back.accounts?.gone,
        ]);
      }),
    );
  });

  it('of a plan against itself are none', () => {
    fc.assert(
      fc.property(layers, a => {
        const { moves, inputs, options, layersGone, layersNew } = versus(a, a);
        expect([...moves.accountList, ...moves.zoneList, ...inputs, ...options]).toEqual([]);
        expect([...layersGone, ...layersNew]).toEqual([]);
        expect(moves.accounts?.moved).toBe(0);
      }),
    );
  });

  it('count an account once, in its base layer, and what is worth less than nothing as nothing', () => {
    const a = side(
      'a',
      layer(
        [
          ['x', 'R1', 'z', 1, 50],
          ['y', 'R1', 'z', 1, -7],
        ],
        { name: 'field' },
      ),
      layer([['x', 'K1', 'z', 1, 50]], { name: 'keys', overlay: true }),
    );
    const b = side(
      'b',
      layer(
        [
          ['x', 'R2', 'z', 1, 60],
          ['y', 'R2', 'z', 1, -7],
        ],
        { name: 'field' },
      ),
      layer([['x', 'K2', 'z', 1, 60]], { name: 'keys', overlay: true }),
    );
    const { moves } = versus(a, b);
    expect(moves.accounts).toEqual({ common: 2, moved: 2, new: 0, gone: 0 });
    expect(moves.revenue).toEqual({ moved: 60, common: 60 });
    expect(moves.accountList.map(({ id, overlay }) => [id, overlay])).toEqual([
      ['x', false],
      ['y', false],
      ['x', true],
    ]);
  });
});

describe('reasons', () => {
  const reasonOf = (was: Row, is: Row, before: Made = {}, after: Made = {}): MoveReason | undefined => {
    const other = { ...after, reps: after.reps ?? ['R1', 'R2'] };
    const base = { ...before, reps: before.reps ?? ['R1', 'R2'] };
    return versus(side('a', layer([was], base)), side('b', layer([is], other))).moves.accountList[0]?.reason;
  };
  const zone = { zones: { z: 'R9' } };

  test.each<[string, MoveReason | undefined, MoveReason]>([
    [
      'a rep who left',
      reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'z'], {}, { reps: ['R2'] }),
      { code: 'rep-gone', rep: 'R1' },
    ],
    [
      'a lock',
      reasonOf(['x', 'R1', 'z', 9], ['x', 'R2', 'z', 1], {}, { held: ['x'] }),
      { code: 'held', rep: 'R2' },
    ],
    [
      'a decision about the account',
      reasonOf(['x', 'R1', 'z', 9], ['x', 'R2', 'z', 1], {}, { held: ['x'], decided: ['account x'] }),
      { code: 'by-hand', author: 'A', reason: 'account x' },
    ],
    [
      'a decision about its zone, of which it is in a part',
      reasonOf(['x', 'R1', 'z#1'], ['x', 'R2', 'z#1'], {}, { parts: { 'z#1': 'z' }, decided: ['zone z'] }),
      { code: 'by-hand', author: 'A', reason: 'zone z' },
    ],
    [
      'a lock in a zone that was decided',
      reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'z'], {}, { held: ['x'], decided: ['zone z'] }),
      { code: 'held', rep: 'R2' },
    ],
    [
      'a lock that is gone',
      reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'z'], { held: ['x'] }),
      { code: 'released', rep: 'R1' },
    ],
    [
      'a new rep',
      reasonOf(['x', 'R1', 'z', 9], ['x', 'R2', 'z', 1], { reps: ['R1'] }),
      { code: 'rep-new', rep: 'R2' },
    ],
    ['another zone', reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'y']), { code: 'relocated', from: 'z', to: 'y' }],
    [
      'a split',
      reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'z#1'], {}, { parts: { 'z#1': 'z' } }),
      { code: 'split', zone: 'z' },
    ],
    [
      'a shared zone',
      reasonOf(['x', 'R1', 'z'], ['x', 'R2', 'z'], { zones: { z: 'R2' } }),
      { code: 'zone-shared', zone: 'z' },
    ],
    [
      'a sector that was too full',
      reasonOf(
        ['x', 'R1', 'z', 1],
        ['x', 'R2', 'z', 9],
        { deviations: { R1: 0.3, R2: 0 } },
        { deviations: { R1: 0.05, R2: 0.05 } },
      ),
      { code: 'tolerance', rep: 'R1', measure: 'potential', before: 0.3, after: 0.05 },
    ],
    [
      'the rep of today',
      reasonOf(['x', 'R1', 'z', 9], ['x', 'R2', 'z', 1, 0, 'R2']),
      { code: 'stays', rep: 'R2' },
    ],
    [
      'nearness',
      reasonOf(['x', 'R1', 'z', 9], ['x', 'R2', 'z', 8.9], zone, zone),
      { code: 'nearer', before: 9, after: 8.9 },
    ],
    [
      'sectors that are closer',
      reasonOf(
        ['x', 'R1', 'z', 1],
        ['x', 'R2', 'z', 9],
        { deviations: { R1: 0.08, R2: -0.08 } },
        { deviations: { R1: 0.01, R2: -0.01 } },
      ),
      { code: 'evened', measure: 'potential', from: 'R1', fromDeviation: 0.08, to: 'R2', toDeviation: -0.08 },
    ],
    ['nothing that both plans state', reasonOf(['x', 'R1', 'z', 1], ['x', 'R2', 'z', 9]), { code: 'none' }],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  it('a sector still out of tolerance is no reason', () => {
    const found = reasonOf(
      ['x', 'R1', 'z'],
      ['x', 'R2', 'z'],
      { deviations: { R1: 0.3, R2: 0.2 } },
      { deviations: { R1: 0.15, R2: 0.25 } },
    );
    expect(found).toEqual({ code: 'none' });
  });
});

test('a verdict is the other one when the plans change places, and none where no way is better', () => {
  const figure = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  const opposite = { better: 'worse', worse: 'better', same: 'same' } as const;
  fc.assert(
    fc.property(figure, figure, fc.constantFrom('more', 'less', null), (a, b, better) => {
      const there = verdictOf(better, a, b, 0.1);
      const back = verdictOf(better, b, a, 0.1);
      expect(back).toBe(there === null ? null : opposite[there]);
      if (better === null || a === null || b === null) expect(there).toBeNull();
      else if (a === b) expect(there).toBe('same');
    }),
  );
});

describe('gates', () => {
  const kpis = {
    balance: { potential: { max_deviation: 0.12 }, workload: { max_deviation: 0.08 } },
    objective: { gap: null },
    coverage: { accounts: 0.9, potential: null },
    contiguity: { extra_pieces: 1 },
    travel: { hours: 110, kg_co2: null },
  } as unknown as PlanKpis;
  const before = { ...kpis, travel: { hours: 100, kg_co2: 5 } } as unknown as PlanKpis;
  const a = {
    ...side(
      'a',
      layer([
        ['x', 'R1', 'z'],
        ['y', 'R1', 'z'],
      ]),
    ),
    kpis: before,
  };
  const b = {
    ...side(
      'b',
      layer([
        ['x', 'R2', 'z'],
        ['y', 'R1', 'z'],
      ]),
    ),
    kpis,
  };
  const results = (gates: Parameters<typeof gateResults>[0]) =>
    gateResults(gates, a, versus(a, b)).map(({ name, figure, kept }) => [name, figure, kept]);

  it('are missed beyond the limit, and where the plan does not say', () => {
    expect(results({ imbalance: new Map([['', 0.1]]) })).toEqual([
      ['imbalance.potential', 0.12, false],
      ['imbalance.workload', 0.08, true],
    ]);
    expect(results({ imbalance: new Map([['visits', 0.1]]), gap: 1 })).toEqual([
      ['imbalance.visits', null, false],
      ['gap', null, false],
    ]);
    expect(results({ coverage: { accounts: 0.9, potential: 0.1 }, extraPieces: 0 })).toEqual([
      ['coverage.accounts', 0.9, true],
      ['coverage.potential', null, false],
      ['extra_pieces', 1, false],
    ]);
    expect(results({ disruption: { accounts: 0.5, revenue: 1 } })).toEqual([
      ['disruption.accounts', 0.5, true],
      ['disruption.revenue', 0, true],
    ]);
    expect(results({ worse: { travel_hours: 0.1, kg_co2: 0.1, imbalance: 0 } })).toEqual([
      ['worse.travel_hours', 0.1, true],
      ['worse.kg_co2', null, false],
      ['worse.imbalance', 0, true],
    ]);
  });
});
