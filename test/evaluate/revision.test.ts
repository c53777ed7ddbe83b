import { expect, test } from 'vitest';
import { changesOf } from '../../src/evaluate/changes.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { type RevisionFacts, replanKpis } from '../../src/evaluate/revision.ts';
import type { PlanSector } from '../../src/model/plan.ts';
import type { PreviousPlan } from '../../src/model/previous.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { type GridRep, gridContext, gridExtras, gridResult } from './grid.ts';

const reps: GridRep[] = [
  { id: 'A', at: [1, 0] },
  { id: 'B', at: [1, 2] },
];
const account = (id: string, zone: string, rep?: string) => ({
  ...{ id, zone, numbers: { visits_per_year: 5, visit_minutes: 60, potential: 10 } },
  ...(rep === undefined ? {} : { rep }),
});
const sector = (sectorId: string, repId: string): PlanSector => ({
  ...{ layer: 'default', sectorId, repId, sectorName: repId, prices: {} },
  ...{ base: [0, 0] as const, center: [0, 0] as const },
});

test('says what changed since the plan before: zones by their rep, accounts, reps and sectors by their ids', () => {
  const context = gridContext({
    reps,
    accounts: [account('a1', 'z00', 'A'), account('a2', 'z11', 'A'), account('a4', 'z22', 'B')],
  });
  // C is gone, and B new: z02 was C's and z22 nobody's, z11 is handed over
  const zoneRep = new Map([...context.zones.id].map(id => [id, 'A']));
  zoneRep.set('z02', 'C').delete('z22');
  const previous: PreviousPlan = {
    ...{ layer: null, overlay: false, settings: DEFAULT_SETTINGS, cost: 0, excess: 0 },
    zoneRep,
    zoneSector: new Map(),
    accountRep: new Map([
      ['a1', 'A'],
      ['a2', 'A'],
      ['a3', 'C'],
      ['a0', 'C'],
    ]),
    sectors: [
      { sectorId: 'S1', repId: 'A' },
      { sectorId: 'S2', repId: 'C' },
    ] as unknown as PreviousPlan['sectors'],
  };
  const sectors = [sector('S1', 'A'), sector('S3', 'B')];
  const map = `
    AAB
    ABB
    AAA`;
  const result = gridResult(context, reps, map);
  const revision: RevisionFacts = {
    ...{ from: 'last year', previous, sectors, stands: false, objective: 1.23456789 },
    replan: null,
  };
  const kpis = computeKpis(context, result, gridExtras(context, { sectors, revision }));
  expect(kpis.revision).toEqual({
    from: 'last year',
    stands: false,
    // z02, z11, z12 and z22
    zones_changed: 4,
    accounts: { new: 1, gone: 2 },
    reps: { joined: ['B'], left: ['C'] },
    sectors: { new: ['S3'], ended: ['S2'] },
    objective: 1.234568,
    replan: null,
  });
});

test('a plan made afresh is told by its own figures, and by how many promises it breaks', () => {
  const context = gridContext({ reps, accounts: [account('a1', 'z00'), account('a2', 'z01')] });
  const kpis = computeKpis(context, gridResult(context, reps, 'AAB AAB ABB'), gridExtras(context));
  const replan = replanKpis(kpis, 7);
  expect(replan).toEqual({
    objective: 7,
    travel_hours: 6,
    travel_km: 600,
    // 5 h and a tour of 2 h for A, 5 h and one of 4 h for B: an hour off 8 h, and 10 % is allowed
    max_deviation: { workload: 0.125 },
    promises_broken: 1,
    disruption: null,
  });
});

test('an account that a decision moves says whose and why: its own before that of its zone or of a part', () => {
  const decided = (what: { zone?: string; account?: string; author: string }) => ({
    ...{ line: 2, zone: '', account: '', rep: 'B', reason: 'because', date: '' },
    ...what,
  });
  const plain = gridContext({
    reps,
    accounts: [account('a1', 'z12', 'A'), account('a2', 'z12', 'A'), account('a3', 'z22', 'A')],
    overrides: [decided({ zone: 'z1', author: 'Zoé' }), decided({ account: 'a2', author: 'Max' })],
  });
  // z12 is a part of z1
  const id = plain.zones.id.map(zone => (zone === 'z12' ? 'z1#2' : zone));
  const context = { ...plain, zones: { ...plain.zones, id } };
  const anyone = { zone: () => null, account: () => null } as unknown as Parameters<typeof changesOf>[3];
  const changes = [...changesOf(context, gridResult(plain, reps, 'AAB AAB ABB'), [], anyone)];
  const override = { code: 'override', rep: 'A', reason: 'because' };
  expect(changes).toEqual([
    { account: 0, from: 'A', to: 'B', reason: { ...override, zone: 'z1', author: 'Zoé' } },
    { account: 1, from: 'A', to: 'B', reason: { ...override, zone: null, author: 'Max' } },
    { account: 2, from: 'A', to: 'B', reason: { code: 'zone-moved', zone: 'z22' } },
  ]);
});
