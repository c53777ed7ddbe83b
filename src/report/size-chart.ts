// The curve of `size`: hours, travel, balance and visits against the number of reps, as a figure.

import type { SizeRow } from '../model/size.ts';
import { type Axis, type Figure, linearTicks, type Panel, type Point, type Series } from './chart/figure.ts';
import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { LABELS, measureWords } from './labels.ts';
import { baseOf, sizeSentences, sizeTable } from './size-words.ts';
import { shorten } from './summary.ts';

const WORDS = {
  en: {
    title: 'Team size: hours, travel, balance and visits',
    hours: (share: string) =>
      `Hours a year: the work that ${share} of the visits take, and what the reps have`,
    travel: 'Travel, hours a year (the axis does not begin at 0)',
    balance: 'Largest deviation from a fair share',
    visits: 'Visits the reps have time for, of those asked for',
    work: 'work',
    capacity: 'capacity',
    driving: 'travel',
    possible: 'visits',
    now: (reps: string) => `today: ${reps}`,
    tolerance: (share: string) => `tolerance ${share}`,
    wanted: (share: string) => `wanted: ${share}`,
    reps: 'number of reps, and the base that each step adds or gives up',
  },
  fr: {
    title: 'Taille de l’équipe\u00a0: heures, trajets, équilibre et visites',
    hours: (share: string) =>
      `Heures par an\u00a0: la charge de ${share} des visites, et le temps des commerciaux`,
    travel: 'Trajets, heures par an (l’axe ne part pas de 0)',
    balance: 'Plus grand écart à la juste part',
    visits: 'Visites que le temps permet, sur celles demandées',
    work: 'charge',
    capacity: 'capacité',
    driving: 'trajets',
    possible: 'visites',
    now: (reps: string) => `aujourd’hui\u00a0: ${reps}`,
    tolerance: (share: string) => `tolérance ${share}`,
    wanted: (share: string) => `souhaité\u00a0: ${share}`,
    reps: 'nombre de commerciaux, et la base que chaque pas ajoute ou abandonne',
  },
} as const;

const WIDTH = 900;
const MARGIN = 130;
/** pixels of the axis, and of a letter */
const GROUND = 690;
const LETTER = 6.6;
const LONGEST_NOTE = 128;
/** as many rows have their value at each point, and their base below the axis */
const FEW = 9;
const MOST_TICKS = 15;
const HEADROOM = 0.16;

export interface SizeChart {
  readonly rows: readonly SizeRow[];
  /** share of the visits that is wanted */
  readonly coverage: number;
  /** by measure */
  readonly tolerances: Readonly<Record<string, number>>;
  readonly lang: Lang;
}

export function sizeFigure(chart: SizeChart): Figure {
  const { rows, coverage, lang } = chart;
  const words = WORDS[lang];
  const notes = sizeSentences(rows, coverage, lang, '○').map(note => shorten(note, LONGEST_NOTE));
  const [header, ...cells] = sizeTable(rows, lang);
  const said = cells.map(row => row.map((cell, c) => `${header?.[c]} ${plainText(cell)}`).join(', '));
  return {
    title: words.title,
    notes,
    description: `${[...notes, ...said.map(text => `${text}.`)].join('\n')}`,
    width: WIDTH,
    margin: MARGIN,
    panels: [hoursPanel(chart), travelPanel(chart), balancePanel(chart), visitsPanel(chart)],
  };
}

function hoursPanel(chart: SizeChart): Panel {
  const { rows, coverage, lang } = chart;
  const words = WORDS[lang];
  const count = (value: number) => formatNumber(value, 0, lang);
  const work = line(chart, words.work, 1, row => coverage * row.workloadHours, count);
  const capacity = line(chart, words.capacity, 0, row => row.capacityHours, count);
  const y = valueAxis([work, capacity], [], count);
  const now = rows.find(({ change }) => change === 'now');
  return {
    heading: words.hours(formatShare(coverage, lang, 0)),
    height: 150,
    x: plainReps(chart),
    y,
    series: [work, capacity],
    marks: now ? [{ axis: 'x', at: now.reps, label: words.now(count(now.reps)) }] : [],
  };
}

function travelPanel(chart: SizeChart): Panel {
  const words = WORDS[chart.lang];
  const count = (value: number) => formatNumber(value, 0, chart.lang);
  const travel = line(chart, words.driving, 2, row => row.travelHours, count);
  return {
    heading: words.travel,
    height: 110,
    x: plainReps(chart),
    y: valueAxis([travel], [], count),
    series: [travel],
    marks: today(chart),
  };
}

