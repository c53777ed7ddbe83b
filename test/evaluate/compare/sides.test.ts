// What two plans were made from and what they share, from sides made by hand.

import { expect, test } from 'vitest';
import { compareSides } from '../../../src/evaluate/compare/compare.ts';
import { gateResults } from '../../../src/evaluate/compare/gates.ts';
import type { AccountMove } from '../../../src/evaluate/compare/move-types.ts';
import { pairsOf } from '../../../src/evaluate/compare/moves.ts';
import { matchSectors, measuresOf } from '../../../src/evaluate/compare/sectors.ts';
import type { Side, SideLayer } from '../../../src/evaluate/compare/side.ts';
import type { PlanKpis, SectorKpis } from '../../../src/evaluate/kpis-types.ts';
import { WORSE_RATES } from '../../../src/model/gates.ts';
import type { PlanInput } from '../../../src/model/plan.ts';

const layer = (name: string, sectors: readonly (readonly [id: string, name: string])[] = []): SideLayer => ({
  ...{ name, overlay: false, today: false, kpis: null, reps: new Set(), zones: [], parts: new Map() },
  ...{ held: new Set(), decided: new Map() },
  sectors: sectors.map(([sector_id, sector_name]) => ({ sector_id, sector_name }) as SectorKpis),
  accounts: {
    ...{ id: [], name: [], rep: [], zone: [], today: [], revenue: null, potential: null },
    minutes: new Float64Array(0),
  },
});

const side = (made: Partial<Side>): Side => ({
  ...{ name: 'x', today: false, inputs: [], options: {}, kpis: null, layers: [] },
  ...made,
});

const against = (base: Partial<Side>, other: Partial<Side>) => {
  const [found] = compareSides(side(base), [side(other)]).others;
  if (!found) throw new Error('nothing compared');
  return found;
};

const input = (role: PlanInput['role'], file: string, hash: string): PlanInput => ({
  ...{ role, file, sha256: hash.repeat(64), rows: 1, accepted: 1, rejected: 0 },
});

test('inputs differ by their bytes, not by their names', () => {
  const was = [input('accounts', 'a.csv', '1'), input('reps', 'r.csv', '2'), input('zones', 'z.csv', '3')];
  const is = [
    input('zones', 'z.csv', '4'),
    input('accounts', 'other.csv', '1'),
    input('roads', 'm.csv', '5'),
  ];
  const brief = (file: string, hash: string) => ({ file, sha256: hash.repeat(64) });
  expect(against({ inputs: was }, { inputs: is }).inputs).toEqual([
    { role: 'reps', base: brief('r.csv', '2'), other: null },
    { role: 'zones', base: brief('z.csv', '3'), other: brief('z.csv', '4') },
    { role: 'roads', base: null, other: brief('m.csv', '5') },
  ]);
});

test('options differ by what they say, whatever the order of their keys; that of a list counts', () => {
  const was = { a: { x: 1, y: [1, { p: 1, q: 2 }] }, list: [1, 2], gone: 0, nothing: null, same: 'x' };
  const is = { list: [2, 1], a: { y: [1, { q: 2, p: 1 }], x: 1 }, same: 'x', fresh: false };
  expect(against({ options: was }, { options: is }).options).toEqual(['fresh', 'gone', 'list']);
});

test('layers that one plan alone has', () => {
  const { layersGone, layersNew } = against(
    { layers: [layer('field'), layer('keys')] },
    { layers: [layer('health'), layer('field')] },
  );
  expect([layersGone, layersNew]).toEqual([['keys'], ['health']]);
});

test('sectors are put side by side by layer and id, under the name they have last', () => {
  const sides = [
    side({
      layers: [
        layer('f', [
          ['1', 'North'],
          ['2', 'South'],
        ]),
      ],
    }),
    side({
      layers: [
        layer('f', [
          ['3', 'East'],
          ['1', 'Far north'],
        ]),
        layer('g', [['1', 'Elsewhere']]),
      ],
    }),
    side({ layers: [] }),
  ];
  const shown = matchSectors(sides).map(({ layer: of, sectorId, name, sides: found }) => [
    ...[of, sectorId, name],
    ...found.map(sector => sector?.sector_name ?? null),
  ]);
  expect(shown).toEqual([
    ['f', '1', 'Far north', 'North', 'Far north', null],
    ['f', '2', 'South', 'South', null, null],
    ['f', '3', 'East', null, 'East', null],
    ['g', '1', 'Elsewhere', null, 'Elsewhere', null],
  ]);
});

