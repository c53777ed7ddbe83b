// Plans against a base: what they were made from, which layers they share, what moves.

import type { PlanInput } from '../../model/plan.ts';
import type { Moves } from './move-types.ts';
import { movesBetween } from './moves.ts';
import type { Side } from './side.ts';

export interface Comparison {
  readonly base: Side;
  readonly others: readonly Versus[];
}

/** A plan against the base. */
export interface Versus {
  readonly side: Side;
  /** inputs that are not the same bytes; KPI differences then mix data and plan */
  readonly inputs: readonly InputDifference[];
  /** names of options that are set otherwise */
  readonly options: readonly string[];
  /** layers that one of the two alone has */
  readonly layersGone: readonly string[];
  readonly layersNew: readonly string[];
  readonly moves: Moves;
}

export interface InputDifference {
  readonly role: PlanInput['role'];
  /** null: the plan has no such input */
  readonly base: Pick<PlanInput, 'file' | 'sha256'> | null;
  readonly other: Pick<PlanInput, 'file' | 'sha256'> | null;
}

export function compareSides(base: Side, others: readonly Side[]): Comparison {
  return {
    base,
    others: others.map(side => ({
      side,
      inputs: inputDifferences(base.inputs, side.inputs),
      options: optionDifferences(base.options, side.options),
      layersGone: absent(base, side),
      layersNew: absent(side, base),
      moves: movesBetween(base, side),
    })),
  };
}

function absent(of: Side, other: Side): string[] {
  const known = new Set(other.layers.map(({ name }) => name));
  return of.layers.map(({ name }) => name).filter(name => !known.has(name));
}

function inputDifferences(was: readonly PlanInput[], is: readonly PlanInput[]): InputDifference[] {
  const roles = [...new Set([...was, ...is].map(({ role }) => role))];
  return roles.flatMap(role => {
    const [base, other] = [was, is].map(list => list.find(input => input.role === role) ?? null);
    const brief = (input: PlanInput | null | undefined) =>
      input ? { file: input.file, sha256: input.sha256 } : null;
    return base?.sha256 === other?.sha256 ? [] : [{ role, base: brief(base), other: brief(other) }];
  });
}

function optionDifferences(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const text = (value: unknown) => JSON.stringify(sorted(value ?? null));
  return names.filter(name => text(was[name]) !== text(is[name]));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.map(([key, item]) => [key, sorted(item)]);
}
