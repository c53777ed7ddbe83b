// An answer of `explain` as lines of text, at most 100 columns where words can be broken; the terminal paints them by role.

import type {
  AccountAnswer,
  Answer,
  Broken,
  Decided,
  Figures,
  Move,
  Reason,
  SectorAnswer,
  Who,
  ZoneFacts,
} from '../evaluate/explain/answer.ts';
import { powerOf } from '../model/power.ts';
import { COST_WORDS } from './cost-words.ts';
import { EXPLAIN_WORDS } from './explain-words.ts';
import { formatNumber, formatShare, formatSigned, type Lang, plainText } from './format.ts';
import { LABELS, measureWords } from './labels.ts';

export interface ExplainLine {
  readonly text: string;
  readonly role: 'title' | 'head' | 'plain' | 'dim' | 'good' | 'bad';
}

const WIDTH = 100;
const MOVES = 5;
const ZONES = 6;
const NAME = 24;

/** How numbers and names are said in a language. */
interface Teller {
  readonly lang: Lang;
  readonly w: (typeof EXPLAIN_WORDS)[Lang];
  readonly unit: string;
  /** a cost with its unit */
  cost(value: number): string;
  /** with its sign */
  change(value: number, decimals: number): string;
  /** a cost more or less, without its unit */
  delta(value: number): string;
  row(name: string): string;
  who(who: Who): string;
  rule(rule: string): string;
  amount(row: string, value: number): string;
}

