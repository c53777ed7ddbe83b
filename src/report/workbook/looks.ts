// How the numbers of a column are shown, by the name of the column.

export type NumberLook =
  | 'whole'
  | 'tenth'
  | 'amount'
  | 'ratio'
  | 'degrees'
  | 'share'
  | 'deviation'
  | 'general';

const WHOLE = `zones accounts overlap_zones overlap_towns pieces bridges zones_gained zones_lost accounts_gained
  accounts_lost sectors travel_km kg_co2 potential potential_target potential_total revenue revenue_total cost_total hours_cost km_cost cost_per_account
  moment_of_inertia_km2 leads opportunities solicitations responses sites`;
const TENTH = `mean_minutes priority_minutes travel_minutes visit_minutes sla_minutes conversion_days nps`;
const SHARE = `fte_use coverage_accounts coverage_potential visits_ratio visits_done_ratio response_rate penetration
  conversion_rate assigned_share`;
const RATIO = 'polsby_popper reock fte_effective fte';

const LOOKS = new Map<string, NumberLook>(
  (
    [
      ['whole', WHOLE],
      ['tenth', TENTH],
      ['share', SHARE],
      ['ratio', RATIO],
      ['degrees', 'lat lon start_lat start_lon'],
    ] as const
  ).flatMap(([look, names]) => names.split(/\s+/).map(name => [name, look] as const)),
);

/** Of the plan's own columns; hours and what is not known have one or two decimals. */
export function lookOf(column: string): NumberLook {
  const known = LOOKS.get(column);
  if (known) return known;
  if (column.endsWith('_deviation')) return 'deviation';
  if (column.endsWith('_share')) return 'share';
  if (/^workload(_|$)|_hours$/.test(column)) return 'tenth';
  return 'amount';
}
