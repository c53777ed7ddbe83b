// Any plan that the types allow, with every part that may be absent: what is added to them and forgotten by the reader of
// plan.json fails the type check here, or the test of it.

import fc from 'fast-check';
import { PLAN_SCHEMA, type Plan, type PlanHierarchy, type PlanProof } from '../../src/model/plan.ts';
import type { PlanRoads } from '../../src/model/roads.ts';
import { RESOURCES, type Settings } from '../../src/model/settings.ts';
import { STATES } from '../../src/model/status.ts';

/** minus zero is no number of JSON */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.constantFrom('__proto__', 'constructor', '"', ''),
);
const flag = fc.boolean();
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });
const word = <T extends string>(...words: readonly T[]) => fc.constantFrom(...words);
const records = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(text, of, { maxKeys: 3, noNullPrototype: false });

type Whole<T> = { [K in keyof T]-?: fc.Arbitrary<NonNullable<T[K]> | Extract<T[K], null>> };
/** Every key, or only those that must be there. */
const whole = <T extends object>(of: Whole<T>, ...optional: readonly (keyof T)[]): fc.Arbitrary<T> =>
  fc.record(of, {
    requiredKeys: (Object.keys(of) as (keyof T)[]).filter(key => !optional.includes(key)),
  }) as unknown as fc.Arbitrary<T>;

const measures = list(whole<Settings['measures'][number]>({ name: text, tolerance: number }));

const settings = whole<Settings>(
  {
    objective: word('travel', 'compactness'),
    centers: word('bases', 'incumbent', 'free'),
    measures,
    stickiness: number,
    handOver: fc.record({
      hoursPer1000Revenue: number,
      byYearsHeld: list(fc.record({ years: number, factor: number })),
      asOf: orNull(text),
    }),
    maxMoved: orNull(fc.record({ share: number, of: word('revenue', 'potential', 'accounts') })),
    keepTogether: list(fc.record({ column: text, price: orNull(number), except: list(text) })),
    limits: list(fc.record({ of: word('zones', 'accounts'), min: orNull(number), max: orNull(number) })),
    budgets: list(
      fc.record({
        name: text,
        team: orNull(
          fc.oneof(
            fc.record({ reps: list(text) }),
            fc.record({ column: word('kind', 'seniority'), value: text }),
          ),
        ),
        resource: word(...RESOURCES),
        atMost: number,
        price: orNull(number),
      }),
    ),
    effort: word('fast', 'normal', 'thorough'),
    exact: flag,
    seed: number,
    country: text,
    travel: fc.record({
      circuity: number,
      accessMinutes: number,
      speeds: list(fc.record({ upToKm: orNull(number), kmPerHour: number })),
    }),
    visitsPerTour: number,
    localFactor: number,
    spreadShare: number,
    whiteSpaceVisits: number,
    defaultVisitsPerYear: number,
    defaultVisitMinutes: number,
    visitsBySegment: records(number),
    visitMinutesBySegment: records(number),
    productivityBySegment: records(records(number)),
    period: orNull(
      fc.record({
        from: fc.constantFrom('2027-01', '2027-12', '1999-10'),
        months: fc.integer({ min: 1, max: 120 }),
      }),
    ),
    rampUp: list(number),
    quota: fc.record({ total: number, potential: number, revenue: number }),
    potentialFormula: text,
    visitsByPotential: list(fc.record({ min: number, visits: number })),
    slaMinutesBySegment: records(number),
    defaultHoursPerYear: number,
    vehicles: records(fc.record({ gCo2PerKm: orNull(number), costPerKm: orNull(number) })),
    defaultVehicle: text,
    groups: word('free', 'one-rep'),
    slice: orNull(
      fc.record({
        layer: text,
        layers: list(
          fc.record({
            name: text,
            overlay: flag,
            where: list(fc.record({ column: text, field: text, any: list(text) })),
            revenueShare: number,
            visitsShare: number,
          }),
        ),
        measures: list(text),
        reps: list(fc.tuple(text, number)),
      }),
    ),
    hierarchy: fc.record({
      order: word('bottom-up', 'top-down'),
      levels: list(fc.record({ name: text, count: orNull(number), measures, daysPerReport: number })),
    }),
  },
  'handOver',
  'budgets',
  'localFactor',
  'quota',
  'potentialFormula',
  'vehicles',
  'defaultVehicle',
  'hierarchy',
);

const proof = orNull(whole<PlanProof>({ bound: number, proven: flag, nodes: number, cuts: number }));
const point = fc.tuple(number, number);
const sha256 = fc.constantFrom('0'.repeat(64), `${'9af'.repeat(21)}0`);

const hierarchy = fc.record({
  tiers: list(
    whole<PlanHierarchy['tiers'][number]>({
      name: text,
      how: word('given', 'formed', 'shared'),
      objective: number,
      excess: number,
      excessPrice: number,
      lowerBound: orNull(number),
      proof,
      everySeat: flag,
    }),
  ),
  groups: list(
    whole<PlanHierarchy['groups'][number]>({
      level: text,
      id: text,
      name: text,
      manager: orNull(text),
      share: number,
      start: point,
      based: flag,
      prices: records(number),
    }),
  ),
  members: list(fc.tuple(text, text, text)),
});

const roads = whole<PlanRoads>({
  source: word('matrix', 'osrm', 'valhalla'),
  sha256,
  asked: number,
  known: number,
  gaps: fc.record({ absent: number, noRoad: number, offRoad: number }),
  offRoad: list(fc.tuple(number, number, orNull(number))),
  minutes: list(point),
  km: list(point),
});

export const anyPlan: fc.Arbitrary<Plan> = whole<Plan>(
  {
    schema: fc.constant(PLAN_SCHEMA),
    version: text,
    settings,
    inputs: list(
      whole<Plan['inputs'][number]>({
        role: word(
          ...([
            'accounts',
            'reps',
            'zones',
            'aliases',
            'barriers',
            'managers',
            'overrides',
            'roads',
            'from',
          ] as const),
        ),
        file: text,
        sha256,
        rows: number,
        accepted: number,
        rejected: number,
      }),
    ),
    map: list(fc.tuple(text, text)),
    solver: whole<Plan['solver']>(
      {
        reproducible: flag,
        objective: number,
        handOver: number,
        excess: number,
        excessPrice: number,
        lowerBound: orNull(number),
        budgetPrice: number,
        moveBudget: orNull(number),
        teamPrices: list(fc.tuple(text, number)),
        exact: flag,
        contested: number,
        newtonSteps: number,
        rounds: number,
        proposals: number,
        accepted: number,
        resplits: number,
        startStranded: number,
        proof,
      },
      'handOver',
      'teamPrices',
    ),
    bridges: list(fc.tuple(text, text, number)),
    splits: list(
      fc.record({
        zone: text,
        parts: list(
          fc.record({
            id: text,
            lat: number,
            lon: number,
            areaKm2: fc.oneof(number, fc.constant(Number.NaN)),
          }),
        ),
      }),
    ),
    sectors: list(
      whole<Plan['sectors'][number]>(
        {
          layer: text,
          sectorId: text,
          repId: text,
          sectorName: text,
          ownName: fc.constant(true),
          base: point,
          center: point,
          prices: records(number),
        },
        'ownName',
      ),
    ),
    named: list(fc.tuple(text, text, text)),
    assignment: list(fc.tuple(text, text, text)),
    hierarchy,
    roads,
    status: fc.array(
      fc.record({ state: word(...STATES), by: text, on: text, note: text, despite: list(text) }),
      { minLength: 1, maxLength: 3 },
    ),
  },
  'hierarchy',
  'roads',
  'status',
);
