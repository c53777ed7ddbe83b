import { expect, test } from 'vitest';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import type { ShadowPrice } from '../../src/evaluate/kpis-types.ts';
import type { PlanContext } from '../../src/model/context.ts';
import type { Lang } from '../../src/report/format.ts';
import { HIERARCHY_WORDS } from '../../src/report/hierarchy-words.ts';
import { LABELS } from '../../src/report/labels.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { summaryLines, width } from '../../src/report/summary.ts';
import { type GridAccount, type GridRep, gridContext, gridExtras, gridResult } from '../evaluate/grid.ts';
import { samplePlan } from '../evaluate/sample-plan.ts';

const reps: GridRep[] = [
  { id: 'A', at: [1, 0] },
  { id: 'B', at: [1, 2] },
];
const accounts: GridAccount[] = [
  { id: 'a1', zone: 'z10', rep: 'A', numbers: { visits_per_year: 5, potential: 1000, revenue: 1 } },
  { id: 'a2', zone: 'z11', rep: 'B', numbers: { visits_per_year: 5, potential: 2500, revenue: 3 } },
];
const settings = { measures: [{ name: 'potential', tolerance: 0.1 }] };

function report(lang: Lang, change: Partial<PlanContext> = {}, list = reps): string {
  const context = { ...gridContext({ reps: list, accounts, settings }), ...change };
  const result = gridResult(context, list, 'AAB AAB ABB');
  const kpis = computeKpis(context, result, gridExtras(context));
  return markdownReport(context, result, kpis, samplePlan, lang);
}

