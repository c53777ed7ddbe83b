// Why a balance cannot be met, and what would mend it: data for reports and scripts, ids instead of indices.

import type { BudgetSetting } from './settings.ts';

/** A rule that takes part in a conflict. */
export type ConflictRule =
  | {
      readonly rule: 'balance';
      readonly rep: string;
      readonly measure: string;
      readonly side: 'least' | 'most';
    }
  | {
      readonly rule: 'limit';
      readonly rep: string;
      readonly of: 'zones' | 'accounts';
      readonly side: 'least' | 'most';
      readonly value: number;
    }
  /** `exclusive_zones`: of the rep to whom they are exclusive; every other column: of the rep whom it keeps away */
  | { readonly rule: 'eligibility'; readonly rep: string; readonly column: string }
  | { readonly rule: 'locked'; readonly rep: string; readonly accounts: number }
  | { readonly rule: 'max_moved' }
  /** a firm budget of a team */
  | {
      readonly rule: 'budget';
      readonly budget: string;
      readonly resource: BudgetSetting['resource'];
      readonly value: number;
    };

/** A change of the inputs or options after which a plan that keeps balance and the disruption budget was found. */
export type Remedy =
  | { readonly change: 'tolerance'; readonly measures: readonly TolerancePair[] }
  | { readonly change: 'target'; readonly targets: readonly TargetPair[] }
  | {
      readonly change: 'allow';
      readonly rep: string;
      readonly column: string;
      readonly values: readonly string[];
    }
  /** exclusive no more: `values` leave the rep's exclusive_zones, and go to its allowed_zones if it has any (`stays`) */
  | {
      readonly change: 'lift';
      readonly rep: string;
      readonly values: readonly string[];
      readonly stays: boolean;
    }
  | {
      readonly change: 'sla';
      readonly segments: readonly { readonly segment: string; readonly from: number; readonly to: number }[];
    }
  | { readonly change: 'travel'; readonly rep: string; readonly from: number; readonly to: number }
  | { readonly change: 'unlock'; readonly rep: string; readonly accounts: readonly string[] }
  | {
      readonly change: 'limit';
      readonly of: 'zones' | 'accounts';
      readonly side: 'min' | 'max';
      readonly from: number;
      readonly to: number;
    }
  /** areas that are whole may be cut, beside those that may `already` */
  | {
      readonly change: 'may_cut';
      readonly column: string;
      readonly areas: readonly string[];
      readonly already: readonly string[];
    }
  | { readonly change: 'max_moved'; readonly from: number; readonly to: number }
  | {
      readonly change: 'budget';
      readonly budget: string;
      readonly resource: BudgetSetting['resource'];
      readonly from: number;
      readonly to: number;
    };

export interface TolerancePair {
  readonly measure: string;
  /** fractions of the target */
  readonly from: number;
  readonly to: number;
}

export interface TargetPair {
  readonly rep: string;
  readonly measure: string;
  /** in the units of the measure */
  readonly from: number;
  readonly to: number;
}

export type Relaxation = Remedy & {
  /** of the plan found, less that of the plan in hand: objective units, negative when it is cheaper */
  readonly objective_change: number;
};

export interface Diagnosis {
  /**
   * Can balance and budget be kept on paper, at the plan's targets and centers, with zones shared out in proportion and sectors
   * in any number of pieces? false: proven that they cannot; true: what is in the way is that zones are whole and sectors connected, or the search; null: not decided
   */
  readonly possible_on_paper: boolean | null;
  /** rules that contradict each other on paper; empty when balance is possible there, or it is not decided which they are */
  readonly conflict: readonly ConflictRule[];
  /** with any one of them gone, the others can be kept; false: there was no time to find out */
  readonly minimal: boolean;
  /** each was tried: a plan that keeps balance and the disruption budget was found. Cheapest first */
  readonly relaxations: readonly Relaxation[];
}
