// The bound that knows contiguity, by ids: what bound.json holds. Zones that must have the same rep are one: the first of them
// stands for all.

import { rowNames } from '../model/limits.ts';
import { BOUND_SCHEMA, type ContiguousCertificate, type PlanLevel, type TeamPrice } from '../model/plan.ts';
import type { Duals } from '../model/problem.ts';
import { firstZones } from '../optimize/contract.ts';
import type { ContiguousBound } from '../optimize/cuts/contiguous-bound.ts';
import type { World } from './prepare.ts';

/** The multipliers of team budgets by name; nothing without budgets. */
export function teamPricesOf(
  context: World['context'],
  { teamPrices }: Duals,
): { readonly teamPrices?: readonly TeamPrice[] } {
  const budgets = context.settings.budgets ?? [];
  if (budgets.length === 0) return {};
  return { teamPrices: budgets.map(({ name }, b) => [name, teamPrices?.[b] ?? 0] as const) };
}

export function certificateOf(
  { context, units }: Pick<World, 'context' | 'units'>,
  { value, duals, cuts, levels, least }: ContiguousBound,
): ContiguousCertificate {
  const { reps, zones, together } = context;
  const names = rowNames(context);
  const m = names.length;
  const first = units && firstZones(units);
  const idOf = (at: number) => zones.id[first ? (first[at] as number) : at] as string;
  const priced = together.filter(({ price }) => price !== null && price > 0);
  return {
    schema: BOUND_SCHEMA,
    value,
    budgetPrice: duals.budgetPrice,
    ...teamPricesOf(context, duals),
    prices: reps.list.map(({ id }, j) => {
      const prices = Object.create(null) as Record<string, number>;
      names.forEach((name, q) => {
        prices[name] = duals.price[j * m + q] as number;
      });
      return [id, prices] as const;
    }),
    cuts: cuts.map(({ rep, zone, measure, price, separator }) => ({
      rep: reps.list[rep]?.id as string,
      zone: idOf(zone),
      measure: names[measure] as string,
      price,
      separator: separator.map(idOf),
    })),
    levels: levels.flatMap((level, kind) =>
      Array.from(level).flatMap((at, zone): PlanLevel[] =>
        Number.isNaN(at) ? [] : [[priced[kind]?.column as string, idOf(zone), at]],
      ),
    ),
    least: least.map(({ kind, area, reps, measure, price }) => ({
      column: priced[kind]?.column as string,
      area: priced[kind]?.ids[area] as string,
      measure: names[measure] as string,
      reps,
      price,
    })),
  };
}
