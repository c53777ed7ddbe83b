// What the optimizer weighed, as it is written to model.json: what each zone weighs, whom the rules keep from it, who serves its
// accounts today, and what each rep's share is. With plan.json and neighbors.csv every cost and every row of the model can be
// had again, without the inputs.

export const MODEL_SCHEMA = 'sectorize-model/1';

/** A row that every rep has: a measure that is balanced, or a limit. */
export interface ModelRow {
  /** of a measure its own, `limit:zones` or `limit:accounts` */
  readonly name: string;
  /** the window, in targets */
  readonly lower: number;
  readonly upper: number;
  /** of a limit: what its row is counted in; null for a measure, whose target is the rep's own or a share of the total */
  readonly unit: number | null;
}

export interface ModelRep {
  readonly rep: string;
  /** of the totals */
  readonly share: number;
  /** explicit targets, by measure */
  readonly targets: Readonly<Record<string, number>>;
  /** by row: what named accounts add, whatever the zones do */
  readonly fixed: readonly number[];
  /** null when the files do not say */
  readonly costPerHour: number | null;
  readonly costPerKm: number | null;
  /** by segment of `paced`: hours beyond each standard hour of visits */
  readonly extra: readonly number[];
}

/** What named accounts use of a team's budget, and who is in the team. */
export interface ModelBudget {
  readonly name: string;
  readonly named: number;
  readonly reps: readonly string[];
}

/**
 * Accounts of a zone that follow it and have this rep today; revenue and potential are null without such a column. The hours a
 * year that handing all of them over costs: 0 where it costs nothing.
 */
export type Held = readonly [
  rep: string,
  accounts: number,
  revenue: number | null,
  potential: number | null,
  handOver: number,
];

/** Named accounts are in none of the figures. */
export interface ModelZone {
  readonly zone: string;
  readonly accounts: number;
  /** a year */
  readonly visits: number;
  /** hours of these visits at the standard pace, and hours and road km between them, a year */
  readonly visitHours: number;
  readonly localHours: number;
  readonly localKm: number;
  /** of each measure but workload, in the order of the rows */
  readonly measures: readonly number[];
  /** by segment of `paced`: standard hours of visits */
  readonly paced: readonly number[];
  /** by column that is kept together: the area; null where the rule says nothing */
  readonly areas: readonly (string | null)[];
  /** sorted by rep */
  readonly held: readonly Held[];
  /** '' when every rep may serve it; else a character for each rep, `.` or a mark of `marks` */
  readonly kept: string;
}

/** Rules that keep a rep from a zone, under the character that stands for them. */
export type Mark = readonly [mark: string, rules: readonly string[]];

/** contents of model.json; hours, km and amounts with 6 decimals */
export interface PlanModel {
  readonly schema: typeof MODEL_SCHEMA;
  readonly rows: readonly ModelRow[];
  readonly marks: readonly Mark[];
  /** segments in which some rep is quicker or slower */
  readonly paced: readonly string[];
  readonly budgets: readonly ModelBudget[];
  /** sorted by id */
  readonly reps: readonly ModelRep[];
  readonly zones: readonly ModelZone[];
}

/** The rule of a plan from the top: the ground of a group is for its own reps. */
export const OTHER_TEAM_RULE = 'team';