test('the report has every section, in both languages', () => {
  for (const lang of ['fr', 'en'] as const) {
    const text = report(lang);
    const labels = LABELS[lang];
    for (const heading of [
      labels.headline,
      labels.sectors,
      labels.workload,
      labels.moves,
      labels.promises,
      labels.gap,
      labels.data,
      labels.manifest,
    ]) {
      expect(text).toContain(`## ${heading}\n`);
    }
    expect(text).toContain(`## ${labels.bridges} (1)`);
    expect(text).toContain(`## ${labels.splits} (1)`);
    expect(text).toContain('a'.repeat(64));
    expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
    // every table row has as many cells as its header
    for (const table of text.split('\n\n').filter(part => part.startsWith('|'))) {
      const cells = table
        .trim()
        .split('\n')
        .map(line => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  }
});

test('figures by locale, before → after, what is missing', () => {
  const fr = report('fr');
  expect(fr).toContain('| A | A | 5 | 2 | 3\u202f500 | +100,0\u00a0% | \u221242,9\u00a0% |');
  expect(fr).toContain('il manque accounts.nps');
  expect(fr).toContain('1 compte change de commercial (50,0\u00a0%), soit 75,0\u00a0% du chiffre d’affaires');
  const en = report('en');
  expect(en).toContain('| A | A | 5 | 2 | 3,500 | +100.0% | \u221242.9% |');
  expect(en).toContain('needs accounts.nps');
  expect(en).toContain('| B | A | 1 | 3 | 2,500 |');
  expect(en).toContain('at most 5.00% of this cost could be saved');
  expect(en).toContain(
    '| Balance of potential (balance:potential) | **BROKEN** | beyond the tolerance of 10 %: A (+100.00 %), B (-100.00 %) |',
  );
});

test('what the rules cost: the dearest first, fifteen of them, and what cannot be met', () => {
  const context = gridContext({ reps, accounts, settings });
  const result = gridResult(context, reps, 'AAB AAB ABB');
  const kpis = computeKpis(context, result, gridExtras(context));
  const price = (more: Partial<ShadowPrice>): ShadowPrice => ({
    ...{ rule: 'balance', sector_id: 'A', measure: 'potential', side: 'most', account_id: null },
    ...{ per: '1 % of the target', value: 12.34, cost: 493.6, at_cap: false, ...more },
  });
  const written = (lang: Lang, shadow_prices: readonly ShadowPrice[] | null) =>
    markdownReport(context, result, { ...kpis, shadow_prices }, samplePlan, lang);
  const list = [
    price({ side: 'least', sector_id: 'B', value: 0.125, cost: 5 }),
    price({ rule: 'budget', sector_id: null, measure: 'revenue', side: null, per: '1 % of the total' }),
    price({ rule: 'lock', account_id: 'a|1', measure: null, side: null, per: 'account', at_cap: true }),
    ...new Array(14).fill(price({})),
  ];
  const en = written('en', list);
  expect(en).toContain('## What the rules cost\n');
  expect(en).toContain('| Rule | One step | Saved (h/year) | Saved (currency/year) |');
  expect(en).toContain('| A: upper limit of potential | 1% of the target | 12.3 | 494 |');
  expect(en).toContain('| B: lower limit of potential | 1% of the target | 0.125 | 5 |');
  expect(en).toContain('| Budget of moves, by revenue | 1% of the total | 12.3 | 494 |');
  expect(en).toContain('| Account a\\|1 locked to A | this account let go | 12.3 | 494 |');
  expect(en).toContain('\n… and 2 more\n');
  expect(en).not.toContain('cannot be met');
  const fr = written('fr', list);
  expect(fr).toContain('## Ce que coûtent les règles\n');
  expect(fr).toContain('| B : limite basse, potentiel | 1\u00a0% de l’objectif | 0,125 | 5 |');
  expect(fr).toContain('| Budget de mouvements, CA | 1\u00a0% du total | 12,3 | 494 |');
  expect(fr).toContain('… et 2 autres');

  // a penalty is nobody's hours, and no money
  const penal = written('en', [
    price({ value: 900, cost: null, at_cap: true }),
    price({ rule: 'budget', sector_id: null, side: null, value: 130, cost: null }),
  ]);
  expect(penal).toContain('| Rule | One step | Price (h/year, penalty included) |\n');
  expect(penal).toContain('| A: upper limit of potential | 1% of the target | cannot be met |\n');
  expect(penal).toContain('they say what stands in the way most, not hours');
  const forced = written('en', [price({ rule: 'budget', sector_id: null, cost: null, at_cap: true })]);
  expect(forced).toContain('The budget of moves cannot be met');
  expect(forced).toContain('| Rule | One step | Saved (h/year) |\n');
  expect(written('en', [])).toContain('No rule costs anything');
  expect(written('en', null)).not.toContain('What the rules cost');
});

test('hostile text stays text', () => {
  const evil = '<script>alert(1)</script> | a`b` [x](javascript:y)\nnew *line* \u202e\u0007https://x.y';
  const hostile: GridRep[] = [{ ...reps[0]!, id: evil, name: evil }, reps[1]!];
  const text = report(
    'en',
    {
      issues: [
        {
          severity: 'warning',
          code: 'x',
          file: '/secret/place/a.csv',
          line: 3,
          column: evil,
          found: evil,
          expected: '',
          remedy: evil,
        },
      ],
      defaults: [{ input: 'accounts', field: evil, records: 4, value: evil }],
    },
    hostile,
  );
  expect(text).not.toContain('<script');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come out
  expect(text).not.toMatch(/[\u0007\u202e]/);
  expect(text).not.toMatch(/[^\\]\]\(/);
  expect(text).not.toContain('https://');
  expect(text).not.toContain('/secret/place');
  expect(text).not.toMatch(/^new/m);
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; \\| a\\`b\\`');
  expect(text).toContain('a.csv:3:');
});

test('findings are counted by code, the gravest first', () => {
  const issue = (severity: 'warning' | 'repair', code: string, found: string) => ({
    severity,
    code,
    file: 'a.csv',
    line: 2,
    column: 'id',
    found,
    expected: '',
    remedy: 'mend it',
  });
  const text = report('en', {
    issues: [
      issue('repair', 'leading-zero', '1000'),
      issue('warning', 'far-away', 'x'),
      issue('repair', 'leading-zero', '2000'),
    ],
    defaults: [{ input: 'accounts', field: 'visits_per_year', records: 18629, value: '4' }],
  });
  const far = text.indexOf('| warning | far-away | 1 |');
  const zero = text.indexOf('| repair | leading-zero | 2 | a.csv:2:id: 1000 | mend it |');
  expect(far).toBeGreaterThan(0);
  expect(zero).toBeGreaterThan(far);
  expect(text).toContain('accounts: 18,629 records have no visits\\_per\\_year; 4 assumed');
});

test('without incumbent there is no before, and no moves', () => {
  const context = gridContext({ reps, accounts: accounts.map(({ rep, ...rest }) => rest), settings });
  const result = gridResult(context, reps, 'AAB AAB ABB');
  const kpis = computeKpis(context, result, gridExtras(context));
  const text = markdownReport(context, result, kpis, samplePlan, 'en');
  expect(text).toContain('No incumbent');
  expect(text).not.toContain('## Moves');
  expect(text).toContain('| KPI | Value | Definition |');
});

test('the same report every time', () => {
  expect(report('fr')).toBe(report('fr'));
});

test('the summary fits 100 columns, whatever the names', () => {
  for (const id of [
    'A',
    'a very long sector identifier that goes on and on and on',
    '東京都千代田区丸の内東京都千代田区丸の内',
    'x\u001b[31my\nz',
  ]) {
    const list: GridRep[] = [
      { ...reps[0]!, id },
      { ...reps[1]!, id: 'B' },
    ];
    const context = gridContext({
      reps: list,
      accounts,
      settings: {
        measures: [
          { name: 'potential', tolerance: 0.1 },
          { name: 'workload', tolerance: 0.1 },
        ],
      },
    });
    const result = gridResult(context, list, 'AAB AAB ABB');
    const kpis = computeKpis(context, result, gridExtras(context));
    const lines = summaryLines(kpis, 'fr');
    const table = lines.slice(
      0,
      lines.findIndex(line => line.text === ''),
    );
    expect(table).toHaveLength(4);
    for (const line of table) expect(width(line.text)).toBeLessThanOrEqual(100);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not come out
    for (const line of lines) expect(line.text).not.toMatch(/[\u0000-\u001f]/);
    expect(table.map(line => line.role)).toEqual(['title', 'bad', 'bad', 'title']);
    expect(new Set(table.map(line => width(line.text))).size).toBe(1);
    expect(lines.at(-1)).toMatchObject({
      role: 'bad',
      text: expect.stringContaining('non tenu : balance:workload'),
    });
  }
});

test('many sectors: the ten worst, and a line for the rest', () => {
  const many: GridRep[] = Array.from({ length: 40 }, (_, j) => ({ id: `R${j}`, at: [0, 0] }));
  const own = many.map((rep, j) => ({
    id: `a${j}`,
    zone: 'z00',
    rep: rep.id,
    locked: true,
    numbers: { potential: 100 + j },
  }));
  const context = gridContext({ reps: many, accounts: own, settings });
  const result = gridResult(context, many, 'AAA AAA AAA');
  const kpis = computeKpis(context, result, gridExtras(context));
  const lines = summaryLines(kpis, 'en').map(line => line.text);
  expect(lines[11]).toBe('30 other sectors');
  expect(lines.slice(1, 11).every(line => /^R(\d|3\d) /.test(line))).toBe(true);
  expect(lines[12]).toContain('all sectors');
});

test('the French report speaks French: promises, measures, findings, points', () => {
  const text = report('fr', {
    issues: [
      {
        severity: 'info',
        code: 'bridge',
        file: 'zones.csv',
        line: null,
        column: null,
        found: 'A and B 3 km apart',
        expected: 'a map in one piece',
        remedy: 'joined by a bridge',
      },
    ],
  });
  expect(text).toContain(
    '| Équilibre : potentiel (balance:potential) | **NON TENU** | au-delà de la tolérance de 10 % : A (+100,00 %), B (−100,00 %) |',
  );
  expect(text).toContain('9 zones, chacune dans un secteur');
  expect(text).toContain('potentiel : HORS TOLÉRANCE');
  expect(text).toContain('+57,1 pt');
  expect(text).toContain('Île ou enclave reliée par un pont');
  for (const english of ['each in one sector', 'beyond the tolerance', 'joined by', 'Version: ', 'KPIs']) {
    expect(text).not.toContain(english);
  }
});

test('what each sector sells is in the report, as far as the data say', () => {
  const text = report('en');
  expect(text).toContain('## Commercial results');
  expect(text).toContain('| Sector | Revenue | Potential | Penetration | Coverage | Possible / asked |');
  expect(text.slice(text.indexOf('## Commercial results'), text.indexOf('## Moves'))).not.toContain('NPS');
});

test('what the bound is about is said whole: budgets of teams, ground that was shared out first', () => {
  const shared: PlanContext['settings']['hierarchy'] = { order: 'top-down', levels: [] };
  const budgets = [{ name: 'km', team: null, resource: 'km', atMost: 1, price: null }] as const;
  const base = gridContext({ reps, accounts, settings }).settings;
  for (const lang of ['fr', 'en'] as const) {
    const { gapTeams, gapShared } = LABELS[lang];
    const plain = report(lang);
    expect(plain).not.toContain(gapTeams);
    expect(plain).not.toContain(gapShared);
    expect(report(lang, { settings: { ...base, budgets } })).toContain(gapTeams);
    expect(report(lang, { settings: { ...base, hierarchy: shared } })).toContain(gapShared);
    const formed = { ...shared, order: 'bottom-up' } as const;
    expect(report(lang, { settings: { ...base, hierarchy: formed } })).not.toContain(gapShared);
  }
});

test('one group is one, and names of levels are those of the user', () => {
  expect(HIERARCHY_WORDS.en.level('zone', '1')).toBe('zone: 1 group');
  expect(HIERARCHY_WORDS.en.line('zone', '2', '3', '')).toContain('zone: 2 groups, ');
  expect(HIERARCHY_WORDS.fr.level('zone', '1')).toBe('zone : 1 groupe');
  expect(HIERARCHY_WORDS.fr.line('zone', '1', '3', '')).toContain('zone : 1 groupe, ');
  for (const { order } of Object.values(HIERARCHY_WORDS))
    expect(order['bottom-up']).not.toMatch(/area|region|région/);
});
