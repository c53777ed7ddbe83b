// What there is to say about seniority and about when reps are there: whom the period does not know, who counts for less
// than the file says, and which policies meet nobody.

import { monthsOf, presenceOf } from '../model/period.ts';
import type { Accounts, Issue, Rep, Reps } from '../model/records.ts';
import type { Settings } from '../model/settings.ts';

/** @param broken something cannot be read: accounts that are not there may be what cannot */
export function seniorityIssues(
  { reps, accounts }: { readonly reps: Reps; readonly accounts: Accounts | null },
  settings: Settings,
  broken: boolean,
): Issue[] {
  const period = settings.period ? periodIssues(reps, settings) : idleRampUp(settings);
  if (broken && !accounts) return period;
  return [...period, ...idlePolicies(reps, accounts, settings), ...idleColumns(reps, accounts)];
}

function periodIssues(reps: Reps, settings: Settings): Issue[] {
  const months = monthsOf(settings);
  const known = new Set(months);
  const span = `${months[0]} to ${months.at(-1)}`;
  return reps.list.flatMap((rep): Issue[] => {
    const place = { file: reps.file, line: rep.line, ...(reps.feature ? { feature: true } : {}) };
    const issues: Issue[] = [];
    const outside = [...(rep.presence?.keys() ?? [])].filter(month => !known.has(month)).sort();
    if (outside.length > 0) {
      issues.push({
        severity: 'warning',
        code: 'outside-period',
        ...place,
        column: 'presence',
        found: `rep ${rep.id}: ${outside.slice(0, 5).join(', ')}${outside.length > 5 ? ', …' : ''}`,
        expected: `months from ${span}`,
        remedy: 'check the year; these months have no effect on this plan',
      });
    }
    const share = presenceOf(rep, settings);
    // an FTE of 0 has been reported
    if (share === 0) {
      issues.push({
        severity: 'error',
        code: 'absent-rep',
        ...place,
        column: columnOf(rep),
        found: `rep ${rep.id}, who is not there at all from ${span} (${reasons(rep)})`,
        expected: 'reps with some time in the period',
        remedy: 'take the rep out of the file, or mend the dates or the period',
      });
    } else if (share !== 1) {
      issues.push({
        severity: 'info',
        code: 'rep-presence',
        ...place,
        column: columnOf(rep),
        found: `rep ${rep.id}: ${amount(rep.fte)} FTE counts ${amount(rep.fte * share)} from ${span} (${reasons(rep)})`,
        expected: 'the whole period',
        remedy: 'nothing to do: share, targets and capacity follow',
      });
    }
    return issues;
  });
}

function columnOf(rep: Rep): string {
  return rep.hired !== undefined ? 'hired' : rep.left !== undefined ? 'left' : 'presence';
}

function reasons({ hired, left, presence }: Rep): string {
  return [
    ...(hired === undefined ? [] : [`hired ${hired}`]),
    ...(left === undefined ? [] : [`left ${left}`]),
    ...(presence === undefined ? [] : ['part-time months']),
  ].join(', ');
}

function amount(fte: number): string {
  return String(Math.round(100 * fte) / 100);
}

function idleRampUp({ rampUp }: Settings): Issue[] {
  if (rampUp.length === 0) return [];
  const found = 'a ramp-up, but no period to plan';
  return [
    policyIssue('no-period', 'ramp_up', found, 'a period', 'set the period, or leave ramp_up out', 'info'),
  ];
}

/** Policies by segment or level that meet no account and no rep. */
function idlePolicies(reps: Reps, accounts: Accounts | null, settings: Settings): Issue[] {
  const segments = new Set(accounts?.segment);
  const levels = new Set(reps.list.map(rep => rep.seniority ?? ''));
  const unknown = (names: readonly string[], known: ReadonlySet<string>) =>
    names.filter(name => !known.has(name));
  const { visitMinutesBySegment, productivityBySegment } = settings;
  const minutes = accounts?.numbers.get('visit_minutes');
  const needed = new Set(accounts?.segment.filter((_, a) => Number.isNaN(minutes?.[a] ?? Number.NaN)));
  const ofLevels = Object.values(productivityBySegment).flatMap(level => Object.keys(level));
  const idle: readonly (readonly [key: string, names: readonly string[], what: string])[] = [
    [
      'visit_minutes_by_segment',
      unknown(Object.keys(visitMinutesBySegment), segments),
      'segment of any account',
    ],
    [
      'visit_minutes_by_segment',
      Object.keys(visitMinutesBySegment).filter(name => segments.has(name) && !needed.has(name)),
      'account without its own visit_minutes',
    ],
    ['productivity_by_segment', unknown(Object.keys(productivityBySegment), levels), 'seniority of any rep'],
    ['productivity_by_segment', unknown([...new Set(ofLevels)], segments), 'segment of any account'],
  ];
  return idle
    .filter(([, names]) => names.length > 0)
    .map(([key, names, what]) =>
      policyIssue(
        'idle-policy',
        key,
        `${[...names].sort().slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}: no ${what}`,
        'names as the files have them',
        'check how they are written; as they are, they change nothing',
        'warning',
      ),
    );
}

function idleColumns(reps: Reps, accounts: Accounts | null): Issue[] {
  const segments = new Set(accounts?.segment);
  const named = new Set(reps.list.flatMap(rep => [...(rep.segmentProductivity?.keys() ?? [])]));
  return [...named]
    .filter(segment => !segments.has(segment))
    .sort()
    .map(segment => ({
      severity: 'warning',
      code: 'idle-policy',
      file: reps.file,
      line: null,
      column: `productivity:${segment}`,
      found: `${segment}: no segment of any account`,
      expected: 'a segment as the accounts have it',
      remedy: 'check how it is written; as it is, it changes nothing',
    }));
}

function policyIssue(
  code: string,
  key: string,
  found: string,
  expected: string,
  remedy: string,
  severity: 'info' | 'warning',
): Issue {
  return { severity, code, file: key, line: null, column: null, found, expected, remedy };
}
