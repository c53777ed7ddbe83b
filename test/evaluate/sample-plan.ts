import { PLAN_SCHEMA, type Plan } from '../../src/model/plan.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

const prices = (pairs: readonly (readonly [string, number])[]): Record<string, number> => {
  const record: Record<string, number> = Object.create(null);
  for (const [name, price] of pairs) record[name] = price;
  return record;
};

/** A plan of two sectors, not sorted on purpose. */
export const samplePlan: Plan = {
  schema: PLAN_SCHEMA,
  version: '0.1.0',
  settings: { ...DEFAULT_SETTINGS, measures: [{ name: 'potential', tolerance: 0.1 }] },
  inputs: [{ role: 'accounts', file: 'a.csv', sha256: 'a'.repeat(64), rows: 3, accepted: 2, rejected: 1 }],
  solver: {
    reproducible: true,
    objective: 12.5,
    excess: 0,
    excessPrice: 100,
    lowerBound: 12,
    budgetPrice: 0,
    moveBudget: null,
    exact: true,
    contested: 1,
    newtonSteps: 2,
    rounds: 3,
    proposals: 4,
    accepted: 5,
    resplits: 6,
    startStranded: 7,
    proof: null,
  },
  map: [['potential', 'CA "potentiel" 2026']],
  bridges: [['z2', 'z3', 1.25]],
  splits: [
    {
      zone: 'z9',
      parts: [
        { id: 'z9#1', lat: 1, lon: 2, areaKm2: 3 },
        { id: 'z9#2', lat: 1, lon: 2, areaKm2: Number.NaN },
      ],
    },
  ],
  sectors: [
    {
      layer: 'default',
      sectorId: 'B',
      repId: 'B',
      sectorName: 'Bé',
      base: [1, 2],
      center: [3, 4],
      prices: prices([
        ['workload', 1],
        ['__proto__', 2],
      ]),
    },
    {
      layer: 'default',
      sectorId: 'A',
      repId: 'A',
      sectorName: 'A',
      base: [1, 2],
      center: [3, 4],
      prices: prices([]),
    },
  ],
  named: [['acc', 'A', 'z1']],
  assignment: [
    ['default', 'z2', 'A'],
    ['default', 'z1', 'B'],
  ],
};
