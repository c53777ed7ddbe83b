// The first page of the committee pack: how far the plan has come, that it was verified, what has to be decided, and the
// figures that matter. Every number in it is one of kpis.json, which was verified before it was written.

import type { Comparison, Versus } from '../../evaluate/compare/compare.ts';
import type { Kpis } from '../../evaluate/kpis-types.ts';
import type { CheckResult } from '../../evaluate/verify/check.ts';
import type { Issue } from '../../model/records.ts';
import type { StatusStep } from '../../model/status.ts';
import { isKey, isKnown, type ScopeFigures, scopeFigures, sectorFigures } from '../compare/figures.ts';
import { countsLine, movedLines } from '../compare/said.ts';
import { kpiTable, pairTable, reasonTable, sectorTable } from '../compare/tables.ts';
import { escapeMarkdown, formatNumber, type Lang, markdownTable } from '../format.ts';
import { LABELS } from '../labels.ts';
import { findingsTable } from '../markdown-data.ts';
import { overridesSection } from '../markdown-overrides.ts';
import { revisionSection } from '../markdown-revision.ts';
import { bullets, section } from '../report-input.ts';
import { type DecidedLayer, decisionsOf } from './decisions.ts';
import { COMMITTEE_WORDS } from './words.ts';

export interface CommitteeInput {
  /** the plan's folder */
  readonly name: string;
  readonly status: readonly StatusStep[];
  readonly checks: readonly CheckResult[];
  /** of all layers together */
  readonly total: Kpis;
  readonly layers: readonly DecidedLayer[];
  /** with the plan before, or with today; null when there is neither */
  readonly comparison: Comparison | null;
  /** changes.csv has the changes of the comparison, not those from another assignment */
  readonly ownChanges: boolean;
  readonly issues: readonly Issue[];
  readonly rejected: number;
  /** in the pack, by name */
  readonly files: readonly string[];
  readonly lang: Lang;
}

const PAIRS = 20;

/** Section id → Markdown, in order: for the page, and joined for the text. */
export function committeeSections(input: CommitteeInput): (readonly [id: string, markdown: string])[] {
  const { comparison, total, layers, lang } = input;
  const labels = LABELS[lang];
  const words = COMMITTEE_WORDS[lang];
  const sections: [string, string][] = [
    ['decisions', decisions(input)],
    ['key-figures', figures(comparison, lang)],
  ];
  const versus = comparison?.others[0];
  if (comparison && versus) {
    const shown = sectorFigures(comparison, lang);
    sections.push(['sectors', section(words.sectors, sectorTable(comparison, versus, shown, 1, lang))]);
    sections.push(['hands', hands(versus, input)]);
  }
  for (const { name, kpis } of layers) {
    const parts = [revisionSection({ kpis, lang, labels }), overridesSection({ kpis, lang, labels })];
    for (const text of parts.filter(part => part !== ''))
      sections.push([
        'layer',
        name === '' ? text : text.replace(/^## /, `## ${words.layer(escapeMarkdown(name))}`),
      ]);
  }
  sections.push(['promises', promises(total, lang)]);
  sections.push(['data', data(input)]);
  sections.push(['verify', verified(input)]);
  sections.push(['files', files(input)]);
  return sections.filter(([, text]) => text !== '');
}

export function committeeMarkdown(input: CommitteeInput): string {
  const words = COMMITTEE_WORDS[input.lang];
  const head = `# ${words.title}${LABELS[input.lang].colon}${escapeMarkdown(input.name)}\n`;
  return [
    head,
    bullets(statusLines(input).map(escapeMarkdown)),
    ...committeeSections(input).map(([, text]) => text),
  ].join('\n');
}

/** Plain text: how far the plan has come, and that it was verified. */
export function statusLines({
  status,
  checks,
  lang,
}: Pick<CommitteeInput, 'status' | 'checks' | 'lang'>): string[] {
  const words = COMMITTEE_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const steps = status.map(({ state, by, on, note, despite }) => {
    const accepted = despite.length > 0 ? words.despite(despite.join(', ')) : '';
    return words.step(words.states[state], by, on, note) + accepted;
  });
  const broken = new Set(checks.filter(check => check.broken > 0).map(({ name }) => name)).size;
  const facts = checks.reduce((sum, { checked }) => sum + checked, 0);
  return [
    ...(steps.length > 0 ? steps : [words.draft]),
    broken > 0 ? words.verifiedBut(n(broken)) : words.verified(n(checks.length), n(facts)),
  ];
}

function decisions({ total, layers, rejected, issues, lang }: CommitteeInput): string {
  const words = COMMITTEE_WORDS[lang];
  const list = [...decisionsOf(total, layers, rejected, lang)];
  const warnings = issues.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    const kinds = [...new Set(warnings.map(({ code }) => code))].sort().map(escapeMarkdown).join(', ');
    list.push({ text: words.findings(formatNumber(warnings.length, 0, lang), kinds), options: [] });
  }
  const items = list.map(({ text, options }, at) => {
    const under =
      options.length > 0 ? `\n\n   ${words.options}\n\n${options.map(o => `   - ${o}\n`).join('')}` : '\n';
    return `${at + 1}. ${text}${under}`;
  });
  return section(words.decisions, words.decisionsNote, items.join('\n'));
}

