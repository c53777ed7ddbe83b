// Which table is which: what its columns, shapes and name say of each alone, and what the tables say of each other (the
// reps that accounts name, the zones that they lie in). Weights are of judgement, not of measurement; the tests hold them
// against folders of real files.

import { fileName } from '../../model/file-name.ts';
import { idsOf, matchAs, ROLES, type Role, shareKnown } from './columns.ts';
import type { Looked, Table } from './look.ts';

export type Sure = 'sure' | 'likely' | 'guess';

export interface Found {
  readonly file: Looked & { readonly table: Table };
  readonly sure: Sure;
  /** other files that might as well be it, the best first */
  readonly rivals: readonly string[];
}

export type Roles = { readonly [R in Role]: Found | null };

type Candidate = Looked & { readonly table: Table };

const ONLY: Readonly<Record<Role, ReadonlySet<string>>> = {
  accounts: new Set(
    (
      'potential revenue visits_per_year visit_minutes segment size sites sla_minutes rep_id locked strategic group_id ' +
      'excluded_reps leads opportunities conversion_days solicitations responses nps visits_done city'
    ).split(' '),
  ),
  reps: new Set(
    (
      'fte productivity seniority hired left presence hours_per_year segments allowed_zones excluded_zones exclusive_zones ' +
      'excluded_accounts max_travel_minutes cost_per_hour cost_per_km g_co2_per_km vehicle layer manager_id sector_name'
    ).split(' '),
  ),
  zones: new Set(['neighbors', 'area_km2', 'department', 'region']),
};

const NAMES: Readonly<Record<Role, RegExp>> = {
  accounts: /account|client|compte|customer|prospect|etablissement|établissement|kunden|crm/i,
  reps: /(?:^|[^a-z])reps?(?:[^a-z]|$)|commercia|vendeur|vendors?|salesforce|equipe|équipe|team|attach|delegue|délégué|technicien|user/i,
  zones:
    /zone|commune|code.?post|postal|iris|depart|départ|zcta|count(?:y|ies)|plz|geo|contour|tract|territo/i,
};

/** below it a file is rather nothing */
const LEAST = 0.5;
/** points apart within which two files are as good as each other */
export const CLOSE = 0.12;
const CLEAR = 0.3;
const TRIED = 6;
/** nobody has more */
const MOST_REPS = 5000;

/** 0…1 and a little beyond: how much the table looks like it by itself. */
export function likeness(role: Role, { path, table }: Candidate): number {
  const { columnOf, contested } = matchAs(role, table);
  const has = (field: string) => columnOf.has(field) || contested.has(field);
  const shaped = table.polygons > table.rows.length / 2;
  const only = (of: Role) => {
    const match = of === role ? { columnOf, contested } : matchAs(of, table);
    return [...match.columnOf.keys(), ...match.contested.keys()].filter(field => ONLY[of].has(field)).length;
  };
  const point =
    (has('lat') && has('lon')) || (table.format === 'geojson' && table.points.length > 0 && !shaped);
  const file = fileName(path);
  const name = NAMES[role].test(file)
    ? 0.25
    : ROLES.some(other => other !== role && NAMES[other].test(file))
      ? -0.2
      : 0;
  // `accounts.csv` rather than `accounts-2024-old.csv`
  const plain = /^[a-zé]+\.[a-z]+$/i.test(file) ? 0.08 : 0;
  const id = has('id') ? 0.25 : 0;
  if (role === 'zones') {
    const shape = shaped ? 0.65 : point ? 0.25 : 0;
    const ground = only('zones') > 0 || table.header.some(column => /^pop/i.test(column)) ? 0.15 : 0;
    return id + shape + ground + name + plain - 0.3 * Math.min(1, only('accounts') / 3);
  }
  const place = has('postal_code') || point;
  if (shaped) return 0;
  if (role === 'accounts')
    return (
      id + (place ? 0.2 : 0) + 0.3 * Math.min(1, only('accounts') / 3) + name + plain - 0.1 * only('reps')
    );
  const team = table.count > MOST_REPS ? -0.3 : 0;
  return id + (place ? 0.1 : 0) + 0.35 * Math.min(1, only('reps') / 2) + name + plain + team;
}

/** The best assignment of files to roles, and how far behind the others are. */
export function assignRoles(files: readonly Looked[]): Roles {
  const tables = files.filter((file): file is Candidate => file.table !== null && file.table.rows.length > 0);
  const tried = Object.fromEntries(
    ROLES.map(role => {
      const scored = tables
        .map(file => ({ file, score: likeness(role, file) }))
        .filter(({ score }) => score >= LEAST)
        .sort((a, b) => b.score - a.score)
        .slice(0, TRIED);
      return [role, [...scored, null]];
    }),
  ) as Record<Role, ({ file: Candidate; score: number } | null)[]>;

  const agreement = makeAgreement();
  const all: { roles: Record<Role, Candidate | null>; total: number }[] = [];
  for (const accounts of tried.accounts) {
    for (const reps of tried.reps) {
      if (reps && reps.file === accounts?.file) continue;
      for (const zones of tried.zones) {
        if (zones && (zones.file === accounts?.file || zones.file === reps?.file)) continue;
        const own = [accounts, reps, zones].reduce((sum, of) => sum + (of ? of.score - LEAST + 0.1 : 0), 0);
        const roles = {
          accounts: accounts?.file ?? null,
          reps: reps?.file ?? null,
          zones: zones?.file ?? null,
        };
        all.push({ roles, total: own + agreement(roles) });
      }
    }
  }
  all.sort((a, b) => b.total - a.total);
  const best = all[0] as (typeof all)[number];
  const found = (role: Role): Found | null => {
    const file = best.roles[role];
    if (!file) return null;
    const others = new Map<string, number>();
    for (const { roles, total } of all) {
      const other = roles[role];
      // the other must be free: not what another role is
      if (!other || other === file || ROLES.some(taken => best.roles[taken] === other)) continue;
      if (!others.has(other.path)) others.set(other.path, best.total - total);
    }
    const margin = Math.min(Number.POSITIVE_INFINITY, ...others.values());
    const score = likeness(role, file);
    const sure = margin < CLOSE ? 'guess' : margin >= CLEAR && score >= 0.7 ? 'sure' : 'likely';
    const rivals = [...others].filter(([, behind]) => behind < CLOSE).map(([path]) => path);
    return { file, sure, rivals };
  };
  return { accounts: found('accounts'), reps: found('reps'), zones: found('zones') };
}

/** What the tables say of each other; each pair is compared once. */
function makeAgreement(): (roles: Record<Role, Candidate | null>) => number {
  const known = new Map<string, number>();
  const share = (from: Candidate | null, as: Role, field: string, to: Candidate | null, of: Role): number => {
    if (!from || !to) return 0;
    const key = JSON.stringify([from.path, as, field, to.path, of]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const ids = idsOf(to.table, matchAs(of, to.table).columnOf.get('id'));
    const value = shareKnown(from.table, matchAs(as, from.table).columnOf.get(field), ids);
    known.set(key, value);
    return value;
  };
  return ({ accounts, reps, zones }) =>
    0.3 * share(accounts, 'accounts', 'postal_code', zones, 'zones') +
    0.4 * share(accounts, 'accounts', 'rep_id', reps, 'reps') +
    0.1 * share(reps, 'reps', 'postal_code', zones, 'zones');
}
