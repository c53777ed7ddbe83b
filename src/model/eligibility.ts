// Which rep may serve which zone. Hard rules: the optimizer never breaks them, so a zone that no rep
// may serve is an input problem, named here with the rules that excluded everyone.
// docs/rules.md says what each rule means.

import type { PlanContext } from './context.ts';
import { type NearestOf, orphans, outOfReach } from './orphans.ts';
import { partnerFindings } from './partner-findings.ts';
import { excludedPairs, holdersOf } from './partners.ts';
import type { Issue } from './records.ts';
import { slaLimits } from './sla.ts';
import type { Travel } from './travel.ts';
import { matcher } from './zone-matcher.ts';

/** Why a pair is not eligible; bits, so that a pair can break several rules. */
export const RULES = [
  'segments',
  'allowed_zones',
  'excluded_zones',
  'sla_minutes',
  'max_travel_minutes',
  'exclusive_zones',
  'excluded_accounts',
] as const;

/** bits of the rules that are about how far it is */
const OF_TRAVEL = (1 << RULES.indexOf('sla_minutes')) | (1 << RULES.indexOf('max_travel_minutes'));

export interface Eligibility {
  /** bit set of broken rules per pair (zone·k + rep); 0: eligible */
  readonly broken: Uint16Array;
  /** by zone: the reps to whom it is exclusive; zones that anyone may serve are absent */
  readonly holders: ReadonlyMap<number, readonly number[]>;
  readonly issues: readonly Issue[];
}

