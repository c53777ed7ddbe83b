// A number of reps, and what a plan with them comes to.

export interface SizeRow {
  readonly reps: number;
  readonly fte: number;
  readonly change: 'now' | 'add' | 'drop';
  /** zone of the new base, or rep given up; '' for today's reps */
  readonly place: string;
  readonly name: string;
  readonly workloadHours: number;
  readonly travelHours: number;
  readonly capacityHours: number;
  /** FTE at this row's hours per FTE for the wanted share of the visits */
  readonly fteNeeded: number;
  /** visits that the capacity allows over those asked for */
  readonly visits: number;
  readonly objective: number;
  readonly gap: number | null;
  readonly deviations: Readonly<Record<string, number | null>>;
  /** every promise of the plan */
  readonly kept: boolean;
}
