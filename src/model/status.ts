// How far a plan has come: a draft until somebody says otherwise. What was said stays, each step with who and when.

export const STATES = ['proposed', 'approved', 'in-force'] as const;
export type State = (typeof STATES)[number];

export interface StatusStep {
  readonly state: State;
  readonly by: string;
  /** `2027-01-15`; of `in-force`, the day it begins */
  readonly on: string;
  readonly note: string;
  /** promises that are not kept, and were accepted so */
  readonly despite: readonly string[];
}

/** The last step; null for a draft. */
export function statusOf(steps: readonly StatusStep[] | undefined): StatusStep | null {
  return steps?.at(-1) ?? null;
}

/** Has somebody answered for it? Such a plan is not written over. */
export function isSettled(steps: readonly StatusStep[] | undefined): boolean {
  return (steps ?? []).some(({ state }) => state !== 'proposed');
}

/** Why the step cannot follow those before; null when it can. */
export function cannotFollow(steps: readonly StatusStep[], next: StatusStep): string | null {
  const states = new Set(steps.map(({ state }) => state));
  const last = steps.at(-1);
  if (next.state === 'in-force' && !states.has('approved')) return 'a plan that nobody approved';
  if (next.state === 'proposed' && (states.has('approved') || states.has('in-force')))
    return `a plan that is ${last?.state} already`;
  if (states.has('in-force'))
    return `a plan that is in force since ${steps.find(s => s.state === 'in-force')?.on}`;
  if (last && next.on < last.on) return `a plan that was ${last.state} on ${last.on}, later than ${next.on}`;
  return null;
}
