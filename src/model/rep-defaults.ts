// What a rep's empty cells mean; each assumption is counted, because the report must say so.

import type { DefaultUsed, Rep, Reps } from './records.ts';

/** Reps with FTE 1, productivity 1 and the given hours a year where the file says nothing. */
export function withRepDefaults(reps: Reps, hoursPerYear: number): { reps: Reps; defaults: DefaultUsed[] } {
  const values = { fte: 1, productivity: 1, hoursPerYear } as const;
  const columns = { fte: 'fte', productivity: 'productivity', hoursPerYear: 'hours_per_year' } as const;
  const missing = { fte: 0, productivity: 0, hoursPerYear: 0 };
  const fields = Object.keys(values) as (keyof typeof values)[];
  const list = reps.list.map((rep): Rep => {
    const filled: { -readonly [K in keyof Rep]: Rep[K] } = { ...rep };
    for (const field of fields) {
      if (!Number.isNaN(rep[field])) continue;
      missing[field]++;
      filled[field] = values[field];
    }
    return filled;
  });
  const defaults = fields
    .filter(field => missing[field] > 0)
    .map((field): DefaultUsed => {
      const value = String(Math.round(values[field] * 10) / 10);
      return { input: 'reps', field: columns[field], records: missing[field], value };
    });
  return { reps: { ...reps, list }, defaults };
}