function balancePanel(chart: SizeChart): Panel {
  const { rows, tolerances, lang } = chart;
  const words = WORDS[lang];
  const share = (value: number) => formatShare(value, lang, 0);
  const measures = Object.keys(rows[0]?.deviations ?? {});
  const series = measures.map((name, m) =>
    line(
      chart,
      plainText(measureWords(name, LABELS[lang])),
      m,
      row => row.deviations[name] ?? Number.NaN,
      null,
    ),
  );
  const limits = [...new Set(measures.flatMap(name => tolerances[name] ?? []))].sort((a, b) => a - b);
  return {
    heading: words.balance,
    height: 110,
    x: plainReps(chart),
    y: valueAxis(series, [0, ...limits], share),
    series,
    marks: [
      ...today(chart),
      ...limits.map(
        at => ({ axis: 'y', at, label: words.tolerance(formatShare(at, lang, at < 0.1 ? 1 : 0)) }) as const,
      ),
    ],
  };
}

function visitsPanel(chart: SizeChart): Panel {
  const { coverage, lang } = chart;
  const words = WORDS[lang];
  const visits = line(
    chart,
    words.possible,
    3,
    row => row.visits,
    value => formatShare(value, lang, 0),
  );
  return {
    heading: words.visits,
    height: 110,
    x: { ...repsAxis(chart), label: words.reps },
    y: valueAxis([visits], [coverage], value => formatShare(value, lang, 0)),
    series: [visits],
    marks: [
      ...today(chart),
      { axis: 'y', at: coverage, label: words.wanted(formatShare(coverage, lang, 0)) },
    ],
  };
}

function today({ rows }: SizeChart): Panel['marks'] {
  return rows.flatMap(({ change, reps }) =>
    change === 'now' ? [{ axis: 'x', at: reps, label: '' } as const] : [],
  );
}

/** Written at every point where there are few, else at both ends and at today's. */
function line(
  { rows }: SizeChart,
  name: string,
  look: number,
  of: (row: SizeRow) => number,
  written: ((value: number) => string) | null,
): Series {
  const points = rows.map((row, r): Point => {
    const y = of(row);
    const said = rows.length <= FEW || r === 0 || r === rows.length - 1 || row.change === 'now';
    return { x: row.reps, y, hollow: !row.kept, ...(said && written ? { label: written(y) } : {}) };
  });
  return { name, look, points };
}

/** Room above and below the lines for what is written there. */
function valueAxis(series: readonly Series[], more: readonly number[], written: Axis['written']): Axis {
  const values = [...series.flatMap(({ points }) => points.map(({ y }) => y)), ...more].filter(
    Number.isFinite,
  );
  const low = Math.min(...values, ...(values.length > 0 ? [] : [0]));
  const high = Math.max(...values, ...(values.length > 0 ? [] : [1]));
  const room = (high - low || Math.abs(high) || 1) * HEADROOM;
  const ticks = linearTicks([Math.max(low >= 0 ? 0 : Number.NEGATIVE_INFINITY, low - room), high + room], 4);
  const domain = [ticks[0] as number, ticks.at(-1) as number] as const;
  return { kind: 'linear', domain, ticks, written, label: '' };
}

function repsAxis({ rows, lang }: SizeChart): Axis {
  const numbers = rows.map(({ reps }) => reps);
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
  const step = Math.max(1, Math.ceil(numbers.length / MOST_TICKS));
  const now = rows.find(({ change }) => change === 'now')?.reps ?? from;
  const room = Math.floor(GROUND / rows.length / LETTER) - 1;
  const written = (reps: number): string => {
    const row = rows.find(candidate => candidate.reps === reps);
    const count = formatNumber(reps, 0, lang);
    return row && rows.length <= FEW
      ? `${count}\n${shorten(plainText(baseOf({ ...row, place: row.name || row.place }, lang)), room)}`
      : count;
  };
  return {
    kind: 'linear',
    domain: [from - 0.45, to + 0.45],
    ticks: numbers.filter(reps => (reps - now) % step === 0),
    written,
    label: '',
  };
}

/** The same without words: those of the last panel are for all. */
function plainReps(chart: SizeChart): Axis {
  return { ...repsAxis(chart), written: () => '' };
}
