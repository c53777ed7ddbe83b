// The tours of one rep over a period as numbers. Node 0 is where the rep starts (the base); nodes 1…n−1 are accounts.
// Times of day are minutes after midnight; days are counted through the calendar, weekends included.

export interface TourProblem {
  /** nodes, the base included */
  readonly n: number;
  /** drive from node a to node b: entry a · n + b; directed */
  readonly minutes: Float64Array;
  readonly km: Float64Array;
  /** visits asked in the period, by node; 0 for the base */
  readonly visits: Int32Array;
  /** minutes on site, by node, at the rep's pace */
  readonly service: Float64Array;
  /** two visits of the same account are at least so many calendar days apart; at least 1 */
  readonly spacing: Int32Array;
  /** what a visit is worth against others, when there is no time for all; above 0 */
  readonly worth: Float64Array;
  /** a visit begins no earlier than `opens` and ends no later than `closes` */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** days of the week on which the account may be visited: bit 0 is Monday */
  readonly weekdays: Uint8Array;
  /** the days on which the rep works, in order */
  readonly days: readonly TourDay[];
  readonly rules: DayRules;
}

export interface TourDay {
  /** calendar days after the first of the period */
  readonly day: number;
  /** 0 is Monday */
  readonly weekday: number;
}

export interface DayRules {
  /** earliest departure */
  readonly start: number;
  /** longest day in minutes, from the departure to the return, lunch and waiting included */
  readonly length: number;
  /** most minutes at the wheel a day */
  readonly driving: number;
  /**
   * a break of so many minutes that begins between `from` and `to`, on days that are not over by `to` and do not begin after a
   * lunch at home, at `from + minutes` or later; null: none
   */
  readonly lunch: { readonly minutes: number; readonly from: number; readonly to: number } | null;
  /** nights away: at most so many in a row, each counted like so many minutes of driving; null: home every evening */
  readonly overnight: { readonly most: number; readonly price: number } | null;
  /** null: as many as fit */
  readonly mostVisits: number | null;
}

export interface TourStop {
  readonly node: number;
  /** at the account, and when the visit begins (waiting for it to open, lunch) and ends */
  readonly arrival: number;
  readonly begin: number;
  readonly departure: number;
  /** from the stop before */
  readonly minutes: number;
  readonly km: number;
}

export interface PlannedDay {
  /** index into TourProblem.days */
  readonly day: number;
  /** node where it starts and ends: the base, or the account near which the night is spent */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly departure: number;
  /** empty on a day on which the rep only drives home from a night away */
  readonly stops: readonly TourStop[];
  /** drive to `endsAt` after the last stop; 0 when the night is spent there */
  readonly lastMinutes: number;
  readonly lastKm: number;
  readonly arrival: number;
  /** when lunch begins; null without */
  readonly lunch: number | null;
}

/** Why an account is not visited as often as asked. */
export type NotVisited =
  /** there and back does not fit into a day, nights away (where allowed) included */
  | 'too-far'
  /** too long by itself: the visit, or more driving than a day may have */
  | 'too-long'
  /** its hours and weekdays never meet the rep's days */
  | 'closed'
  /** more visits than days that are far enough apart */
  | 'too-often'
  /** there is no room left for it in the rep's days */
  | 'no-room';

export interface Unplanned {
  readonly node: number;
  /** visits that are missing */
  readonly visits: number;
  readonly reason: NotVisited;
}

export interface TourPlan {
  /** days with visits, in order */
  readonly days: readonly PlannedDay[];
  /** by node; an account may be there twice, for visits that are too many and for others without room */
  readonly unplanned: readonly Unplanned[];
  /** minutes at the wheel + price of nights, of all days */
  readonly cost: number;
  readonly proposals: number;
  readonly accepted: number;
  /** false when a signal cut it short */
  readonly complete: boolean;
}