function teller(unit: string, lang: Lang): Teller {
  const w = EXPLAIN_WORDS[lang];
  const labels = LABELS[lang];
  const travel = unit === 'h/year';
  const decimals = (value: number) => (travel ? (Math.abs(value) < 0.1 ? 3 : 1) : 0);
  const limit = (name: string) => (name.startsWith('limit:') ? name.slice('limit:'.length) : name);
  const signed = (value: number, places: number) => {
    const text = formatNumber(value, places, lang);
    return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  return {
    lang,
    w,
    unit: w.unit(unit),
    cost: value => `${formatNumber(value, decimals(value), lang)} ${w.unit(plainText(unit))}`,
    change: signed,
    delta: value => signed(value, decimals(value)),
    row: name => plainText(measureWords(limit(name), labels)).slice(0, 40),
    who: ({ rep_id, name }) => short(w.who(plainText(rep_id), plainText(name)), NAME * 2),
    rule: rule => (Object.hasOwn(w.rules, rule) ? w.rules[rule as keyof typeof w.rules] : plainText(rule)),
    amount: (row, value) => formatNumber(value, row === 'workload' ? 1 : 0, lang),
  };
}

export function explainLines(answer: Answer, lang: Lang): ExplainLine[] {
  const t = teller(answer.unit, lang);
  if (answer.kind === 'zone') {
    const { zone_id: id, zone_name: name, served_by: by } = answer;
    return [title(t.w.zone(place(id, name), t.who(by))), ...zoneLines(answer, t)];
  }
  return answer.kind === 'account' ? accountLines(answer, t) : sectorLines(answer, t);
}

// ---------------------------------------------------------------------------------------------------------------------
// Zones

function zoneLines(zone: ZoneFacts, t: Teller): ExplainLine[] {
  const { w, lang } = t;
  const n = (value: number) => formatNumber(value, 0, lang);
  const weighs = Object.entries(zone.measures)
    .filter(([name]) => !name.startsWith('limit:') && name !== 'accounts')
    .map(([name, value]) => `${t.row(name)} ${t.amount(name, value)}${name === 'workload' ? ' h' : ''}`);
  const lines: ExplainLine[] = [
    ...wrapped(
      `${w.why}${w.colon}${zone.decided ? decidedWords(zone.decided, t) : reasonWords(zone, t)}`,
      'plain',
    ),
    plain(`${[w.weighs(n(zone.accounts), n(zone.visits)), ...weighs].join(w.list)}.`),
  ];
  if (zone.together) {
    const { areas, zones } = zone.together;
    lines.push(
      ...wrapped(w.together(areas.map(plainText).join(w.and), n(zones.length), few(zones, t)), 'plain'),
    );
  }
  lines.push(plain(''), head(w.eligible(n(zone.eligible.length), n(zone.eligible_count), n(zone.reps))));
  lines.push(...candidateTable(zone, t));
  for (const { rule, reps } of zone.kept_away)
    lines.push(...wrapped(`  ${w.keptAway} ${w.awayReps(n(reps), n(zone.reps), t.rule(rule))}`, 'dim'));
  lines.push(plain(''), head(w.moving));
  if (zone.moves.length === 0)
    lines.push(...wrapped(`  ${zone.barred.length > 0 ? w.movingNone : w.inside}`, 'plain'));
  for (const move of zone.moves.slice(0, MOVES)) lines.push(...moveLines(move, t));
  if (zone.moves.length > MOVES) lines.push(plain(`  ${w.more(n(zone.moves.length - MOVES))}`));
  for (const { rules, ...who } of zone.barred)
    lines.push(...wrapped(`  ${w.barred(t.who(who), rules.map(t.rule).join(w.list))}`, 'dim'));
  lines.push(plain(''), head(w.rulesCost));
  if (zone.rules.length === 0) lines.push(plain(`  ${w.rulesFree}`));
  for (const { rule, other, saves } of zone.rules)
    lines.push(...wrapped(`  ${w.ruleCost(t.rule(rule), t.who(other), t.cost(saves))}`, 'plain'));
  return lines;
}

function decidedWords({ author, reason, date }: Decided, { w }: Teller): string {
  return w.decided(...([author, date, reason].map(plainText) as [string, string, string]));
}

function reasonWords({ reason, served_by: by }: ZoneFacts, t: Teller): string {
  const { w } = t;
  const words = w.reasons;
  const me = t.who(by);
  const say = (r: Reason): string => {
    switch (r.code) {
      case 'only-eligible':
        return words.onlyEligible(me);
      case 'cheapest': {
        const first = r.nearest ? words.nearest(me) : words.cheapest(me);
        return r.next ? `${first} ${words.next(t.who(r.next), t.cost(r.saves ?? 0))}` : first;
      }
      case 'hand-over':
        return words.handOver(me, t.who(r.other), t.cost(r.saves), t.cost(r.price));
      case 'together':
        return words.together(r.areas.map(plainText).join(w.and), t.who(r.other), t.cost(r.saves));
      case 'balance':
        return r.full
          ? words.full(t.who(r.other), t.cost(r.saves), t.row(r.row), t.cost(r.price))
          : words.needed(me, t.who(r.other), t.cost(r.saves), t.row(r.row), t.cost(r.price));
      case 'budget': {
        const budget = r.budget === 'disruption' ? words.disruption : w.promises.budget(plainText(r.budget));
        return words.budget(t.who(r.other), t.cost(r.saves), budget, t.cost(r.price));
      }
      case 'not-bordering':
        return words.notBordering(t.who(r.other), t.cost(r.saves));
      case 'breaks':
        return words.breaks(
          t.who(r.other),
          t.cost(r.saves),
          r.breaches.map(b => brokenWords(b, t)).join(w.list),
        );
      case 'dearer':
        return words.dearer(t.who(r.other), t.cost(r.saves), t.cost(r.objective));
      case 'missed':
        return words.missed(t.who(r.other), t.cost(r.saves));
    }
  };
  return say(reason);
}

/** measures that have a column; --json has them all */
const PRICES = 3;

function candidateTable({ eligible }: ZoneFacts, t: Teller): ExplainLine[] {
  const { w, lang } = t;
  const f = (value: number, places: number) => formatNumber(value, places, lang);
  const travel = t.unit === w.unit('h/year');
  // white space costs next to nothing
  const small = Math.max(...eligible.map(of => of.cost)) < 1;
  const places = travel ? (small ? 3 : 1) : 0;
  const prices = Object.keys(eligible[0]?.prices ?? {})
    .filter(name => eligible.some(of => Math.abs(of.prices[name] ?? 0) > 1e-9))
    .slice(0, PRICES);
  const handOver = eligible.some(of => of.hand_over > 0);
  const header = [
    `  ${w.columns.rep}`,
    w.columns.minutes,
    short(t.unit, 12),
    w.columns.difference,
    ...(handOver ? [w.columns.handOver] : []),
    ...prices.map(name => short(w.columns.price(t.row(name)), 14)),
    w.columns.above,
    w.columns.borders,
  ];
  const rows = eligible.map(of => [
    `${of.current ? '*' : ' '} ${short(t.who(of), NAME)}`,
    f(of.minutes, 0),
    f(of.cost, places),
    of.current ? '' : t.change(of.difference, places),
    ...(handOver ? [f(of.hand_over, places)] : []),
    ...prices.map(name => t.change(of.prices[name] ?? 0, places)),
    f(of.above_least, places),
    of.current ? '' : of.borders ? w.yes : w.no,
  ]);
  return [...table([header, ...rows]), ...(prices.length > 0 ? wrapped(`  ${w.columnsNote}`, 'dim') : [])];
}

function moveLines(move: Move, t: Teller): ExplainLine[] {
  const { w } = t;
  const broken = move.breaks.length > 0;
  const lines: ExplainLine[] = [
    plain(`  ${w.to(t.who(move.to))}${w.colon}${t.delta(move.objective)} ${t.unit}`),
    ...figureLines(move, t),
  ];
  if (!broken) return [...lines, line(`    ${w.keeps}`, 'good')];
  const what = move.breaks.map(b => brokenWords(b, t)).join(w.list);
  lines.push(...wrapped(`    ${w.breaksPromise}${w.colon}${what}`, 'bad'));
  if (!move.chain) return [...lines, line(`    ${w.noChain}`, 'plain')];
  const steps = move.chain.steps.map(({ zones, from, to }) =>
    w.step(few(zones, t), plainText(from.rep_id), plainText(to.rep_id)),
  );
  const cost = `${t.delta(move.chain.objective)} ${t.unit}`;
  return [...lines, ...wrapped(`    ${w.chain(steps.join(w.list))}${w.colon}${cost}`, 'good')];
}

function figureLines(figures: Figures, t: Teller): ExplainLine[] {
  const { w, lang } = t;
  const byRow = new Map<string, string[]>();
  for (const of of figures.rows) {
    const list = byRow.get(of.row) ?? [];
    byRow.set(of.row, list);
    const [before, after] =
      of.deviation_before === null || of.deviation_after === null
        ? [formatNumber(of.before, 0, lang), formatNumber(of.after, 0, lang)]
        : [formatSigned(of.deviation_before, lang), formatSigned(of.deviation_after, lang)];
    list.push(w.change(plainText(of.rep_id), before, after));
  }
  const parts = [
    w.travel(t.change(figures.travel_hours, 1), t.change(figures.travel_km, 0)),
    ...(figures.gap_before === null || figures.gap_after === null
      ? []
      : [w.gap(formatShare(figures.gap_before, lang, 2), formatShare(figures.gap_after, lang, 2))]),
    ...(figures.accounts_moved === 0
      ? []
      : [
          w.moved(
            t.change(figures.accounts_moved, 0),
            figures.revenue_moved === null ? null : t.change(figures.revenue_moved, 0),
          ),
        ]),
  ];
  const rows = [...byRow].map(([row, list]) => `${t.row(row)} ${list.join(w.list)}`);
  const cut = figures.pieces
    .filter(({ before, after }) => after > before)
    .map(of => w.inPieces(plainText(of.rep_id), formatNumber(of.after, 0, lang), few(of.cut_off, t)));
  return [
    ...wrapped(`    ${parts.join(w.semicolon)}`, 'plain'),
    ...wrapped(`    ${[...rows, ...cut].join(w.semicolon)}`, 'plain'),
  ];
}

function brokenWords({ promise, sector_id: sector, name, value }: Broken, t: Teller): string {
  const { w, lang } = t;
  const of = plainText(sector ?? '');
  switch (promise) {
    case 'balance':
      return w.promises.balance(of, t.row(name ?? ''), formatSigned(value, lang));
    case 'limit':
      return w.promises.limit(of, t.row(name ?? ''), formatNumber(value, 0, lang));
    case 'contiguity':
      return w.promises.contiguity(of, formatNumber(value, 0, lang));
    case 'budget':
      return w.promises.budget(plainText(name ?? ''));
    case 'disruption':
      return w.promises.disruption;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Accounts

/** What it costs and emits; '' where neither is known. */
function costText(costs: AccountAnswer['costs'], lang: Lang): string {
  if (!costs) return '';
  const words = COST_WORDS[lang];
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  const { cost, visits, hours, km, cost_share_of_revenue: share, kg_co2 } = costs;
  return [
    ...(cost === null ? [] : [words.account(n(cost), n(visits), n(hours, 1), n(km))]),
    ...(share === null ? [] : [words.ofRevenue(formatShare(share, lang))]),
    ...(kg_co2 === null ? [] : [words.emits(n(kg_co2, 1))]),
  ].join(', ');
}

function accountLines(answer: AccountAnswer, t: Teller): ExplainLine[] {
  const { w, lang } = t;
  const { zone, served_by: by } = answer;
  const where = place(zone.zone_id, zone.zone_name);
  const why = answer.decided
    ? decidedWords(answer.decided, t)
    : !answer.named
      ? w.follows(where, t.who(by))
      : answer.locked || answer.group_id === null
        ? w.named(t.who(by))
        : w.namedGroup(t.who(by), plainText(answer.group_id));
  const facts = [
    answer.segment === null ? '' : `${w.accountFacts.segment} ${plainText(answer.segment)}`,
    answer.group_id === null ? '' : `${w.accountFacts.group} ${plainText(answer.group_id)}`,
    answer.visits === null ? '' : w.accountFacts.visits(formatNumber(answer.visits, 0, lang)),
    answer.sla_minutes === null ? '' : w.accountFacts.sla(formatNumber(answer.sla_minutes, 0, lang)),
    answer.incumbent_rep_id === null
      ? w.accountFacts.nobody
      : w.accountFacts.today(plainText(answer.incumbent_rep_id)),
  ].filter(text => text !== '');
  const costs = costText(answer.costs, lang);
  const lines: ExplainLine[] = [
    title(w.account(place(answer.account_id, answer.account_name), t.who(by))),
    ...wrapped(`${w.why}${w.colon}${why}`, 'plain'),
    ...wrapped(`${facts.join(w.list)}.`, 'plain'),
    ...(costs === '' ? [] : wrapped(`${costs}.`, 'plain')),
  ];
  if (answer.lock_costs && answer.lock_costs.other.rep_id !== by.rep_id) {
    const { hours, other } = answer.lock_costs;
    const say = hours > 0 ? w.lockCosts : w.lockSaves;
    lines.push(...wrapped(say(formatNumber(Math.abs(hours), 1, lang), t.who(other)), 'plain'));
  }
  const minutes = answer.minutes.map(
    of =>
      `${of.current ? '*' : ''}${t.who(of)} ${formatNumber(of.minutes, 0, lang)}${of.within_sla ? '' : ` (${w.late})`}`,
  );
  lines.push(...wrapped(`${w.minutes}${w.colon}${minutes.join(w.list)}.`, 'plain'));
  lines.push(plain(''), title(`${w.zoneTitle}${w.colon}${w.zone(where, t.who(zone.served_by))}`));
  return [...lines, ...zoneLines(zone, t)];
}

// ---------------------------------------------------------------------------------------------------------------------
// Reps and sectors

function sectorLines(answer: SectorAnswer, t: Teller): ExplainLine[] {
  const { w, lang } = t;
  const n = (value: number) => formatNumber(value, 0, lang);
  const { rows, pieces } = answer;
  const shape = pieces.length > 1 ? w.pieces(n(pieces.length), pieces.map(n).join(w.list)) : w.onePiece;
  const columns = w.standColumns;
  const lines: ExplainLine[] = [
    title(w.sector(t.who(answer.who))),
    plain(`${w.counts(n(answer.zones), n(answer.accounts), n(answer.named_accounts))}${w.list}${shape}.`),
    plain(''),
    head(w.carries),
    ...table([
      [`  ${columns.row}`, columns.value, columns.target, columns.deviation, columns.range],
      ...rows.map(of => [
        `  ${t.row(of.row)}`,
        t.amount(of.row, of.value),
        of.deviation === null ? '' : t.amount(of.row, of.target),
        of.deviation === null ? '' : formatSigned(of.deviation, lang),
        `${t.amount(of.row, of.lower)} – ${t.amount(of.row, of.upper)}`,
      ]),
    ]),
  ];
  for (const of of rows) lines.push(...wrapped(`  ${bindingWords(of, t)}`, of.kept ? 'plain' : 'bad'));
  const neighbors = answer.neighbors.map(of =>
    w.neighbor(short(t.who(of), NAME), formatNumber(of.border_km, 0, lang), n(of.pairs)),
  );
  lines.push(plain(''), ...section(w.neighbors, neighbors, t));
  const far = answer.farthest.map(of => w.far(place(of.zone_id, of.zone_name), n(of.minutes), n(of.visits)));
  lines.push(...section(w.farthest, far, t));
  for (const [name, zones, say] of [
    [w.give, answer.give, w.goes],
    [w.take, answer.take, w.comes],
  ] as const) {
    lines.push(plain(''), head(name));
    for (const of of zones) {
      const kept = of.breaks.length === 0;
      const what = kept
        ? w.keeps
        : `${w.breaksPromise}${w.colon}${of.breaks.map(b => brokenWords(b, t)).join(w.list)}`;
      const cost = `${t.delta(of.objective)} ${t.unit}`;
      const where = say(place(of.zone_id, of.zone_name), short(t.who(of.other), NAME));
      lines.push(...wrapped(`  ${where}${w.colon}${cost}${w.semicolon}${what}`, kept ? 'good' : 'plain'));
    }
  }
  return lines;
}

/** What a price is said of: one hour, one zone, or a round part of the measure. */
function bindingWords(of: SectorAnswer['rows'][number], t: Teller): string {
  const { w } = t;
  const whole = of.row === 'workload' || of.deviation === null;
  const one = whole ? 1 : roundPart(of.target);
  const per = `${formatNumber(one, 0, t.lang)}${of.row === 'workload' ? ' h' : ''}`;
  const cost = t.cost(of.price_per_unit * one);
  const price = of.binds === null ? w.free : of.binds === 'upper' ? w.upper(per, cost) : w.lower(per, cost);
  return `${t.row(of.row)}${w.colon}${of.kept ? '' : `${w.notKept}${w.semicolon}`}${price}.`;
}

/** About a hundredth, as a power of ten. */
function roundPart(target: number): number {
  return powerOf(10, Math.max(0, Math.floor(Math.log10(Math.max(1, target / 100)))));
}

function section(name: string, items: readonly string[], t: Teller): ExplainLine[] {
  return items.length === 0 ? [] : wrapped(`${name}${t.w.colon}${items.join(t.w.semicolon)}.`, 'plain', '  ');
}

// ---------------------------------------------------------------------------------------------------------------------
// Lines

const line = (text: string, role: ExplainLine['role']): ExplainLine => ({ text, role });
const title = (text: string) => line(text, 'title');
const head = (text: string) => line(text, 'head');
const plain = (text: string) => line(text, 'plain');

function place(id: string, name: string): string {
  const [code, words] = [plainText(id), plainText(name)];
  return words === '' || words === code ? code : `${code} ${short(words, NAME * 2)}`;
}

function short(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function few(zones: readonly string[], { w, lang }: Teller): string {
  const shown = zones.slice(0, ZONES).map(plainText).join(w.list);
  return zones.length > ZONES ? `${shown} ${w.more(formatNumber(zones.length - ZONES, 0, lang))}` : shown;
}

/** Columns as wide as they must be, the first to the left, the others to the right; a header first. */
function table(rows: readonly (readonly string[])[]): ExplainLine[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map(row => (row[c] ?? '').length)));
  return rows.map((row, r) => {
    const cells = row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)));
    return line(cells.join('  ').trimEnd(), r === 0 ? 'dim' : row[0]?.startsWith('*') ? 'head' : 'plain');
  });
}

/** Broken at blanks; further lines are indented like the first, and by `more`. */
function wrapped(text: string, role: ExplainLine['role'], more = '  '): ExplainLine[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of text.trim().split(' ')) {
    const next = current.trim() === '' ? current + word : `${current} ${word}`;
    if (next.length > WIDTH && current.trim() !== '') {
      lines.push(current);
      current = `${indent}${more}${word}`;
    } else current = next;
  }
  return [...lines, current].map(of => line(of, role));
}
