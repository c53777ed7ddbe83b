// The JSON Schema of sectorize.yaml and its reader say the same of a configuration, as far as JSON Schema can say. The
// oracle is ajv; configurations are made of parts that are right, and of parts that are wrong in one place.

import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../src/io/config.ts';
import { configurationSchema } from '../../src/io/config-shape.ts';
import { IssueLog } from '../../src/io/issues.ts';

// the name of several types at once (`string`, `null`) is what editors read best
const valid = new Ajv({
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
}).compile(configurationSchema());

function readable(configuration: object): boolean {
  const log = new IssueLog();
  parseConfig(stringify(configuration), 'sectorize.yaml', log);
  return log.count('error') === 0;
}

const share = fc.constantFrom<unknown>('10%', '0,5', 0.25, '5 %', '0.1', '99%', '00,5%');
const noShare = fc.constantFrom<unknown>('10', 10, -1, 'ten', '150 %', true, [], {});
const text = fc.constantFrom<unknown>('a', ' b.csv ', 'é|;', 3, '-', '#', 'no: way', '"', '__proto__');
const noText = fc.constantFrom<unknown>('', '  ', true, [], {});
const whole = fc.constantFrom<unknown>(1, 7, '12', '1 000');
const noWhole = fc.constantFrom<unknown>(1.5, -1, 'many', true, [], { a: 1 });
const yes = fc.constantFrom<unknown>('yes', 'no', true, false);
const noYes = fc.constantFrom<unknown>('oui', 1, 0, 'YES', [], {});
const word = (...words: string[]) => fc.constantFrom<unknown>(...words);
const noWord = fc.constantFrom<unknown>('quick', 'Normal', 3, true, [], {});

const measures = fc.oneof(
  fc.dictionary(fc.constantFrom('potential', 'sites', 'CA 2026'), fc.oneof(share, fc.constant(null))),
  fc.array(fc.constantFrom<unknown>('potential=10%', 'workload', 'a = b = 5%', 7), { maxLength: 3 }),
);
const noMeasures = fc.constantFrom<unknown>(
  { potential: 15 },
  { potential: '100%' },
  { potential: '0%' },
  ['potential=15'],
  ['=10%'],
  [''],
  'potential',
  [null],
);
const together = fc.dictionary(
  fc.constantFrom('department', 'region'),
  fc.oneof(
    fc.constantFrom<unknown>('whole', 12, '12,5'),
    fc.record({ price: fc.constantFrom('whole', 3), except: fc.array(text) }, { requiredKeys: [] }),
  ),
);
const noTogether = fc.constantFrom<unknown>(
  { department: 'entier' },
  { department: -1 },
  { department: { cost: 1 } },
  { department: [] },
  { department: null },
  { department: { except: '75' } },
  ['department'],
);
const budget = fc.record(
  {
    name: text,
    team: fc.constantFrom<unknown>('all', ['R1', 2], { kind: 'partner' }, { seniority: 'junior' }, null),
    resource: word('hours', 'km', 'cost', 'travel_hours'),
    at_most: fc.constantFrom<unknown>(1, 0.5, '90 000'),
    price: fc.constantFrom<unknown>(0, 0.02, null),
  },
  { requiredKeys: ['resource', 'at_most'] },
);
const noBudgets = fc.constantFrom<unknown>(
  [{ resource: 'km' }],
  [{ at_most: 3 }],
  [{ resource: 'km', at_most: 0 }],
  [{ resource: 'km', at_most: 1, team: { kind: 'a', seniority: 'b' } }],
  [{ resource: 'km', at_most: 1, team: { kind: null } }],
  [{ resource: 'km', at_most: 1, team: 'R1' }],
  [{ resource: 'litres', at_most: 1 }],
  [null],
  {},
);
const layer = fc.record(
  {
    where: fc.dictionary(
      fc.constantFrom('segment', 'size'),
      fc.oneof(text, yes, fc.array(text, { minLength: 1 })),
    ),
    travel: word('usual', 'none'),
    measures,
    keep_together: together,
    max_zones: whole,
    objective: word('travel', 'compactness'),
    centers: word('bases', 'free'),
  },
  { requiredKeys: [] },
);
const layers = fc.tuple(layer, layer, share).map(([a, b, part]) => [
  { ...a, name: 'key', overlay: 'yes', revenue_share: part },
  { ...b, name: 'rest' },
]);
const noLayers = fc.constantFrom<unknown>(
  [],
  {},
  [{}],
  [{ name: null }],
  [{ name: 'a/b' }],
  [{ name: 'a', overlay: 'yes' }, { name: 'b' }],
  [{ name: 'a', overlay: 'yes', revenue_share: '40%' }],
  [{ name: 'a', revenue_share: '40%' }],
  [{ name: 'a', overlay: true, revenue_share: '140%' }, { name: 'b' }],
  [{ name: 'a', where: { segment: [] } }],
  [{ name: 'a', where: { segment: null } }],
);

