// Totals of all layers as verify recomputes them: of the undivided accounts, and as sums of the layers.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import type { LayeredInput } from '../../../../src/evaluate/verify/layers/input.ts';
import { checkPromises, checkSums, checkTotals } from '../../../../src/evaluate/verify/layers/totals.ts';

type Json = Readonly<Record<string, unknown>>;
type Any = { [key: string]: Any };

/** The same JSON with another value at a path; undefined takes the key away. */
function but(json: Json, path: string, value: unknown): Json {
  const copy = structuredClone(json) as Any;
  const keys = path.split('.');
  const last = keys.pop() as string;
  let here = copy;
  for (const key of keys) here = here[key] as Any;
  here[last] = value as Any;
  return copy;
}

describe('amounts', () => {
  // the third account is rejected, the fourth stands in the table as a spreadsheet must have it
  const numbers: Readonly<Record<string, readonly number[]>> = {
    ...{ revenue: [100, Number.NaN, 900, 50], potential: [200, 50, 900, 250] },
    ...{ solicitations: [10, 20, 90, 0], responses: [5, Number.NaN, 90, 1] },
    ...{ leads: [4, 4, 90, 2], opportunities: [1, 3, 90, 1] },
    ...{ visits_per_year: [10, 20, 90, 30], conversion_days: [30, Number.NaN, 90, 60] },
    nps: [9, 7, 0, 6],
  };
  const commercial = {
    ...{ revenue: 150, potential: 500, penetration: 0.3 },
    // 6 of 10, 5 of 10
    ...{
      solicitations: 30,
      responses: 6,
      response_rate: 0.6,
      leads: 10,
      opportunities: 5,
      conversion_rate: 0.5,
    },
    // +100, 0, −100
    ...{ conversion_days: 45, nps: 0 },
  };
  const kpis = { plan: { accounts: 3, visits: { asked: 60 }, commercial } };
  const sums = ['revenue', 'potential', 'solicitations', 'responses', 'leads', 'opportunities'] as const;
  /** a layer that has so many parts of all */
  const layer = (part: number) => ({
    kpis: {
      plan: {
        visits: { asked: 60 * part },
        commercial: Object.fromEntries(sums.map(key => [key, commercial[key] * part])),
      },
    },
  });

  function wrong(
    said: Json,
    layers: readonly object[] = [layer(0.25), layer(0.75)],
    changed: Json = {},
  ): readonly string[] {
    const check = newCheck('totals');
    const own = Object.entries({ ...numbers, ...changed } as Record<string, readonly number[]>);
    const id = ['a1', 'a2', 'a3', '=a4'];
    const input = {
      accounts: {
        ...{ id, count: 4, segment: ['', '', '', ''] },
        rows: { header: ['name', 'id'], cells: (a: number) => ['x', id[a]] },
        numbers: new Map(
          own.filter(([, values]) => values).map(([name, values]) => [name, Float64Array.from(values)]),
        ),
      },
      tables: {
        accounts: {
          rows: [
            ['x', 'a1'],
            ['x', ' a2 '],
            ['x', "'=a4"],
          ],
        },
      },
      plan: {
        settings: {
          ...{ visitsBySegment: {}, visitMinutesBySegment: {}, visitsByPotential: [] },
          ...{ defaultVisitsPerYear: 1, defaultVisitMinutes: 60 },
        },
      },
      ...{ kpis: said, layers },
    } as unknown as LayeredInput;
    checkTotals(input, check);
    return check.result().problems;
  }

  it('are those of the accounts that are listed, each once', () => {
    expect(wrong(kpis)).toEqual([]);
    expect(wrong(but(kpis, 'plan.accounts', 4))).toEqual(['kpis.json counts 4 accounts, there are 3']);
    expect(wrong(but(kpis, 'plan.visits.asked', 61))).toEqual([
      'kpis.json: visits is 61, the accounts have 60',
    ]);
    // what is over potential is that which kpis.json says
    expect(wrong(but(kpis, 'plan.commercial.revenue', 151))).toEqual([
      'kpis.json: revenue is 151, the accounts have 150',
      'kpis.json: penetration is 0.3, recomputed 0.302',
    ]);
    for (const key of ['solicitations', 'responses', 'leads', 'opportunities'] as const)
      expect(wrong(but(kpis, `plan.commercial.${key}`, 99))).toEqual([
        `kpis.json: ${key} is 99, the accounts have ${commercial[key]}`,
      ]);
    // a millionth of it may be lost in rounding
    expect(wrong(but(kpis, 'plan.visits.asked', 60 + 5.9e-5))).toEqual([]);
    expect(wrong(but(kpis, 'plan.visits.asked', 60 + 6.1e-5))).toHaveLength(1);
  });

  it('are the sums of the layers', () => {
    expect(wrong(kpis, [layer(0.25), layer(0.5)])[0]).toBe(
      'revenue: the layers add up to 112.5, the accounts to 150',
    );
    expect(wrong(kpis, [layer(0.25), layer(0.5)])).toHaveLength(7);
    const silent = { kpis: but(layer(0.75).kpis, 'plan.commercial.leads', null) };
    expect(wrong(kpis, [layer(0.25), silent])).toEqual([
      'leads: the layers add up to n/a, the accounts to 10',
    ]);
  });

  it('are ratios of the accounts that have both figures', () => {
    for (const [key, value] of [
      ['response_rate', 0.6],
      ['conversion_rate', 0.5],
      ['conversion_days', 45],
      ['nps', 0],
    ] as const)
      expect(wrong(but(kpis, `plan.commercial.${key}`, 0.25))).toEqual([
        `kpis.json: ${key} is 0.25, recomputed ${value}`,
      ]);
    // nobody was asked
    const unasked = { solicitations: [0, 0, 0, 0], responses: [0, 0, 0, 0] };
    const none = { solicitations: 0, responses: 0, response_rate: null };
    const of = (part: number) => ({
      kpis: {
        plan: { visits: { asked: 60 * part }, commercial: { ...layer(part).kpis.plan.commercial, ...none } },
      },
    });
    const unaskedKpis = { plan: { ...kpis.plan, commercial: { ...commercial, ...none } } };
    expect(wrong(unaskedKpis, [of(0.25), of(0.75)], unasked)).toEqual([]);
    // nothing to earn
    const poor = { potential: 0, penetration: null };
    const poorLayer = { kpis: but(layer(1).kpis, 'plan.commercial.potential', 0) };
    expect(
      wrong({ plan: { ...kpis.plan, commercial: { ...commercial, ...poor } } }, [poorLayer], {
        potential: [0, 0, 9, 0],
      }),
    ).toEqual([]);
  });

  it('have answers to the NPS question counted one each, and scores by their visits', () => {
    const nps = (values: readonly number[], said: number | null) =>
      wrong(but(kpis, 'plan.commercial.nps', said), undefined, { nps: values });
    const nan = Number.NaN;
    // promoters from 9, detractors to 6, of those who answered
    expect(nps([10, 9, 0, 8], 66.66666667)).toEqual([]);
    expect(nps([6, nan, 0, 7], -50)).toEqual([]);
    expect(nps([8.9, 7, 0, 6.1], 0)).toEqual([]);
    expect(nps([0, 10, 0, nan], 0)).toEqual([]);
    // (10 × 20 + 20 × 50 + 30 × −10) / 60
    expect(nps([20, 50, 0, -10], 15)).toEqual([]);
    // of an account that is not listed, too, a figure tells what the column is; (10 × 9 + 20 × 6) / 30
    expect(nps([9, 6, 11, nan], 7)).toEqual([]);
    expect(nps([9, 6, -1, nan], 7)).toEqual([]);
    expect(nps([nan, nan, 0, nan], null)).toEqual([]);
    expect(nps([9, 7, 0, 6], null)).toEqual(['kpis.json: nps is n/a, recomputed 0']);
  });
});

