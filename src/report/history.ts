// The history of plans as a table: for people in their language, for scripts as rows.

import type { PastPlan } from '../evaluate/past-plan.ts';
import { type State, statusOf } from '../model/status.ts';
import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { padEnd, padStart, type SummaryLine, shorten, width } from './summary.ts';

const WIDTH = 100;
const NAME = 20;
const WHO = 18;

const en = {
  head: ['plan', 'status', 'by', 'on', 'revises', 'sect.', 'accounts', 'travel h', 'dev.', 'gap', 'moved'],
  states: { proposed: 'proposed', approved: 'approved', 'in-force': 'in force' } as Record<State, string>,
  draft: 'draft',
  byTours: '* by tours; the other plans approximate their travel',
  broken: (plan: string, count: string) =>
    `${plan}: ${count === '1' ? '1 promise is' : `${count} promises are`} not kept`,
};

const fr: typeof en = {
  head: [
    'plan',
    'statut',
    'par',
    'le',
    'révise',
    'sect.',
    'comptes',
    'trajet h',
    'déséq.',
    'écart',
    'passés',
  ],
  states: { proposed: 'proposé', approved: 'approuvé', 'in-force': 'en vigueur' },
  draft: 'projet',
  byTours: '* d’après les tournées ; les autres découpages approchent leurs trajets',
  broken: (plan, count) =>
    `${plan} : ${count === '1' ? '1 engagement non tenu' : `${count} engagements non tenus`}`,
};

const WORDS: Readonly<Record<Lang, typeof en>> = { en, fr };
/** columns of the table that are numbers */
const FIRST_NUMBER = 5;
const BY = 2;
/** what gives way where there is no room, and to how little: by, revises, the plan itself */
const GIVING = [
  [BY, 6],
  [4, 8],
  [0, 8],
] as const;

export function historyLines(plans: readonly PastPlan[], lang: Lang): SummaryLine[] {
  const words = WORDS[lang];
  const cells = plans.map(plan => {
    const step = statusOf(plan.status);
    return [
      shorten(plainText(plan.name), NAME),
      step ? words.states[step.state] : words.draft,
      shorten(plainText(step?.by ?? ''), WHO),
      plainText(step?.on ?? ''),
      shorten(plainText(plan.from), NAME),
      formatNumber(plan.sectors, 0, lang),
      plan.accounts === null ? '' : formatNumber(plan.accounts, 0, lang),
      `${formatNumber(plan.travelHours, 0, lang)}${plan.byTours ? '*' : ''}`,
      plan.maxDeviation === null ? '' : formatShare(plan.maxDeviation, lang),
      plan.gap === null ? '' : formatShare(plan.gap, lang),
      plan.moved === null ? '' : formatShare(plan.moved, lang),
    ];
  });
  const head = words.head;
  const widths = fitted(
    head.map((name, c) => Math.max(width(name), ...cells.map(row => width(row[c] as string)))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) =>
        c < FIRST_NUMBER
          ? padEnd((c === BY ? shorten : elided)(cell, widths[c] as number), widths[c] as number)
          : padStart(cell, widths[c] as number),
      )
      .join('  ')
      .trimEnd();
  const broken = plans.filter(plan => plan.broken > 0);
  return [
    { text: shorten(line(head), WIDTH), role: 'title' },
    ...cells.map(row => ({ text: shorten(line(row), WIDTH), role: 'plain' }) as const),
    ...(plans.some(plan => plan.byTours) ? [{ text: words.byTours, role: 'plain' } as const] : []),
    ...broken.map(
      plan =>
        ({
          text: plainText(words.broken(plan.name, formatNumber(plan.broken, 0, lang))),
          role: 'bad',
        }) as const,
    ),
  ];
}

/** Without its middle: plans are told apart by how they begin and end (plan-2026, plan-2027). */
function elided(text: string, most: number): string {
  if (width(text) <= most) return text;
  const marks = [...text];
  const end = Math.ceil((most - 1) / 2);
  return `${marks.slice(0, most - 1 - end).join('')}…${marks.slice(-end).join('')}`;
}

/** Widths that fit: names give way; a number that is cut says something else. */
function fitted(widths: readonly number[]): number[] {
  const fit = [...widths];
  let over = fit.reduce((sum, column) => sum + column + 2, -2) - WIDTH;
  for (const [column, shortest] of GIVING) {
    const now = fit[column] as number;
    const less = Math.max(0, Math.min(over, now - shortest));
    fit[column] = now - less;
    over -= less;
  }
  return fit;
}

/** One row a plan, its last step in columns; all steps are in the JSON. */
export function* historyRows(plans: readonly PastPlan[]): Generator<readonly (string | number | null)[]> {
  yield [
    ...['plan', 'dir', 'status', 'by', 'on', 'note', 'from', 'sectors', 'accounts', 'travel_hours'],
    ...['max_deviation', 'gap', 'accounts_moved_share', 'promises_broken', 'travel_by_tours'],
  ];
  for (const plan of plans) {
    const step = statusOf(plan.status);
    yield [
      ...[plan.name, plan.dir, step?.state ?? 'draft', step?.by ?? '', step?.on ?? '', step?.note ?? ''],
      ...[plan.from, plan.sectors, plan.accounts, plan.travelHours],
      ...[plan.maxDeviation, plan.gap, plan.moved, plan.broken, plan.byTours ? 1 : 0],
    ];
  }
}
