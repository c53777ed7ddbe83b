// A comparison for a terminal of 100 columns: what differs, the KPIs, the sectors, what moves and why, gates.

import type { Comparison, Versus } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import { pairsOf } from '../../evaluate/compare/moves.ts';
import { formatNumber, type Lang, plainText } from '../format.ts';
import { LABELS } from '../labels.ts';
import { padEnd, padStart, type SummaryLine, shorten, width } from '../summary.ts';
import {
  type Compared,
  isKey,
  isKnown,
  mostChanged,
  type ScopeFigures,
  type SectorFigures,
  scopeFigures,
  sectorFigures,
  sidesOf,
} from './figures.ts';
import {
  changeText,
  countsLine,
  differenceLines,
  gateFigure,
  gateLimit,
  largest,
  movedLines,
  reasonCounts,
  valueText,
  verdictText,
} from './said.ts';
import { COMPARE_WORDS } from './words.ts';

const WIDTH = 100;
/** plans beside the base that leave room for names of KPIs */
const PLANS = 2;
const PLAN_NAME = 16;
const ALL_SECTORS = 30;
const MOST_SECTORS = 12;
const MOST_PAIRS = 8;
const MOST_ZONES = 8;

export function comparisonLines(
  comparison: Comparison,
  gates: readonly GateResult[] | null,
  lang: Lang,
): SummaryLine[] {
  const scopes = scopeFigures(comparison, lang);
  const sectors = sectorFigures(comparison, lang);
  return [
    ...comparison.others.flatMap(versus => noteLines(comparison, versus, lang)),
    ...scopes.flatMap(scope => kpiLines(comparison, scope, lang)),
    ...comparison.others.flatMap((versus, o) => [
      ...sectorLines(comparison, versus, sectors, o + 1, lang),
      ...moveLines(comparison, versus, scopes[0] as ScopeFigures, o + 1, lang),
    ]),
    ...(gates ? gateLines(gates, lang) : []),
  ];
}

function noteLines({ base, others }: Comparison, versus: Versus, lang: Lang): SummaryLine[] {
  const words = COMPARE_WORDS[lang];
  return [
    { text: words.heading(plainText(base.name), plainText(versus.side.name)), role: 'title' },
    ...differenceLines(base, versus, lang).flatMap(text =>
      wrapped(plainText(text)).map(
        (line): SummaryLine => ({ text: line, role: versus.inputs.length > 0 ? 'bad' : 'plain' }),
      ),
    ),
    ...(others.at(-1) === versus ? [] : [BLANK]),
  ];
}

const BLANK: SummaryLine = { text: '', role: 'plain' };

/** All figures of the plan; of each layer those that matter most, where they differ. */
function kpiLines(comparison: Comparison, { layer, figures }: ScopeFigures, lang: Lang): SummaryLine[] {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const sides = sidesOf(comparison);
  const differs = ({ differences }: Compared) => differences.slice(1).some(by => by !== 0);
  const known = figures.filter(isKnown);
  const shown = known.filter(figure => layer === null || (isKey(figure) && differs(figure)));
  if (known.length === 0) return [];
  const name = (s: number) => shorten(sides[s]?.name ?? '', PLAN_NAME);
  const lines: SummaryLine[] = [BLANK];
  if (layer !== null) lines.push({ text: shorten(`${words.layer} ${layer}`, WIDTH), role: 'title' });
  if (shown.length === 0) return [...lines, plain(words.sameKpis)];
  for (let first = 1; first < sides.length; first += PLANS) {
    const plans = sides.map((_, s) => s).slice(first, first + PLANS);
    const single = sides.length === 2;
    const header = [
      labels.kpi,
      name(0),
      ...plans.flatMap(s => (single ? [name(s), words.difference, words.verdict] : [name(s), words.verdict])),
    ];
    const rows = shown.map(figure => ({
      cells: [
        figure.row.name,
        valueText(figure, 0, lang),
        ...plans.flatMap(s => [
          valueText(figure, s, lang),
          ...(single ? [changeText(figure, s, lang)] : []),
          verdictText(figure, s, lang),
        ]),
      ],
      role: single ? roleOf(figure, 1) : ('plain' as const),
    }));
    const left = new Set([0, ...plans.map((_, p) => (single ? 4 : 3 + 2 * p))]);
    lines.push(...textTable(header, rows, left));
    if (first + PLANS < sides.length) lines.push(BLANK);
  }
  return lines;
}