describe('figures', () => {
  /** a layer's figures, all times the same factor; what is a ratio stays */
  const state = (x: number) => ({
    ...{ zones: x, accounts: 4 * x },
    travel: {
      ...{ hours: 2 * x, approach_hours: 3 * x, local_hours: 4 * x, kg_co2: 5 * x },
      ...{ km: 6 * x, approach_km: 7 * x, local_km: 8 * x, mean_minutes: 30 },
    },
    workload: {
      hours: 10 * x,
      visit_hours: 11 * x,
      travel_hours: 12 * x,
      capacity_hours: 20 * x,
      fte_use: 0.5,
    },
    cost: { total: 16 * x, hours_cost: 13 * x, km_cost: 14 * x, per_visit: 2, per_account: 4 },
    overlap: { zones: 15 * x, towns: 17 * x },
    contiguity: { sectors: 18 * x, extra_pieces: 19 * x, bridges: 21 * x },
    visits: { asked: 8 * x, possible: 4 * x, ratio: 0.5, per_account: 2 },
    together: {},
  });
  const plan = (x: number) => ({
    ...state(x),
    objective: {
      ...{ unit: 'h/year', value: 100 * x, lower_bound: 80 * x, gap: 0.2 },
      bounds: { plain: 70 * x, contiguous: 80 * x },
    },
    disruption: { zones: x, accounts: 2 * x, potential: 3 * x, revenue: 4 * x, departed_accounts: 5 * x },
  });
  const layer = (name: string, x: number, overlay = false) => ({
    rule: { name, overlay },
    kpis: { plan: plan(x), before: state(x), sectors: [{ sector_id: name, value: x }] } as Json,
  });
  const layers = [layer('field', 1), layer('phone', 10)];
  const kpis: Json = {
    ...{ schema: 'sectorize-kpis/1', plan: plan(11), before: state(11) },
    layers: { phone: plan(10), field: plan(1) },
    sectors: [
      { value: 1, sector_id: 'field' },
      { sector_id: 'phone', value: 10 },
    ],
  };

  function wrong(said: Json, own: readonly object[] = layers): readonly string[] {
    const check = newCheck('sums');
    checkSums({ kpis: said, layers: own } as unknown as LayeredInput, check);
    return check.result().problems;
  }
  /** the second layer says something else, and all layers say that of it */
  const changed = (path: string, value: unknown) => {
    const phone = { ...layers[1], kpis: but(layers[1]?.kpis as Json, path, value) };
    return [layers[0], phone] as const;
  };
  const told = (path: string, value: unknown, all: readonly (readonly [path: string, value: unknown])[]) => {
    const own = changed(path, value);
    const said = all.reduce(
      (json, [where, what]) => but(json, where, what),
      but(kpis, 'layers.phone', own[1].kpis.plan),
    );
    return wrong(said, own as readonly object[]);
  };

  it('are sums, and ratios of sums', () => {
    expect(wrong(kpis)).toEqual([]);
    for (const path of [
      ...[
        'zones',
        'travel.approach_hours',
        'travel.hours',
        'travel.local_hours',
        'travel.km',
        'travel.approach_km',
      ],
      ...[
        'travel.local_km',
        'travel.kg_co2',
        'workload.visit_hours',
        'workload.travel_hours',
        'cost.hours_cost',
      ],
      ...['cost.km_cost', 'overlap.zones', 'overlap.towns', 'contiguity.sectors', 'contiguity.extra_pieces'],
      'contiguity.bridges',
    ]) {
      for (const when of ['plan', 'before'])
        expect(wrong(but(kpis, `${when}.${path}`, 5)), path).toEqual([
          expect.stringMatching(new RegExp(`^kpis.json ${when}: ${path} is 5, the layers add up to \\d+$`)),
        ]);
    }
    for (const [path, value] of [
      ...([
        ['workload.fte_use', 0.5],
        ['cost.per_visit', 2],
        ['cost.per_account', 4],
      ] as const),
      ...([
        ['visits.per_account', 2],
        ['visits.ratio', 0.5],
      ] as const),
    ])
      expect(wrong(but(kpis, `before.${path}`, 0.75)), path).toEqual([
        `kpis.json before: ${path} is 0.75, recomputed ${value}`,
      ]);
    expect(wrong(but(kpis, 'plan.cost.total', 88))).toEqual([
      'kpis.json plan: cost.total is 88, the layers add up to 176',
      'kpis.json plan: cost.per_visit is 2, recomputed 1',
      'kpis.json plan: cost.per_account is 4, recomputed 2',
    ]);
    expect(wrong(but(kpis, 'schema', 'sectorize-kpis/2'))).toEqual([
      'kpis.json is not of schema sectorize-kpis/1',
    ]);
  });

  it('differ by no more than a millionth, however small', () => {
    const off = (value: number) => wrong(but(kpis, 'plan.contiguity.bridges', value)).length;
    expect([off(231 + 2.2e-4), off(231 - 2.2e-4), off(231 + 2.4e-4), off(231 - 2.4e-4)]).toEqual([
      0, 0, 1, 1,
    ]);
    const small = (value: number) =>
      told('plan.zones', 0, [['plan.zones', 1 + value]]).length -
      told('plan.zones', 0, [['plan.zones', 1]]).length;
    expect([small(0.9e-6), small(1.1e-6)]).toEqual([0, 1]);
    // what a layer does not know is not known of all
    expect(told('plan.travel.kg_co2', null, [['plan.travel.kg_co2', null]])).toEqual([]);
    expect(told('plan.travel.kg_co2', null, [])).toEqual([
      'kpis.json plan: travel.kg_co2 is 55, the layers add up to n/a',
    ]);
  });

  it('weigh minutes of travel by visits, in the layers that have any', () => {
    // (8 × 30 + 80 × 63) / 88
    expect(told('plan.travel.mean_minutes', 63, [['plan.travel.mean_minutes', 60]])).toEqual([]);
    expect(told('plan.travel.mean_minutes', 63, [])).toEqual([
      'kpis.json plan: travel.mean_minutes is 30, recomputed 60',
    ]);
    expect(told('plan.travel.mean_minutes', null, [])).toEqual([]);
    expect(told('plan.travel.mean_minutes', null, [['plan.travel.mean_minutes', null]])).toHaveLength(1);
  });

  it('of before are there when every layer has them', () => {
    expect(told('before', null, [['before', null]])).toEqual([]);
    expect(told('before', null, [])).toEqual(['kpis.json has figures of before that a layer does not have']);
  });

  it('of areas kept together stand under the names of the layers', () => {
    expect(
      told('plan.together', { city: { b: 1, a: 2 } }, [['plan.together', { 'phone/city': { a: 2, b: 1 } }]]),
    ).toEqual([]);
    for (const said of [{}, { city: { b: 1, a: 2 } }, { 'phone/city': { a: 1, b: 2 } }])
      expect(told('plan.together', { city: { b: 1, a: 2 } }, [['plan.together', said]])).toEqual([
        'kpis.json plan: together is not what the layers say of themselves',
      ]);
  });

  it('of each layer are there as it says them', () => {
    expect(wrong(but(kpis, 'layers.phone', plan(9)))).toEqual([
      'kpis.json: layers.phone is not what that layer says of itself',
    ]);
    expect(wrong(but(kpis, 'layers.field', undefined))).toEqual([
      'kpis.json: layers.field is not what that layer says of itself',
    ]);
    const other = 'kpis.json: sectors are not those of the layers';
    const [first, second] = kpis.sectors as readonly [Json, Json];
    expect(wrong(but(kpis, 'sectors', [second, first]))).toEqual([other]);
    expect(wrong(but(kpis, 'sectors', [first]))).toEqual([other]);
  });

  describe('of the objective', () => {
    it('add up where all have one unit', () => {
      for (const [path, sum] of [
        ['value', 1100],
        ['lower_bound', 880],
        ['bounds.plain', 770],
        ['bounds.contiguous', 880],
      ] as const)
        expect(wrong(but(kpis, `plan.objective.${path}`, 1)), path).toEqual([
          `kpis.json: objective.${path} is 1, the layers add up to ${sum}`,
        ]);
      expect(told('plan.objective.unit', 'km²', [['plan.objective', null]])).toEqual([]);
      expect(told('plan.objective.unit', 'km²', [])).toEqual([
        'kpis.json: an objective over layers whose objectives have different units',
      ]);
    });

    it('have a gap where every layer has one', () => {
      expect(wrong(but(kpis, 'plan.objective.gap', 0.1))).toEqual(['kpis.json: gap is 0.1, recomputed 0.2']);
      expect(told('plan.objective.gap', null, [['plan.objective.gap', null]])).toEqual([]);
      expect(told('plan.objective.gap', null, [])).toEqual(['kpis.json: gap is 0.2, recomputed n/a']);
    });
  });

  describe('of what changes hands', () => {
    it('are of accounts in base layers, and of zones and amounts in all', () => {
      const key = layer('key', 100, true);
      const own = [...layers, key];
      const said = (accounts: number, departed: number) =>
        [
          // only the first twenty problems are told: there are to be no others
          ['plan', plan(111)],
          ['before', state(111)],
          [
            'plan.disruption',
            { zones: 111, accounts, potential: 333, revenue: 444, departed_accounts: departed },
          ],
          ['layers.key', key.kpis.plan],
        ].reduce<Json>((json, [path, value]) => but(json, path as string, value), kpis);
      const moves = (json: Json) => wrong(json, own).filter(problem => /disruption/.test(problem));
      expect(moves(said(22, 55))).toEqual([]);
      expect(moves(said(222, 555))).toEqual([
        'kpis.json: disruption.accounts is 222, the layers have 22',
        'kpis.json: disruption.departed_accounts is 555, the layers have 55',
      ]);
      for (const [name, sum] of Object.entries({ zones: 111, potential: 333, revenue: 444 }))
        expect(moves(but(said(22, 55), `plan.disruption.${name}`, 1))).toEqual([
          `kpis.json: disruption.${name} is 1, the layers have ${sum}`,
        ]);
    });

    it('are of the layers that somebody serves today', () => {
      const half = { ...plan(1).disruption };
      expect(told('plan.disruption', null, [['plan.disruption', half]])).toEqual([]);
      expect(told('plan.disruption', null, [['plan.disruption', null]])).toHaveLength(5);
      const none = layers.map(own => ({ ...own, kpis: but(own.kpis, 'plan.disruption', null) }));
      const said = none.reduce<Json>(
        (json, { rule, kpis: own }) => but(json, `layers.${rule.name}`, own.plan),
        kpis,
      );
      expect(wrong(but(said, 'plan.disruption', null), none)).toEqual([]);
      expect(wrong(said, none)).toEqual(['kpis.json has a disruption that no layer has']);
    });
  });
});

