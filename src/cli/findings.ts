// What the reader found, on stderr: a few of each kind with counts for the rest, the worst last, where the eye is when
// the terminal stops scrolling.

import type { World } from '../app/prepare.ts';
import { formatIssue } from '../io/issues.ts';
import type { DefaultUsed, Issue, Severity } from '../model/records.ts';
import { FINDINGS_FR } from '../report/finding-words.ts';
import { formatAssumed, formatNumber } from '../report/format.ts';
import { RUN_WORDS } from '../report/run-words.ts';
import { paint } from './terminal.ts';

const SHOWN_PER_KIND = 3;
/** errors stop everything: more of them are shown */
const SHOWN_ERRORS = 20;
const ORDER: readonly Severity[] = ['info', 'repair', 'warning', 'error'];

/** By severity, errors last; otherwise as they were. */
export function worstLast(issues: readonly Issue[]): Issue[] {
  return ORDER.flatMap(severity => issues.filter(issue => issue.severity === severity));
}

/**
 * The findings and assumptions of a world, briefly; `check` prints them all.
 * @param known findings, as `formatIssue` says them, that have been printed for another layer
 */
export function printFindings(world: World, lang: 'fr' | 'en', known: ReadonlySet<string> = new Set()): void {
  const issues = world.log.issues().filter(issue => !known.has(formatIssue(issue)));
  const lines = [
    ...briefIssues(issues, known.size > 0 ? new Map() : world.log.counts(), lang),
    ...world.context.defaults.map(used => defaultLine(used, lang)),
  ];
  const words = RUN_WORDS[lang];
  const number = (value: number) => formatNumber(value, 0, lang);
  for (const input of world.inputs) {
    if (input.role === 'aliases') continue;
    const rejected = input.rejected > 0 ? words.rejected(number(input.rejected)) : '';
    const read = words.read(words.roles[input.role], number(input.rows), number(input.accepted));
    lines.push(paint.dim(`${read}${rejected}`));
  }
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
}

export function defaultLine(used: DefaultUsed, lang: 'fr' | 'en'): string {
  const records = formatNumber(used.records, 0, lang);
  const value = formatAssumed(used.value, lang);
  return paint.dim(RUN_WORDS[lang].assumed(used.field, records, used.input, value));
}

/** Up to three findings of each kind, twenty of an error, what they mean in French, then how many more there are. */
export function briefIssues(
  issues: readonly Issue[],
  counts: ReadonlyMap<string, number>,
  lang: 'fr' | 'en',
): string[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of worstLast(issues)) {
    const key = `${issue.severity} ${issue.code}`;
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  const words = RUN_WORDS[lang];
  const lines: string[] = [];
  for (const group of groups.values()) {
    const { severity, code } = group[0] as Issue;
    const shown = group.slice(0, severity === 'error' ? SHOWN_ERRORS : SHOWN_PER_KIND);
    for (const issue of shown) lines.push(paint.issue(issue, formatIssue(issue)));
    // one code has one severity but for a few, whose groups then count their own
    const mixed = ORDER.some(other => other !== severity && groups.has(`${other} ${code}`));
    const french = lang === 'fr' ? FINDINGS_FR[code] : undefined;
    if (french) lines.push(paint.dim(`  ${french}`));
    const more = (mixed ? group.length : (counts.get(code) ?? group.length)) - shown.length;
    if (more > 0) lines.push(paint.dim(`  ${words.more(String(more), code)}${words.lists}`));
  }
  return lines;
}
