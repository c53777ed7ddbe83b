// What a move between two plans is, and how moves are counted.

import type { MoveReason } from './reasons.ts';

/** `new` and `gone`: in the second plan alone, in the first alone */
export type MoveStatus = 'moved' | 'new' | 'gone';

export interface Move {
  readonly layer: string;
  readonly status: MoveStatus;
  readonly id: string;
  readonly name: string;
  /** '' for none */
  readonly from: string;
  readonly to: string;
  /** NaN where they are not known */
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly revenue: number;
  readonly potential: number;
  readonly reason: MoveReason;
}

export interface AccountMove extends Move {
  readonly zone: string;
  readonly overlay: boolean;
}

export interface ZoneMove extends Move {
  /** in the zone, in the plan that has it; NaN for a plan without accounts */
  readonly accounts: number;
}

export interface Count {
  /** with a rep in both plans */
  readonly common: number;
  readonly moved: number;
  readonly new: number;
  readonly gone: number;
}

/** What moved of what has a rep in both plans; null without the column. */
export interface Amount {
  readonly moved: number;
  readonly common: number;
}

export interface Moves {
  /** null when one of the plans is without accounts */
  readonly accounts: Count | null;
  readonly zones: Count;
  readonly revenue: Amount | null;
  readonly potential: Amount | null;
  /** by layer, then id */
  readonly accountList: readonly AccountMove[];
  readonly zoneList: readonly ZoneMove[];
}

/** A rep gives accounts to another, base layers only. */
export interface Pair {
  readonly layer: string;
  readonly from: string;
  readonly to: string;
  readonly accounts: number;
  readonly revenue: number;
  readonly potential: number;
}

/** Credit notes are no revenue that moves, as in the plan's own disruption. */
export function counted(value: number): number {
  return value >= 0 ? value : 0;
}
