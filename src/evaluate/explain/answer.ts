// The shape of what `explain` says, as --json writes it (docs/explain.md). Hours and objective units a year; shares and
// deviations are fractions; null is what is not known.

export const EXPLAIN_SCHEMA = 'sectorize-explain/1';

export interface Answers {
  readonly schema: typeof EXPLAIN_SCHEMA;
  readonly asked: { readonly kind: Kind; readonly id: string };
  /** one for each layer that has it */
  readonly answers: readonly Answer[];
}

export type Kind = 'zone' | 'account' | 'rep' | 'sector';
export type Answer = ZoneAnswer | AccountAnswer | SectorAnswer;

/** A sector and whose it is. */
export interface Who {
  readonly sector_id: string;
  readonly rep_id: string;
  readonly name: string;
}

export interface ZoneAnswer extends ZoneFacts {
  readonly kind: 'zone';
  readonly layer: string;
  readonly unit: string;
}

/** A decision by hand, as the file of overrides has it. */
export interface Decided {
  readonly author: string;
  readonly reason: string;
  readonly date: string;
}

export interface ZoneFacts {
  readonly zone_id: string;
  readonly zone_name: string;
  readonly served_by: Who;
  /** accounts that follow the zone, their visits a year, and what the zone weighs with its rep, by row */
  readonly accounts: number;
  readonly visits: number;
  readonly measures: Readonly<Record<string, number>>;
  /** zones that go with it, for their area is kept whole; null when it goes alone */
  readonly together: { readonly areas: readonly string[]; readonly zones: readonly string[] } | null;
  readonly reason: Reason;
  /** somebody gave the zone to its rep; null when nobody did */
  readonly decided: Decided | null;
  /** reps who may serve it, nearest first, today's choice always among them */
  readonly eligible: readonly Candidate[];
  readonly eligible_count: number;
  readonly reps: number;
  /** how many reps each rule keeps away; a rep may be kept away by several */
  readonly kept_away: readonly { readonly rule: string; readonly reps: number }[];
  /** to each bordering sector whose rep may serve it */
  readonly moves: readonly Move[];
  /** bordering sectors whose reps may not, with the rules */
  readonly barred: readonly (Who & { readonly rules: readonly string[] })[];
  readonly rules: readonly RuleCost[];
}

export type Reason =
  | { readonly code: 'only-eligible' }
  /** least cost of all who may; `nearest`: the least minutes too */
  | {
      readonly code: 'cheapest';
      readonly nearest: boolean;
      readonly next: Who | null;
      readonly saves: number | null;
    }
  /** would not be the cheapest, did hand-overs cost nothing */
  | { readonly code: 'hand-over'; readonly other: Who; readonly saves: number; readonly price: number }
  /** alone it would be cheaper elsewhere, its area together is not */
  | {
      readonly code: 'together';
      readonly areas: readonly string[];
      readonly other: Who;
      readonly saves: number;
    }
  /** a cheaper rep whose rows, at their prices, make it the dearer one; the row that says most */
  | {
      readonly code: 'balance';
      readonly other: Who;
      readonly saves: number;
      readonly row: string;
      readonly of: Who;
      readonly full: boolean;
      readonly price: number;
    }
  /** the disruption budget's or a team budget's price makes it the dearer one */
  | {
      readonly code: 'budget';
      readonly other: Who;
      readonly saves: number;
      readonly budget: string;
      readonly price: number;
    }
  /** the rep who would be best does not border it */
  | { readonly code: 'not-bordering'; readonly other: Who; readonly saves: number }
  /** moving it to whom it borders and would be best breaks promises */
  | {
      readonly code: 'breaks';
      readonly other: Who;
      readonly saves: number;
      readonly breaches: readonly Broken[];
    }
  /** nothing stands against the move, but that the whole gets dearer by it (cut areas, budgets) */
  | { readonly code: 'dearer'; readonly other: Who; readonly saves: number; readonly objective: number }
  /** the search has not found it: a move that keeps every promise and saves so much */
  | { readonly code: 'missed'; readonly other: Who; readonly saves: number };

export interface Candidate extends Who {
  readonly current: boolean;
  readonly minutes: number;
  /** objective units a year with this rep: travel, spread, hand-overs */
  readonly cost: number;
  /** more than with the present one */
  readonly difference: number;
  readonly hand_over: number;
  /** what the rows add at their prices, by row; budgets likewise */
  readonly prices: Readonly<Record<string, number>>;
  /** cost and prices, and how much more than the least of all who may serve it */
  readonly reduced_cost: number;
  readonly above_least: number;
  readonly borders: boolean;
}