describe('promises', () => {
  const promise = (name: string, kept = true, detail = 'd') => ({ name, kept, detail });
  const layers = ['field', 'key'].map(name => ({
    rule: { name },
    kpis: { promises: [promise('balance'), promise('locks', false)] },
  }));
  const all = [
    ...[promise('once'), promise('totals'), promise('field/balance'), promise('field/locks', false)],
    ...[promise('key/balance'), promise('key/locks', false)],
  ];
  function wrong(
    promises: readonly object[],
    truths: Readonly<Record<string, boolean>> = { once: true, totals: true },
  ) {
    const check = newCheck('promises');
    const input = { kpis: { promises }, layers } as unknown as LayeredInput;
    checkPromises(input, new Map(Object.entries(truths)), check);
    const { problems, lies, broken } = check.result();
    return [...problems, `${lies} lies, ${broken} broken`];
  }
  const replaced = (at: number, by: object) => all.map((entry, p) => (p === at ? by : entry));

  it('are those of each layer, as it says them', () => {
    expect(wrong(all)).toEqual(['0 lies, 0 broken']);
    for (const other of [promise('key/locks', true), promise('key/locks', false, 'other')])
      expect(wrong(replaced(5, other))).toEqual([
        ...['kpis.json: promise key/locks is not what layer key says', '1 lies, 0 broken'],
      ]);
    expect(wrong(all.slice(0, -1))).toEqual([
      ...['kpis.json: promise key/locks is not what layer key says', 'kpis.json has 5 promises, there are 6'],
      '2 lies, 0 broken',
    ]);
    expect(wrong([...all, promise('more')])).toEqual([
      'kpis.json has 7 promises, there are 6',
      '1 lies, 0 broken',
    ]);
  });

  it('of all layers are kept when they are true, and broken is broken', () => {
    expect(wrong(replaced(0, promise('once', false)))).toEqual([
      ...['kpis.json: promise once is said to be broken', '1 lies, 0 broken'],
    ]);
    const truths = { once: false, totals: true };
    expect(wrong(all, truths)).toEqual([
      ...['kpis.json: promise once is said to be kept', 'promise once is not kept', '1 lies, 1 broken'],
    ]);
    expect(wrong(replaced(0, promise('once', false)), truths)).toEqual([
      'promise once is not kept',
      '0 lies, 1 broken',
    ]);
    expect(wrong(all.slice(1))).toEqual([
      ...[
        'kpis.json has 5 promises, there are 6',
        'kpis.json: promise once is said to be broken',
        '2 lies, 0 broken',
      ],
    ]);
  });
});
