// A plan as the history of a folder lists it.

import type { StatusStep } from '../model/status.ts';

export interface PastPlan {
  readonly dir: string;
  readonly name: string;
  readonly status: readonly StatusStep[];
  /** names of the plans that it revises, among those that were found; else as its inputs call them */
  readonly from: string;
  readonly sectors: number | null;
  readonly accounts: number | null;
  readonly travelHours: number | null;
  /** travel is by tours, not by the approximation; false when absent */
  readonly byTours?: boolean;
  /** the largest of all measures, a fraction */
  readonly maxDeviation: number | null;
  readonly gap: number | null;
  /** share of the accounts with an incumbent that change rep, a fraction */
  readonly moved: number | null;
  readonly broken: number;
}