function figures(comparison: Comparison | null, lang: Lang): string {
  const words = COMMITTEE_WORDS[lang];
  if (!comparison) return section(words.figures, words.figuresNone);
  const [total] = scopeFigures(comparison, lang) as [ScopeFigures, ...ScopeFigures[]];
  const known = total.figures.filter(figure => isKnown(figure) && isKey(figure));
  const versus = comparison.others[0] as Versus;
  const lines = [countsLine(total.figures, 1, lang), ...movedLines(versus, lang)];
  return section(words.figures, bullets(lines.map(escapeMarkdown)), kpiTable(comparison, known, lang));
}

function hands(versus: Versus, { ownChanges, lang }: CommitteeInput): string {
  const words = COMMITTEE_WORDS[lang];
  const tables = [reasonTable(versus, lang), pairTable(versus, PAIRS, lang)].filter(table => table !== '');
  return tables.length > 0
    ? section(
        words.hands,
        ...tables,
        ownChanges ? words.handsNote('changes.csv') : words.handsOther('changes.csv'),
      )
    : '';
}

function promises({ promises: list }: Kpis, lang: Lang): string {
  const labels = LABELS[lang];
  const rows = list.map(({ name, kept, detail, detail_fr }) => [
    escapeMarkdown(name),
    kept ? labels.kept : `**${labels.broken}**`,
    escapeMarkdown(lang === 'fr' ? detail_fr : detail),
  ]);
  return section(labels.promises, markdownTable([labels.promise, labels.verdict, labels.detail], rows));
}

function data({ issues, lang }: CommitteeInput): string {
  const words = COMMITTEE_WORDS[lang];
  if (issues.length === 0) return section(words.data, words.noData);
  return section(words.data, findingsTable(issues, lang, LABELS[lang]));
}

function verified({ checks, lang }: CommitteeInput): string {
  const words = COMMITTEE_WORDS[lang];
  const labels = LABELS[lang];
  const rows = checks.map(({ name, checked, ok }) => [
    escapeMarkdown(name),
    formatNumber(checked, 0, lang),
    ok ? labels.kept : `**${labels.broken}**`,
  ]);
  return section(words.verify, markdownTable([words.check, `${words.compared}:`, labels.verdict], rows));
}

function files({ files: names, lang }: CommitteeInput): string {
  const words = COMMITTEE_WORDS[lang];
  const rows = names.map(name => [escapeMarkdown(name), words.content[name] ?? '']);
  return section(words.files, markdownTable([words.file, words.what], rows));
}