/** key → what is right, and what is wrong in a way that JSON Schema can say */
const KEYS: Record<string, readonly [fc.Arbitrary<unknown>, fc.Arbitrary<unknown>]> = {
  ...Object.fromEntries(
    ['accounts', 'reps', 'zones', 'aliases', 'barriers', 'overrides', 'out', 'layer'].map(key => [
      key,
      [text, noText],
    ]),
  ),
  ...Object.fromEntries(
    ['min_zones', 'max_zones', 'min_accounts', 'max_accounts', 'seed'].map(key => [key, [whole, noWhole]]),
  ),
  ...Object.fromEntries(['bom', 'xlsx', 'exact'].map(key => [key, [yes, noYes]])),
  local_factor: [fc.constantFrom<unknown>(1, '2,5', 0), fc.constantFrom<unknown>(-1, 5000, 'many')],
  visits_per_tour: [fc.constantFrom<unknown>(1, '12', 4.5), fc.constantFrom<unknown>(0, 200, 'many')],
  map: [fc.dictionary(fc.constantFrom('potential', 'zones.id'), text), fc.constantFrom({ a: null }, [], 'a')],
  profile: [word('default', 'crm', 'excel-fr', 'excel-en'), noWord],
  delimiter: [word(',', 'comma', 'Semicolon', '|', ' tab '), noWord],
  decimal: [word('.', 'COMMA', 'point'), noWord],
  lang: [word('fr', 'en'), noWord],
  country: [word('FR', 'de', ' us '), fc.constantFrom<unknown>('France', '', 33)],
  objective: [word('travel', 'compactness'), noWord],
  centers: [word('bases', 'incumbent', 'free'), noWord],
  effort: [word('fast', 'normal', 'thorough'), noWord],
  groups: [word('free', 'one-rep'), noWord],
  default_vehicle: [text, noText],
  vehicles: [
    fc.dictionary(
      fc.constantFrom('diesel', 'électrique', 'Kangoo GNV', '__proto__'),
      fc.record(
        {
          g_co2_per_km: fc.constantFrom<unknown>(20, '19,8', 0),
          cost_per_km: fc.constantFrom<unknown>(0.25, '0,4'),
        },
        { requiredKeys: ['g_co2_per_km'] },
      ),
    ),
    fc.constantFrom<unknown>(
      { diesel: {} },
      { diesel: { g_co2_per_km: -1 } },
      { diesel: { co2: 1 } },
      { diesel: 20 },
      [],
    ),
  ],
  from: [
    fc.oneof(text, fc.array(text, { maxLength: 3 })),
    fc.constantFrom<unknown>({ a: 'b' }, true, [['a']]),
  ],
  roads: [
    fc.constantFrom<unknown>(
      { matrix: 'times.csv' },
      { osrm: 'http://localhost:5000', cache: 'kept', timeout_seconds: 60, max_snap_km: '0,5', batch: '50' },
      { valhalla: 'https://host/valhalla', profile: 'truck', osrm: null },
    ),
    fc.constantFrom<unknown>(
      'times.csv',
      {},
      { profile: 'car' },
      { matrix: 'a.csv', osrm: 'http://host' },
      { matrix: 'a.csv', batch: 50 },
      { osrm: 'localhost:5000' },
      { osrm: 'http://host', batch: 1 },
      { osrm: 'http://host', cash: 'kept' },
    ),
  ],
  tours: [
    fc.record(
      {
        period: word('week', 'month', 'quarter', 'year'),
        start: word('2027-01-04', '04/01/2027'),
        weekdays: fc.constantFrom<unknown>('mon-fri', 'lun,mar', 'lundi au jeudi', '1-5', 3),
        holidays: yes,
        days_off: fc.constantFrom<unknown>([], ['2027-05-07']),
        day_start: word('08:30', '9h'),
        day_length: fc.constantFrom<unknown>(8, '7h30', '480 min'),
        driving: fc.constantFrom<unknown>('4h30', '4,5', 5),
        lunch: fc.constantFrom<unknown>('none', false, 45, '60 12:00-14:00'),
        nights: fc.constantFrom<unknown>(0, 2),
        night_price: fc.constantFrom<unknown>(110, '90 min', '99,50'),
        visits_per_day: fc.constantFrom<unknown>(6, '8'),
        spacing: share,
        seed: whole,
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom<unknown>(
      [],
      { period: 'day' },
      { start: 'soon' },
      { day_start: 'morning' },
      { day_length: 'long' },
      { night_price: 'cheap' },
      { nights: 9 },
      { visits_per_day: 0 },
      { spacing: 10 },
      { lunch: [] },
      { days_off: '2027-05-07' },
    ),
  ],
  hand_over: [
    fc.record(
      {
        hours: fc.constantFrom<unknown>(0, 1.5, '2'),
        hours_per_1000_revenue: fc.constantFrom<unknown>(0.05, '0,2'),
        by_years_held: fc.constant([
          { years: 0, factor: 0.5 },
          { years: 3, factor: 2 },
        ]),
        as_of: fc.constantFrom('2027-07-01', '01/07/2027', '2027-07'),
      },
      { requiredKeys: ['as_of'] },
    ),
    fc.constantFrom<unknown>(
      'much',
      [],
      { hours: -1 },
      { as_of: 'soon' },
      { by_years_held: [{ years: 1, factor: 2 }] },
      { as_of: '2027-07-01', by_years_held: [{ years: 1 }] },
    ),
  ],
  sweep: [
    fc.constantFrom<unknown>(
      {
        grid: {
          tolerance: ['5%', { potential: '8%' }],
          stickiness: [0, '1,5'],
          keep_together: ['none', { department: 'whole' }],
        },
      },
      {
        grid: {
          max_moved: ['5%:revenue', 'none'],
          headcount: [-1, 0, 1],
          without: ['none', 'R03', ['R03', 'R07']],
        },
      },
      {
        scenarios: [
          { name: 'loose', tolerance: '15%' },
          { name: 'more', add: { postal_code: 35000, fte: '50%' } },
        ],
      },
    ),
    fc.constantFrom<unknown>(
      'all',
      [],
      { grid: { tolerance: [] } },
      { grid: { weather: ['wet'] } },
      { grid: { headcount: [1.5] } },
      { scenarios: [{ tolerance: '5%' }] },
      { scenarios: [{ name: 'a', add: { fte: 1 } }] },
      { scenarios: { name: 'a' } },
    ),
  ],
  gates: [
    fc.constantFrom<unknown>(
      { imbalance: '10%' },
      { imbalance: { potential: '10%', workload: 0.2 }, gap: '5%' },
      { disruption: { revenue: '10%' }, coverage: '95%', extra_pieces: 0 },
      { worse: { travel_hours: '2%' } },
    ),
    fc.constantFrom<unknown>(
      {},
      'strict',
      { imbalance: 'low' },
      { worse: { weather: '2%' } },
      { extra_pieces: -1 },
    ),
  ],
  measures: [measures, noMeasures],
  max_moved: [
    fc.constantFrom<unknown>('5%', '5%:accounts', 0.1, 'none', '0,1 : revenue', '150%'),
    fc.constantFrom<unknown>('5', '5%:zones', 5, '5%:revenue:accounts', [], true),
  ],
  keep_together: [together, noTogether],
  budgets: [fc.array(budget, { maxLength: 3 }), noBudgets],
  hierarchy: [
    fc.record(
      {
        order: word('bottom-up', 'top-down'),
        levels: fc.array(fc.record({ name: text, count: whole, measures }, { requiredKeys: ['name'] }), {
          minLength: 1,
        }),
      },
      { requiredKeys: ['levels'] },
    ),
    fc.constantFrom<unknown>({}, { levels: [] }, { levels: null }, { levels: [{ naem: 'area' }] }, []),
  ],
  travel: [
    fc.record(
      {
        circuity: fc.constantFrom<unknown>(1.2, '1,25'),
        access_minutes: fc.constantFrom<unknown>(0, 5),
        speeds: fc.constant([{ up_to_km: 9, km_per_hour: 40 }, { km_per_hour: 90 }]),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom<unknown>({ circuity: 9 }, { speeds: [] }, { speeds: [{ up_to_km: 3 }] }, { sped: 1 }, 7),
  ],
  spread_share: [share, fc.constantFrom<unknown>(2, '2', 'a', [])],
  stickiness: [fc.constantFrom<unknown>(0, 2.5, '2,5'), fc.constantFrom<unknown>(-1, 'much', [])],
  visits_by_segment: [
    fc.dictionary(fc.constantFrom('A', 'santé'), whole),
    fc.constantFrom<unknown>({ A: -1 }, { A: null }, [], { A: 'often' }),
  ],
  productivity_by_segment: [
    fc.dictionary(
      fc.constantFrom('junior'),
      fc.dictionary(fc.constantFrom('A'), fc.constantFrom<unknown>(0.01, 0.7, 5, '1%', '70%', '0,8', '1.2')),
    ),
    fc.constantFrom<unknown>({ junior: 3 }, { junior: { A: 0.009 } }, { junior: { A: 70 } }),
  ],
  potential: [
    fc.constantFrom<unknown>('0.6 * a + 400 * [Nb sites]', 'max(a, b)', 'if(a > 0, b, c)'),
    fc.constantFrom<unknown>(5, '1 + 2', '', [], {}, true),
  ],
  cadence_by_segment: [
    fc.dictionary(
      fc.constantFrom('B', 'retail'),
      fc.constantFrom<unknown>(
        'monthly',
        'Quarterly',
        'every 6 weeks',
        ' every 10 days',
        'hebdomadaire',
        'toutes les 2 semaines',
      ),
    ),
    fc.constantFrom<unknown>({ A: 12 }, { A: 'often' }, { A: null }, { A: 'every 0 weeks' }, [], 'monthly'),
  ],
  quota: [
    fc.constantFrom<unknown>(
      { total: 12e6, by: { potential: '60%', revenue: 0.4 } },
      { total: '12 000 000' },
      { total: 5, by: { revenue: 1, potential: null } },
    ),
    fc.constantFrom<unknown>({}, { total: null }, { total: 0 }, { total: 5, by: { leads: 1 } }, 12e6, []),
  ],
  period: [
    fc.constantFrom<unknown>({ from: '2027-01' }, { from: '04/2027', months: 18 }),
    fc.constantFrom<unknown>(
      {},
      { months: 3 },
      { from: '2027-13' },
      { from: null },
      { from: 2027 },
      '2027-01',
    ),
  ],
  ramp_up: [
    fc.array(share, { maxLength: 3 }),
    fc.oneof(fc.constantFrom<unknown>('10%', 3, {}), fc.array(noShare, { minLength: 1 })),
  ],
  visits_by_potential: [
    fc.array(fc.record({ min: whole, visits: whole }), { maxLength: 3 }),
    fc.constantFrom<unknown>([{ min: 1 }], [{ visits: 1 }], [{ min: -1, visits: 1 }], {}, [3]),
  ],
};

const right = fc.record(Object.fromEntries(Object.entries(KEYS).map(([key, [good]]) => [key, good])), {
  requiredKeys: [],
});

describe('the schema of sectorize.yaml', () => {
  it('takes what the reader takes', () => {
    fc.assert(
      fc.property(right, layers, fc.boolean(), ({ layer: only, ...rest }, several, withLayers) => {
        const configuration = withLayers
          ? { ...rest, layers: several }
          : { ...rest, ...(only ? { layer: only } : {}) };
        expect(valid(configuration), JSON.stringify(valid.errors)).toBe(true);
        expect(readable(configuration)).toBe(true);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it('refuses what the reader refuses, wherever the one mistake is', () => {
    const wrongs = {
      ...Object.fromEntries(Object.entries(KEYS).map(([key, [, bad]]) => [key, bad])),
      layers: noLayers,
    };
    for (const [key, bad] of Object.entries(wrongs)) {
      for (const value of fc.sample(bad, { numRuns: 40, seed: 6 })) {
        const configuration = { [key]: value };
        expect({ configuration, schema: valid(configuration), reader: readable(configuration) }).toEqual({
          configuration,
          schema: false,
          reader: false,
        });
      }
    }
  });

  it.each<readonly [object | null, boolean]>([
    [{}, true],
    [{ lang: null, travel: null, measures: null, layers: null, accounts: null, effort: null }, true],
    [{ layer: 'a', layers: [{ name: 'a' }] }, false],
    [{ layer: null, layers: [{ name: 'a' }] }, true],
    [{ acounts: 'a.csv' }, false],
    [{ constructor: 1 }, false],
    [[] as object, false],
  ])('and the reader agree on %j', (configuration, good) => {
    expect({ schema: valid(configuration), reader: readable(configuration as object) }).toEqual({
      schema: good,
      reader: good,
    });
  });

  it('has a sentence for every key, and the values of lists to choose from', () => {
    const silent: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, additionalProperties } = schema as Record<
        string,
        Record<string, { description?: string }>
      >;
      // conditions (`needs`) have properties too; records are closed
      if (properties && (additionalProperties as unknown) === false) {
        for (const [key, of] of Object.entries(properties))
          if (!/[.)]$/.test(of.description ?? '')) silent.push(`${path}.${key}`);
      }
      for (const [key, value] of Object.entries(schema)) walk(value, `${path}/${key}`);
    };
    walk(configurationSchema(), '');
    expect(silent).toEqual([]);
    const { properties } = configurationSchema() as { properties: Record<string, object> };
    expect(JSON.stringify(properties.effort)).toContain('["fast","normal","thorough"]');
    // every key of the file is tried above
    expect(Object.keys(properties).filter(key => !(key in KEYS) && key !== 'layers')).toEqual([
      ...['white_space_visits', 'default_visits_per_year', 'default_visit_minutes', 'sla_minutes_by_segment'],
      ...['visit_minutes_by_segment', 'default_hours_per_year'],
    ]);
  });

  it('comes with the package', async () => {
    const { createRequire } = await import('node:module');
    const published = createRequire(import.meta.url)('sectorize/sectorize.schema.json');
    expect(published).toEqual(JSON.parse(JSON.stringify(configurationSchema())));
  });
});
