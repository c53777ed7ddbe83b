// costs.csv: what each account costs a year. Its hours (visits, the way between visits, its part of the way from the base) and
// km are those that the KPIs add up, at the rates of its rep. Amounts are rounded so that they add up: what is left of one row's
// rounding goes into the sector's next, so that the rows of a sector sum to its figures in sectors.csv.

import type { PlanContext } from '../model/context.ts';
import type { Rep } from '../model/records.ts';
import { plannedService } from './service.ts';
import { roundTo } from './statistics.ts';
import type { Row, TableInput } from './tables.ts';
import { tally } from './tally.ts';
import { pricesOf } from './work-kpis.ts';

export const COST_COLUMNS = [
  ...['layer', 'account_id', 'account_name', 'zone_id', 'sector_id', 'rep_id', 'visits', 'hours', 'km'],
  ...['cost', 'cost_per_visit', 'kg_co2', 'revenue', 'cost_share_of_revenue'],
] as const;

const AMOUNT = 2;
const SHARE = 6;

/** Is there anything that costs.csv could say of some account? */
export function hasCosts({ accounts, reps }: PlanContext): boolean {
  const priced = ({ costPerHour, costPerKm }: Rep) => !Number.isNaN(costPerHour) && !Number.isNaN(costPerKm);
  return accounts !== null && reps.list.some(rep => priced(rep) || !Number.isNaN(rep.gCo2PerKm));
}

/** Every account that somebody serves, in the order of ids. */
export function* costRows({ context, result, sectorIds, travel }: TableInput): Generator<Row> {
  const { accounts, reps, zones, zoneOf, visits } = context;
  yield COST_COLUMNS;
  if (!accounts) return;
  const { accountHours, accountKm } = tally(context, plannedService(result), travel);
  const price = pricesOf(reps.list);
  const revenue = accounts.numbers.get('revenue');
  const columns = { visits: summing(), hours: summing(), km: summing(), cost: summing(), kg: summing() };
  for (let a = 0; a < accounts.count; a++) {
    const j = result.accountRep[a] as number;
    if (j < 0) continue;
    const [asked, hours, km] = [visits[a] as number, accountHours[a] as number, accountKm[a] as number];
    const { hoursCost, kmCost, kgCo2 } = price(reps.list[j] as Rep, hours, km);
    const cost = hoursCost + kmCost;
    const earned = revenue?.[a] ?? Number.NaN;
    yield [
      context.layer,
      accounts.id[a] as string,
      accounts.name[a] as string,
      zones.id[zoneOf[a] as number] ?? '',
      sectorIds[j] ?? '',
      reps.list[j]?.id ?? '',
      columns.visits(j, asked),
      columns.hours(j, hours),
      columns.km(j, km),
      columns.cost(j, cost),
      asked > 0 ? roundTo(cost / asked, AMOUNT) : null,
      columns.kg(j, kgCo2),
      roundTo(earned, AMOUNT),
      earned > 0 ? roundTo(cost / earned, SHARE) : null,
    ];
  }
}

/** Rounds the values of each sector so that they add up to its rounded sum; null for what is not known. */
function summing(): (sector: number, value: number) => number | null {
  const exact: number[] = [];
  return (sector, value) => {
    if (Number.isNaN(value)) return null;
    const before = exact[sector] ?? 0;
    const after = before + value;
    exact[sector] = after;
    return roundTo((roundTo(after, AMOUNT) ?? 0) - (roundTo(before, AMOUNT) ?? 0), AMOUNT);
  };
}