function roleOf({ verdicts }: Compared, s: number): SummaryLine['role'] {
  const verdict = verdicts[s];
  return verdict === 'better' ? 'good' : verdict === 'worse' ? 'bad' : 'plain';
}

function sectorLines(
  comparison: Comparison,
  versus: Versus,
  sectors: readonly SectorFigures[],
  s: number,
  lang: Lang,
): SummaryLine[] {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const { base } = comparison;
  const there = sectors.filter(({ present }) => present[0] || present[s]);
  if (there.length === 0) return [];
  const layered = there.some(({ layer }) => layer !== '');
  const shown = there.length > ALL_SECTORS ? mostChanged(there, s, MOST_SECTORS) : there;
  const paths = [...new Set(shown.flatMap(({ figures }) => figures.map(({ row }) => row.path)))];
  // measures beyond two have no room
  const deviations = paths.filter(path => path.startsWith('balance.')).slice(0, 2);
  const columns = ['workload.hours', ...deviations, 'accounts', 'commercial.revenue'];
  const find = (sector: SectorFigures, path: string) => sector.figures.find(({ row }) => row.path === path);
  const header = [
    labels.sector,
    ...columns.map(path => {
      const name = (shown[0] && find(shown[0], path)?.row.name) ?? '';
      if (path === 'commercial.revenue') return `± ${name}`;
      return path.startsWith('balance.') ? `${shorten(name, 14)} ${labels.deviation}` : name;
    }),
  ];
  const cell = (sector: SectorFigures, path: string): string => {
    const figure = find(sector, path);
    if (!figure) return '';
    if (!sector.present[0] || !sector.present[s]) return valueText(figure, sector.present[0] ? 0 : s, lang);
    if (path === 'commercial.revenue') return changeText(figure, s, lang);
    const sign = verdictText(figure, s, lang).charAt(0);
    const [was, is] = [valueText(figure, 0, lang), valueText(figure, s, lang)];
    return `${was === is ? is : `${was} → ${is}`}${sign === '' ? '' : ` ${sign}`}`;
  };
  const rows = shown.map(sector => {
    const id = layered ? `${sector.layer} / ${sector.sectorId}` : sector.sectorId;
    const only = sector.present[0] ? base.name : versus.side.name;
    const both = sector.present[0] && sector.present[s];
    return {
      cells: [both ? id : `${id} (${words.onlyIn(only)})`, ...columns.map(path => cell(sector, path))],
      role: 'plain' as const,
    };
  });
  const rest = there.length - shown.length;
  return [
    BLANK,
    {
      text: `${words.sectors}${labels.colon}${words.heading(base.name, versus.side.name)}`,
      role: 'title' as const,
    },
    ...textTable(header, rows, new Set([0])),
    ...(rest > 0 ? [plain(words.otherSectors(formatNumber(rest, 0, lang)))] : []),
  ].map(line => ({ ...line, text: shorten(line.text, WIDTH) }));
}

