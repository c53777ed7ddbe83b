// Decisions by hand: a zone or an account goes to a rep whatever the optimizer would do. A zone becomes that rep's alone; an
// account is named, as a locked one is, but to the rep of the decision.

import type { Accounts, Issue, Reps, Zones } from './records.ts';
import { matcher } from './zone-matcher.ts';

export interface Override {
  readonly line: number;
  /** one of the two is '' */
  readonly zone: string;
  readonly account: string;
  readonly rep: string;
  /** '' where the file does not say */
  readonly author: string;
  readonly reason: string;
  /** ISO, or as written where that is no date */
  readonly date: string;
}

export interface Overrides {
  readonly file: string;
  readonly rowsRead: number;
  /** rows that say again what one before them has said */
  readonly repeated: number;
  readonly list: readonly Override[];
}

/** In a rep's list of areas: this zone and its parts, and no other whose id begins so. */
export function exactly(zone: string): string {
  return `=${zone}`;
}

export function isExact(entry: string): boolean {
  return entry.startsWith('=');
}

/** Reps to whom zones were given have them for themselves. */
export function repsWithOverrides(reps: Reps, { list }: Overrides): Reps {
  const zonesOf = new Map<string, string[]>();
  for (const { zone, rep } of list) {
    if (zone === '') continue;
    const own = zonesOf.get(rep);
    if (own) own.push(zone);
    else zonesOf.set(rep, [zone]);
  }
  if (zonesOf.size === 0) return reps;
  return {
    ...reps,
    list: reps.list.map(rep => {
      const zones = zonesOf.get(rep.id);
      return zones ? { ...rep, exclusiveZones: [...rep.exclusiveZones, ...zones.map(exactly)] } : rep;
    }),
  };
}

/** Accounts with the reps that were decided for them; of several decisions, in layers of their own, all are kept. */
export function accountsWithOverrides(accounts: Accounts, { list }: Overrides): Accounts {
  const decided = new Map<string, string[]>();
  for (const { account, rep } of list) {
    if (account === '') continue;
    const known = decided.get(account);
    if (known) known.push(rep);
    else decided.set(account, [rep]);
  }
  if (decided.size === 0) return accounts;
  return { ...accounts, decided: accounts.id.map(id => decided.get(id) ?? NOBODY) };
}

const NOBODY: readonly string[] = [];

/** Decisions that contradict each other, a lock or another rule: in the plan of these reps. */
export function overrideConflicts(
  { file, list }: Overrides,
  { accounts, reps, zones }: { accounts: Accounts | null; reps: Reps; zones: Zones },
): Issue[] {
  const issues: Issue[] = [];
  const repOf = new Map(reps.list.map(rep => [rep.id, rep]));
  const indexOf = new Map(accounts?.id.map((id, a) => [id, a]));
  const taken = new Map<string, Override>();
  const tell = (
    severity: 'error' | 'warning',
    { line }: Override,
    found: string,
    expected: string,
    remedy: string,
  ) =>
    issues.push({
      severity,
      code: 'override-conflict',
      file,
      line,
      column: 'rep_id',
      found,
      expected,
      remedy,
    });
  for (const entry of list) {
    const rep = repOf.get(entry.rep);
    if (!rep) continue;
    const what = entry.zone === '' ? `account ${entry.account}` : `zone ${entry.zone}`;
    const before = taken.get(what);
    if (before) {
      const found = `${what} to ${entry.rep}, which line ${before.line} gives to ${before.rep}`;
      tell('error', entry, found, 'one rep', 'take out the decision that no longer counts');
      continue;
    }
    taken.set(what, entry);
    if (entry.zone !== '') {
      const others = reps.list.filter(
        other => other.id !== rep.id && other.exclusiveZones.some(zone => !isExact(zone)),
      );
      const i = zones.id.indexOf(entry.zone);
      const owner = others.find(other =>
        matcher(
          zones,
          other.exclusiveZones.filter(zone => !isExact(zone)),
        )(i),
      );
      const excluded = i >= 0 && matcher(zones, rep.excludedZones)(i);
      if (i >= 0 && owner) {
        const found = `${what} to ${rep.id}, which is exclusive to ${owner.id} (exclusive_zones)`;
        tell(
          'error',
          entry,
          found,
          'a rep who may serve it',
          'take it out of exclusive_zones, or the row out',
        );
      }
      if (excluded) {
        const found = `${what} to ${rep.id}, who may not serve it (excluded_zones)`;
        tell(
          'error',
          entry,
          found,
          'a rep who may serve it',
          'take it out of excluded_zones, or the row out',
        );
      }
      continue;
    }
    const a = indexOf.get(entry.account);
    if (a === undefined || !accounts?.locked[a] || accounts.repId[a] === rep.id) continue;
    const found = `${what} to ${rep.id}, locked to ${accounts.repId[a]}`;
    tell(
      'warning',
      entry,
      found,
      'a lock or a decision',
      'the decision counts; take the lock out of the accounts',
    );
  }
  return issues;
}