/** Points in degrees where each rep starts; NaN when not known (then travel rules cannot bind). */
export interface Bases {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

/** Every rep starts somewhere that is known. */
export function hasBases(bases: Bases): boolean {
  return !bases.lat.some(lat => Number.isNaN(lat));
}

/** @param unitOf zones that must have the same rep, by unit: a rep who may not serve one of them may serve none */
export function eligibilityOf(
  context: PlanContext,
  bases: Bases,
  travel: Travel,
  unitOf?: Int32Array,
): Eligibility {
  const { zones, reps, accounts, zoneOf, named } = context;
  const n = zones.count;
  const k = reps.list.length;
  const broken = new Uint16Array(n * k);
  const mark = (zone: number, rep: number, rule: number) => {
    broken[zone * k + rep] = (broken[zone * k + rep] as number) | (1 << rule);
  };

  const count = accounts?.count ?? 0;
  const hasAccount = new Uint8Array(n);
  for (let a = 0; a < count; a++) if (!named[a]) hasAccount[zoneOf[a] as number] = 1;

  const segmentsOf = new Map<number, Set<string>>();
  if (accounts && reps.list.some(rep => rep.segments)) {
    for (let a = 0; a < count; a++) {
      const segment = accounts.segment[a] as string;
      if (named[a] || segment === '') continue;
      const zone = zoneOf[a] as number;
      const known = segmentsOf.get(zone);
      if (known) known.add(segment);
      else segmentsOf.set(zone, new Set([segment]));
    }
  }

  reps.list.forEach((rep, j) => {
    if (rep.segments) {
      const served = new Set(rep.segments);
      for (const [zone, segments] of segmentsOf) {
        for (const segment of segments) if (!served.has(segment)) mark(zone, j, 0);
      }
    }
    if (rep.allowedZones) {
      // what is exclusive to a rep need not be allowed as well
      const allowed = matcher(zones, [...rep.allowedZones, ...rep.exclusiveZones]);
      for (let i = 0; i < n; i++) if (!allowed(i)) mark(i, j, 1);
    }
    if (rep.excludedZones.length > 0) {
      const excluded = matcher(zones, rep.excludedZones);
      for (let i = 0; i < n; i++) if (excluded(i)) mark(i, j, 2);
    }
    const lat = bases.lat[j] as number;
    const lon = bases.lon[j] as number;
    if (Number.isNaN(lat)) return;
    if (rep.maxTravelMinutes < Number.POSITIVE_INFINITY) {
      for (let i = 0; i < n; i++) {
        if (!hasAccount[i]) continue;
        const minutes = travel.minutes(lat, lon, zones.lat[i] as number, zones.lon[i] as number);
        if (minutes > rep.maxTravelMinutes) mark(i, j, 4);
      }
    }
  });

  const holders = holdersOf(context);
  for (const [zone, owners] of holders) {
    for (let j = 0; j < k; j++) if (!owners.includes(j)) mark(zone, j, 5);
  }
  for (const [account, rep] of excludedPairs(context)) {
    if (!named[account]) mark(zoneOf[account] as number, rep, 6);
  }

  const sla = accounts && slaLimits(accounts, context.settings);
  if (sla) {
    for (let a = 0; a < count; a++) {
      const limit = sla[a] as number;
      if (named[a] || Number.isNaN(limit)) continue;
      for (let j = 0; j < k; j++) {
        if (Number.isNaN(bases.lat[j] as number)) continue;
        const minutes = travel.minutes(
          bases.lat[j] as number,
          bases.lon[j] as number,
          context.accountLat[a] as number,
          context.accountLon[a] as number,
        );
        if (minutes > limit) mark(zoneOf[a] as number, j, 3);
      }
    }
  }

  const nearestOf: NearestOf = (zone, lat, lon) => {
    let best: { rep: string; minutes: number } | null = null;
    reps.list.forEach(({ id }, j) => {
      const [y, x] = [bases.lat[j] as number, bases.lon[j] as number];
      if (Number.isNaN(y) || ((broken[zone * k + j] as number) & ~OF_TRAVEL) !== 0) return;
      const minutes = travel.minutes(y, x, lat, lon);
      if (!best || minutes < best.minutes) best = { rep: id, minutes };
    });
    return best;
  };
  const issues = [
    ...idleRules(context),
    ...partnerFindings(context, holders),
    ...outOfReach(context, nearestOf),
    ...orphans(context, broken, RULES, nearestOf),
  ];
  if (unitOf) issues.push(...parted(context, broken, unitOf));
  return { broken, holders, issues };
}

/** One warning per rep and rule that names segments or zones which do not exist: a slip, or codes without their zero. */
function idleRules({ zones, reps, accounts }: PlanContext): Issue[] {
  const known = new Set(accounts?.segment);
  // many reps name the same départements: each is looked for once
  const judged = new Map<string, boolean>();
  const nowhere = (entry: string) => {
    const matches = matcher(zones, [entry]);
    const idle = judged.get(entry) ?? zones.id.every((_, i) => !matches(i));
    judged.set(entry, idle);
    return idle;
  };
  return reps.list.flatMap(rep => {
    const rules: readonly (readonly [column: string, idle: readonly string[], what: string])[] = [
      ['segments', (rep.segments ?? []).filter(segment => !known.has(segment)), 'segment of any account'],
      ['allowed_zones', (rep.allowedZones ?? []).filter(nowhere), 'zone, prefix of one, or parent area'],
      ['excluded_zones', rep.excludedZones.filter(nowhere), 'zone, prefix of one, or parent area'],
      ['exclusive_zones', rep.exclusiveZones.filter(nowhere), 'zone, prefix of one, or parent area'],
    ];
    return rules
      .filter(([, idle]) => idle.length > 0)
      .map(
        ([column, idle, what]): Issue => ({
          severity: 'warning',
          code: 'idle-rule',
          file: reps.file,
          line: rep.line,
          ...(reps.feature ? { feature: true } : {}),
          column,
          found: `rep ${rep.id}: ${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ', …' : ''}: no ${what}`,
          expected: `names as the ${column === 'segments' ? 'accounts' : 'zones'} have them`,
          remedy: 'check how they are written (01, not 1); as they are, they match nothing',
        }),
      );
  });
}

/** One error per unit each of whose zones may be served, but not all by the same rep. */
function parted({ zones, reps, together }: PlanContext, broken: Uint16Array, unitOf: Int32Array): Issue[] {
  const k = reps.list.length;
  const some = new Map<number, number[]>();
  unitOf.forEach((unit, i) => {
    const list = some.get(unit);
    if (list) list.push(i);
    else some.set(unit, [i]);
  });
  const may = (i: number, j: number) => broken[i * k + j] === 0;
  return [...some.values()].flatMap(members => {
    if (members.length === 1 || reps.list.some((_, j) => members.every(i => may(i, j)))) return [];
    // zones that nobody may serve are named already
    if (members.some(i => !reps.list.some((_, j) => may(i, j)))) return [];
    const first = members[0] as number;
    const rule = together.find(({ price, of }) => price === null && (of[first] as number) >= 0);
    const area = `${rule?.column} ${rule?.ids[rule.of[first] as number]}`;
    return [
      {
        severity: 'error' as const,
        code: 'no-eligible-rep',
        file: zones.file,
        line: null,
        column: rule?.column ?? null,
        found: `${area}, which is kept whole, and no rep may serve all of its ${members.length} zones`,
        expected: 'at least one eligible rep for every area that is kept whole',
        remedy: 'name it in --may-cut, or let a rep serve all of it',
      },
    ];
  });
}
