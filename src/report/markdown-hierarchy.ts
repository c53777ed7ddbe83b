// The levels above the sectors: who is in which group, what each carries against its target, and how good the grouping is.

import type { LevelKpis } from '../evaluate/hierarchy/types.ts';
import {
  escapeMarkdown,
  formatNumber,
  formatShare,
  formatSigned,
  type Lang,
  markdownTable,
} from './format.ts';
import { gapOfLevel, HIERARCHY_WORDS } from './hierarchy-words.ts';
import { type Labels, measureWords } from './labels.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

const MEMBERS_SHOWN = 12;

export function hierarchySection({ kpis, lang, labels }: ReportInput): string {
  const { hierarchy } = kpis;
  if (!hierarchy) return '';
  const words = HIERARCHY_WORDS[lang];
  // the top first, as people read a hierarchy
  const levels = [...hierarchy.levels]
    .reverse()
    .flatMap(level => [
      `### ${escapeMarkdown(words.level(level.level, formatNumber(level.groups.length, 0, lang)))}`,
      words.how[level.how],
      bullets([`${escapeMarkdown(gapOfLevel(level, lang))}`, ...balanceLines(level, lang, labels)]),
      groupTable(level, lang, labels),
    ]);
  return section(words.title, words.order[hierarchy.order], ...levels);
}

function nameOf(measure: string, lang: Lang, labels: Labels): string {
  return escapeMarkdown(HIERARCHY_WORDS[lang].measures[measure] ?? measureWords(measure, labels));
}

function balanceLines({ balance }: LevelKpis, lang: Lang, labels: Labels): string[] {
  const words = HIERARCHY_WORDS[lang];
  return Object.entries(balance).map(([name, { max_deviation, tolerance }]) => {
    const kept = (max_deviation ?? 0) <= tolerance + 1e-6;
    return (kept ? words.balance : words.broken)(
      nameOf(name, lang, labels),
      formatShare(max_deviation, lang),
      formatShare(tolerance, lang),
    );
  });
}

function groupTable({ groups, balance }: LevelKpis, lang: Lang, labels: Labels): string {
  const words = HIERARCHY_WORDS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const names = Object.keys(balance).filter(name => name !== 'sectors');
  const header = [
    words.group,
    words.manager,
    words.parent,
    words.members,
    `${words.sectors}:`,
    `${words.accounts}:`,
    ...names.flatMap(name => [`${nameOf(name, lang, labels)}:`, `${labels.deviation}:`]),
    `${words.travel}:`,
    `${words.pieces}:`,
  ];
  const rows = groups.map(group => {
    const more = group.members.length - MEMBERS_SHOWN;
    const members = group.members.slice(0, MEMBERS_SHOWN).join(', ') + (more > 0 ? `, … (+${more})` : '');
    return [
      escapeMarkdown(group.name === group.id ? group.id : `${group.name} (${group.id})`),
      group.manager === null ? words.open : escapeMarkdown(group.manager),
      escapeMarkdown(group.parent ?? ''),
      escapeMarkdown(members),
      n(group.sectors),
      n(group.accounts),
      ...names.flatMap(name => [
        formatNumber(group.balance[name]?.value, name === 'fte' ? 1 : 0, lang),
        formatSigned(group.balance[name]?.deviation, lang),
      ]),
      n(group.manager_travel_hours) + (group.start.found ? ' \\*' : ''),
      n(group.contiguity.pieces),
    ];
  });
  const found = groups.some(group => group.start.found);
  return markdownTable(header, rows) + (found ? `\n\\* ${words.found}\n` : '');
}
