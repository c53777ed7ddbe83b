// What the report says of the data and of how the plan was made: rows, defaults, findings, bridges, splits, manifest.

import { accountHeader } from '../evaluate/tables.ts';
import { fileName } from '../model/file-name.ts';
import type { Issue } from '../model/records.ts';
import { FINDINGS_FR } from './finding-words.ts';
import { escapeMarkdown, formatAssumed, formatNumber, type Lang, markdownTable } from './format.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

const LISTED = 20;

const FORMULA: Readonly<Record<Lang, string>> = {
  en: 'Potential of an account, kept in cents (an empty cell counts as 0, a result that is negative or no number is 0; column potential\\_computed of accounts.csv):',
  fr: 'Potentiel d’un compte, au centime (une cellule vide compte pour 0, un résultat négatif ou qui n’est pas un nombre devient 0 ; colonne potential\\_computed d’accounts.csv) :',
};

export function dataSection({ context, plan, lang, labels }: ReportInput): string {
  const n = (value: number) => formatNumber(value, 0, lang);
  const counts = markdownTable(
    [labels.input, labels.file, `${labels.rows}:`, `${labels.accepted}:`, `${labels.rejected}:`],
    plan.inputs.map(({ role, file, rows, accepted, rejected }) => [
      labels.inputs[role],
      escapeMarkdown(file),
      n(rows),
      n(accepted),
      n(rejected),
    ]),
  );
  const formula = plan.settings.potentialFormula;
  const defaults = context.defaults.map(({ input, records, field, value }) =>
    labels.defaultLine(
      labels.inputs[input],
      n(records),
      escapeMarkdown(field),
      escapeMarkdown(formatAssumed(value, lang)),
    ),
  );
  const renamed = context.accounts ? accountHeader(context.accounts.rows.header).renamed : [];
  return section(
    labels.data,
    `### ${labels.dataCounts}`,
    counts,
    ...(formula === undefined ? [] : [`${FORMULA[lang]} ${escapeMarkdown(formula)}`]),
    ...(defaults.length > 0 ? [`### ${labels.defaultsUsed}`, bullets(defaults)] : []),
    `### ${labels.findings}`,
    context.issues.length === 0 ? labels.noFindings : findingsTable(context.issues, lang, labels),
    ...(renamed.length > 0
      ? [
          `${labels.renamed}${labels.colon}${renamed.map(pair => pair.map(escapeMarkdown).join(' → ')).join(', ')}.`,
        ]
      : []),
  );
}

const GRAVITY = ['error', 'warning', 'repair', 'info'] as const;

/** One row per code, the gravest first, with the first finding as the example. */
export function findingsTable(issues: readonly Issue[], lang: Lang, labels: ReportInput['labels']): string {
  const n = (value: number) => formatNumber(value, 0, lang);
  const groups = new Map<string, { first: Issue; count: number }>();
  for (const issue of issues) {
    const key = `${GRAVITY.indexOf(issue.severity)} ${issue.code}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { first: issue, count: 1 });
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, { first, count }]) => [
      labels.severities[first.severity],
      escapeMarkdown(first.code),
      n(count),
      escapeMarkdown(`${placeOf(first)}${first.found}`),
      escapeMarkdown((lang === 'fr' && FINDINGS_FR[first.code]) || first.remedy),
    ]);
  return markdownTable(
    [labels.severity, labels.code, `${labels.count}:`, labels.example, labels.remedy],
    rows,
  );
}

/** `accounts.csv:12:potential: `; the base name only, so that reports are the same wherever the files lie. */
function placeOf({ file, line, feature, column }: Issue): string {
  const name = fileName(file);
  const parts = [
    name,
    ...(line === null ? [] : [feature ? `feature ${line}` : String(line)]),
    ...(column === null ? [] : [column]),
  ];
  return parts.some(part => part !== '') ? `${parts.join(':')}: ` : '';
}

export function geographySection({ plan, lang, labels }: ReportInput): string {
  const n = (value: number, decimals = 0) => formatNumber(value, decimals, lang);
  const more = (all: number) => (all > LISTED ? labels.more(n(all - LISTED)) : '');
  const { bridges, splits } = plan;
  const parts: string[] = [];
  if (bridges.length > 0) {
    const rows = bridges
      .slice(0, LISTED)
      .map(([a, b, km]) => [escapeMarkdown(a), escapeMarkdown(b), n(km, 1)]);
    const header = [labels.from, labels.to, `${labels.km}:`];
    parts.push(
      section(
        `${labels.bridges} (${n(bridges.length)})`,
        labels.bridgesNote,
        markdownTable(header, rows),
        more(bridges.length),
      ),
    );
  }
  if (splits.length > 0) {
    const rows = splits
      .slice(0, LISTED)
      .map(split => [
        escapeMarkdown(split.zone),
        split.parts.map(part => escapeMarkdown(part.id)).join(', '),
      ]);
    parts.push(
      section(
        `${labels.splits} (${n(splits.length)})`,
        labels.splitsNote,
        markdownTable([labels.zone, labels.parts], rows),
        more(splits.length),
      ),
    );
  }
  return parts.join('\n');
}

/** A setting's value for a reader: lists with commas, names before their values, numbers without the dust of binary. */
function settingText(value: unknown, lang: Lang): string {
  if (typeof value === 'number')
    return String(Number(value.toPrecision(12))).replace('.', lang === 'fr' ? ',' : '.');
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(item => settingText(item, lang)).join('; ') || '–';
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([name, part]) => `${name} ${settingText(part, lang)}`);
  return entries.join(', ') || '–';
}

export function manifestSection({ plan, lang, labels }: ReportInput): string {
  const inputs = plan.inputs.map(({ role, file, sha256 }) => [
    labels.inputs[role],
    escapeMarkdown(file),
    `\`${/^[0-9a-f]*$/.test(sha256) ? sha256 : ''}\``,
  ]);
  const options = Object.entries(plan.settings)
    // the rules of layers are in the report of all layers
    .filter(([name]) => name !== 'slice')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => [escapeMarkdown(name), escapeMarkdown(settingText(value, lang))]);
  return section(
    labels.manifest,
    `${labels.version}${labels.colon}sectorize ${escapeMarkdown(plan.version)}`,
    markdownTable([labels.input, labels.file, 'SHA-256'], inputs),
    markdownTable([labels.option, labels.value], options),
  );
}