export interface RowChange extends Who {
  readonly row: string;
  readonly before: number;
  readonly after: number;
  /** null for limits */
  readonly deviation_before: number | null;
  readonly deviation_after: number | null;
}

export interface Broken {
  readonly promise: 'balance' | 'limit' | 'contiguity' | 'budget' | 'disruption';
  readonly sector_id: string | null;
  /** measure, limit or budget */
  readonly name: string | null;
  /** deviation, count or pieces afterwards */
  readonly value: number | null;
}

export interface Figures {
  /** objective units more */
  readonly objective: number;
  readonly travel_hours: number;
  readonly travel_km: number;
  /** accounts, and their revenue, that have another rep than today, more than in the plan */
  readonly accounts_moved: number;
  readonly revenue_moved: number | null;
  readonly gap_before: number | null;
  readonly gap_after: number | null;
  readonly rows: readonly RowChange[];
  readonly pieces: readonly (Who & {
    readonly before: number;
    readonly after: number;
    readonly cut_off: readonly string[];
  })[];
  /** promises that would be broken, or further broken */
  readonly breaks: readonly Broken[];
}

export interface Move extends Figures {
  readonly to: Who;
  /** zones that go */
  readonly zones: readonly string[];
  /** the cheapest chain that makes it possible; null when it is possible alone, or none of up to three moves is */
  readonly chain:
    | (Figures & {
        readonly steps: readonly {
          readonly zones: readonly string[];
          readonly from: Who;
          readonly to: Who;
        }[];
      })
    | null;
}

/** What a rule costs here, as if nothing else changed: the best rep without it is cheaper by so much. */
export interface RuleCost {
  readonly rule: string;
  readonly other: Who;
  readonly saves: number;
}

/** What costs.csv says of an account, a year; null where it says nothing. */
export interface AccountCosts {
  readonly visits: number | null;
  readonly hours: number | null;
  readonly km: number | null;
  /** currency */
  readonly cost: number | null;
  readonly cost_per_visit: number | null;
  readonly kg_co2: number | null;
  readonly revenue: number | null;
  /** cost / revenue */
  readonly cost_share_of_revenue: number | null;
}

export interface AccountAnswer {
  readonly kind: 'account';
  readonly layer: string;
  readonly unit: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly served_by: Who;
  readonly incumbent_rep_id: string | null;
  /** named: stays with its rep whatever its zone does */
  readonly named: boolean;
  readonly locked: boolean;
  /** somebody gave the account to its rep; null when nobody did */
  readonly decided: Decided | null;
  readonly segment: string | null;
  readonly group_id: string | null;
  readonly sla_minutes: number | null;
  readonly visits: number | null;
  readonly minutes: readonly (Who & {
    readonly minutes: number;
    readonly within_sla: boolean;
    readonly current: boolean;
  })[];
  /** of a named account: hours of approach a year with its rep, more than with its zone's */
  readonly lock_costs: { readonly hours: number; readonly other: Who } | null;
  /** null for a plan without costs.csv */
  readonly costs: AccountCosts | null;
  readonly zone: ZoneFacts;
}

export interface RowStand {
  readonly row: string;
  readonly value: number;
  /** of it, named accounts */
  readonly named: number;
  readonly target: number;
  readonly deviation: number | null;
  readonly lower: number;
  readonly upper: number;
  /** the side of the window that costs something; null when neither does */
  readonly binds: 'lower' | 'upper' | null;
  /** objective units a year saved for each unit of the row that this window gives way by */
  readonly price_per_unit: number;
  readonly kept: boolean;
}

export interface BorderZone {
  readonly zone_id: string;
  readonly zone_name: string;
  /** to whom, or from whom */
  readonly other: Who;
  readonly objective: number;
  /** what it costs at the prices: the least says what would go first */
  readonly at_prices: number;
  readonly breaks: readonly Broken[];
}

export interface SectorAnswer {
  readonly kind: 'rep' | 'sector';
  readonly layer: string;
  readonly unit: string;
  readonly who: Who;
  readonly zones: number;
  readonly accounts: number;
  readonly named_accounts: number;
  readonly rows: readonly RowStand[];
  readonly pieces: readonly number[];
  readonly neighbors: readonly (Who & { readonly pairs: number; readonly border_km: number })[];
  readonly farthest: readonly {
    readonly zone_id: string;
    readonly zone_name: string;
    readonly minutes: number;
    readonly accounts: number;
    readonly visits: number;
  }[];
  readonly give: readonly BorderZone[];
  readonly take: readonly BorderZone[];
}