test('measures of the plans and of their layers, each once, in their order', () => {
  const balance = (...names: string[]) =>
    ({ balance: Object.fromEntries(names.map(name => [name, {}])) }) as unknown as PlanKpis;
  const sides = [
    side({ kpis: balance('workload'), layers: [{ ...layer('f'), kpis: balance('potential', 'workload') }] }),
    side({ kpis: balance('visits', 'potential'), layers: [layer('f')] }),
  ];
  expect(measuresOf(sides)).toEqual(['workload', 'potential', 'visits']);
});

test('who gives how much to whom: most accounts first; overlays, new and gone ones are not handed over', () => {
  const move = (id: string, from: string, to: string, more: Partial<AccountMove> = {}) =>
    ({
      ...{ layer: 'f', id, from, to, status: 'moved', overlay: false, revenue: 10, potential: null },
      ...more,
    }) as AccountMove;
  const accountList = [
    move('a', 'R2', 'R1', { revenue: 0.1 }),
    move('b', 'R1', 'R2', { revenue: 0.1, potential: 5 }),
    move('c', 'R1', 'R2', { revenue: 0.2, potential: -3 }),
    move('d', 'R1', 'R3', { layer: 'e' }),
    move('e', 'R1', 'R2', { overlay: true }),
    move('f', '', 'R2', { status: 'new' }),
    move('g', 'R1', '', { status: 'gone' }),
  ];
  expect(pairsOf({ accountList } as unknown as Parameters<typeof pairsOf>[0])).toEqual([
    { layer: 'f', from: 'R1', to: 'R2', accounts: 2, revenue: 0.3, potential: 5 },
    { layer: 'e', from: 'R1', to: 'R3', accounts: 1, revenue: 10, potential: 0 },
    { layer: 'f', from: 'R2', to: 'R1', accounts: 1, revenue: 0.1, potential: 0 },
  ]);
});

test('each rate may get worse by a share of itself; of what was nothing any rise is too much', () => {
  // every rate has another figure, so that none can stand for another
  const kpis = (of: (at: number) => number | null, coverage: number | null) => {
    const [hours, km, kg_co2, mean_minutes, priority_minutes, per_visit] = WORSE_RATES.map((_, at) => of(at));
    return {
      travel: { hours, km, kg_co2, mean_minutes, priority_minutes },
      cost: { per_visit },
      coverage: { accounts: coverage },
      balance: {},
    } as unknown as PlanKpis;
  };
  const gates = {
    worse: { ...Object.fromEntries(WORSE_RATES.map(name => [name, 0.035])), coverage: 0.1, imbalance: 1 },
  };
  const results = (was: PlanKpis | null, is: PlanKpis) => {
    const [base, other] = [side({ kpis: was }), side({ kpis: is })];
    const found = gateResults(gates, base, against(base, other));
    expect(found.map(({ name }) => name)).toEqual(
      [...WORSE_RATES, 'imbalance', 'coverage'].map(name => `worse.${name}`),
    );
    return found.map(({ figure, kept }) => [figure === null ? null : Number(figure.toFixed(6)), kept]);
  };
  const base = kpis(() => 100, 0.9);
  expect(
    results(
      base,
      kpis(at => 101 + at, 0.75),
    ),
  ).toEqual([
    [0.01, true],
    [0.02, true],
    [0.03, true],
    [0.04, false],
    [0.05, false],
    [0.06, false],
    // no measure, so that nobody can say
    [null, false],
    [0.15, false],
  ]);
  const risen = results(
    kpis(() => 0, null),
    kpis(at => (at === 0 ? 0 : 1), 1),
  );
  expect(risen[0]).toEqual([0, true]);
  expect(risen.slice(1, 6).every(([figure, kept]) => figure === Number.MAX_VALUE && !kept)).toBe(true);
  expect(risen[7]).toEqual([null, false]);
  expect(results(null, base)).toEqual(Array(8).fill([null, false]));
});