function moveLines(
  { base }: Comparison,
  versus: Versus,
  { figures }: ScopeFigures,
  s: number,
  lang: Lang,
): SummaryLine[] {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const { moves, side } = versus;
  const pairs = pairsOf(moves);
  const zones = largest(
    moves.zoneList.filter(({ status }) => status === 'moved'),
    MOST_ZONES,
  );
  const counts = reasonCounts(versus);
  const why = counts.map(({ code, accounts }) => `${words.codes[code]} ${n(accounts)}`).join(', ');
  const still = moves.accountList.length + moves.zoneList.length === 0;
  // what no account has is not zero
  const amounts = (['revenue', 'potential'] as const).filter(key => moves[key]);
  return [
    BLANK,
    { text: `${labels.moves}${labels.colon}${words.heading(base.name, side.name)}`, role: 'title' },
    plain(countsLine(figures, s, lang)),
    ...movedLines(versus, lang).flatMap(text => wrapped(text).map(plain)),
    ...(why === '' ? [] : wrapped(`${words.why}${labels.colon}${why}`).map(plain)),
    ...(still ? [plain(words.nothing)] : []),
    ...(pairs.length === 0
      ? []
      : [
          BLANK,
          ...textTable(
            [labels.from, labels.to, labels.accounts, ...amounts.map(key => labels[key])],
            pairs.slice(0, MOST_PAIRS).map(pair => ({
              cells: [pair.from, pair.to, n(pair.accounts), ...amounts.map(key => n(pair[key]))],
              role: 'plain' as const,
            })),
            new Set([0, 1]),
          ),
          ...(pairs.length > MOST_PAIRS ? [plain(labels.otherMoves(n(pairs.length - MOST_PAIRS)))] : []),
        ]),
    ...(zones.length === 0
      ? []
      : [
          BLANK,
          ...textTable(
            [words.zone, labels.from, labels.to, labels.accounts, labels.revenue, words.reason],
            zones.map(zone => ({
              cells: [
                shorten(zone.name === zone.id ? zone.id : `${zone.id} ${zone.name}`, 24),
                shorten(zone.from, 10),
                shorten(zone.to, 10),
                n(zone.accounts),
                n(zone.revenue),
                words.codes[zone.reason.code],
              ],
              role: 'plain' as const,
            })),
            new Set([0, 1, 2, 5]),
          ),
          plain(words.largest(n(zones.length), n(moves.zones.moved))),
        ]),
    ...(still ? [] : [plain(words.lists)]),
  ].map(line => ({ ...line, text: shorten(line.text, WIDTH) })) as SummaryLine[];
}

function gateLines(gates: readonly GateResult[], lang: Lang): SummaryLine[] {
  const words = COMPARE_WORDS[lang];
  const kept = gates.filter(gate => gate.kept).length;
  const rows = gates.map(gate => ({
    cells: [gate.name, gateFigure(gate, lang), gateLimit(gate, lang), gate.kept ? words.kept : words.missed],
    role: gate.kept ? ('good' as const) : ('bad' as const),
  }));
  return [
    BLANK,
    {
      text: words.gatesKept(formatNumber(kept, 0, lang), formatNumber(gates.length, 0, lang)),
      role: kept === gates.length ? 'good' : 'bad',
    },
    ...textTable([words.gate, words.figure, words.limit, words.verdict], rows, new Set([0, 3])),
  ];
}

function plain(text: string): SummaryLine {
  return { text, role: 'plain' };
}

interface TextRow {
  readonly cells: readonly string[];
  readonly role: SummaryLine['role'];
}

/** Columns apart by two spaces; the first gives way where all together are too wide. */
function textTable(
  header: readonly string[],
  rows: readonly TextRow[],
  left: ReadonlySet<number>,
): SummaryLine[] {
  const widths = header.map((name, c) =>
    Math.max(width(name), ...rows.map(({ cells }) => width(cells[c] ?? ''))),
  );
  const others = widths.slice(1).reduce((sum, w) => sum + w + 2, 0);
  widths[0] = Math.max(8, Math.min(widths[0] as number, WIDTH - others));
  const line = (cells: readonly string[]) => {
    const text = cells.map((cell, c) => {
      const room = widths[c] as number;
      const short = shorten(cell, c === 0 ? room : WIDTH);
      return left.has(c) ? padEnd(short, room) : padStart(short, room);
    });
    return shorten(text.join('  ').trimEnd(), WIDTH);
  };
  return [
    { text: line(header), role: 'title' },
    ...rows.map(({ cells, role }): SummaryLine => ({ text: line(cells), role })),
  ];
}

/** At spaces, to lines of the terminal's width. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && width(line) + 1 + width(word) > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}
