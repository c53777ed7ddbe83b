// What the reader found, on stderr: the worst first, a few of each kind, with counts for the rest.

import type { World } from '../app/prepare.ts';
import { formatIssue, type IssueLog } from '../io/issues.ts';
import type { DefaultUsed, Issue, Severity } from '../model/records.ts';
import { formatNumber } from '../report/format.ts';
import { paint } from './terminal.ts';

const SHOWN_PER_KIND = 3;
const ORDER: readonly Severity[] = ['error', 'warning', 'repair', 'info'];

/** The findings and assumptions of a world, briefly; `check` prints them all. */
export function printFindings(world: World, lang: 'fr' | 'en'): void {
  const lines = [...briefIssues(world.log), ...world.context.defaults.map(used => defaultLine(used, lang))];
  for (const input of world.inputs) {
    if (input.role === 'aliases') continue;
    const rejected =
      input.rejected > 0 ? `, ${formatNumber(input.rejected, 0, lang)} rejected (rejects.csv)` : '';
    lines.push(
      paint.dim(
        `${input.role}: ${formatNumber(input.rows, 0, lang)} rows read, ${formatNumber(input.accepted, 0, lang)} used${rejected}`,
      ),
    );
  }
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
}

export function defaultLine(used: DefaultUsed, lang: 'fr' | 'en'): string {
  const records = formatNumber(used.records, 0, lang);
  return paint.dim(`${used.field}: ${records} ${used.input} have none; ${used.value} assumed`);
}

/** Up to three findings of each kind, then how many more there are. */
export function briefIssues(log: IssueLog): string[] {
  const groups = new Map<string, Issue[]>();
  for (const issue of log.issues()) {
    const key = `${ORDER.indexOf(issue.severity)} ${issue.code}`;
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  const counts = log.counts();
  const lines: string[] = [];
  for (const [, group] of [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    for (const issue of group.slice(0, SHOWN_PER_KIND)) lines.push(paint.issue(issue, formatIssue(issue)));
    const first = group[0] as Issue;
    const total = counts.get(first.code) ?? group.length;
    if (total > SHOWN_PER_KIND) {
      lines.push(
        paint.dim(`  … and ${total - SHOWN_PER_KIND} more of ${first.code}; sectorize check lists them all`),
      );
    }
  }
  return lines;
}
