// Outcomes of moves in the words of the answer: ids for indices, deviations for sums.

import type { Broken, Figures, Who } from './answer.ts';
import type { Breach, Outcome } from './move.ts';
import type { Standing } from './standing.ts';
import type { ExplainWorld } from './world.ts';

export function whoOf({ sectorId, repId, sectorName }: ExplainWorld, j: number): Who {
  return { sector_id: sectorId[j] ?? '', rep_id: repId[j] ?? '', name: sectorName[j] ?? '' };
}

/** What stands for a row in the answer: `limit:zones` is one of limits. */
export function isLimit({ input }: ExplainWorld, row: number): boolean {
  return input.model.rows[row]!.unit !== null;
}

export function deviation(value: number, target: number): number | null {
  return target > 0 ? (value - target) / target : null;
}

export function figuresOf({ world }: Standing, outcome: Outcome): Figures {
  const { input } = world;
  const { objective: value, excessPrice } = input.plan.solver;
  const { lowerBound, model } = input;
  // a plan below the bound breaks one of its rules, and does not compare
  const gap = (of: number) => (lowerBound === null || of < lowerBound ? null : (of - lowerBound) / of);
  return {
    objective: outcome.objective,
    travel_hours: outcome.hours,
    travel_km: outcome.km,
    accounts_moved: outcome.accounts,
    revenue_moved: model.zones.some(({ held }) => held.some(of => of[2] !== null)) ? outcome.revenue : null,
    gap_before: gap(value),
    // so is a plan that breaks its promises
    gap_after:
      outcome.breaches.length > 0 ? null : gap(value + outcome.objective + excessPrice * outcome.excess),
    rows: outcome.reps.flatMap(of =>
      model.rows.map(({ name }, q) => {
        const limit = isLimit(world, q);
        return {
          ...whoOf(world, of.rep),
          row: name,
          before: of.before[q]!,
          after: of.after[q]!,
          deviation_before: limit ? null : deviation(of.before[q]!, of.targetBefore[q]!),
          deviation_after: limit ? null : deviation(of.after[q]!, of.targetAfter[q]!),
        };
      }),
    ),
    pieces: outcome.reps.map(of => ({
      ...whoOf(world, of.rep),
      before: of.piecesBefore,
      after: of.piecesAfter,
      cut_off: of.piecesAfter > of.piecesBefore ? of.stranded.map(i => world.zoneId[i]!).sort() : [],
    })),
    breaks: outcome.breaches.map(breach => promiseOf(world, breach)),
  };
}

export function promiseOf(world: ExplainWorld, breach: Breach): Broken {
  switch (breach.kind) {
    case 'row': {
      const limit = isLimit(world, breach.row);
      return {
        promise: limit ? 'limit' : 'balance',
        sector_id: world.sectorId[breach.rep] ?? '',
        name: world.input.model.rows[breach.row]!.name,
        value: limit ? breach.load : deviation(breach.load, breach.target),
      };
    }
    case 'contiguity':
      return {
        promise: 'contiguity',
        sector_id: world.sectorId[breach.rep] ?? '',
        name: null,
        value: breach.pieces,
      };
    case 'budget':
      return {
        promise: 'budget',
        sector_id: null,
        name: world.budgets[breach.budget]!.name,
        value: null,
      };
    case 'disruption':
      return { promise: 'disruption', sector_id: null, name: null, value: null };
  }
}
