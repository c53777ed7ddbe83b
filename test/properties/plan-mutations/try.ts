// Mutations one after the other, each undone before the next.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../../fixtures/build/random.ts';
import { InputError } from '../../../src/io/issues.ts';
import type { PlanCase } from './cases.ts';
import { whyUnseen } from './known.ts';
import { claimingFiles, type Mutation, mutated } from './mutate.ts';

export interface Tried extends Mutation {
  readonly plan: string;
  readonly noticed: boolean;
}

/** @throws Error when a plan is said to lie before anything is changed, or verify breaks down */
export async function mutatePlans(
  plans: readonly PlanCase[],
  wanted: number,
  seed: number,
): Promise<Tried[]> {
  const random = seeded(seed);
  const chance = () => random.next();
  const before = new Map<PlanCase, number>();
  for (const plan of plans) {
    const { lies, broken, checks } = await plan.verify();
    if (lies > 0) throw new Error(`${plan.name}: ${checks.flatMap(({ problems }) => problems).join('; ')}`);
    before.set(plan, broken);
  }
  const tried: Tried[] = [];
  while (tried.length < wanted) {
    const plan = plans[tried.length % plans.length] as PlanCase;
    const files = claimingFiles(plan.dir);
    const file = files[Math.floor(chance() * files.length)] as string;
    const path = join(plan.dir, file);
    const text = readFileSync(path, 'utf8');
    const mutation = mutated(file, text, chance);
    if (mutation === null || mutation.text === text) continue;
    writeFileSync(path, mutation.text);
    try {
      const { lies, broken } = await plan.verify();
      // a plan may say of itself that it breaks a promise: it did so before
      tried.push({ ...mutation, plan: plan.name, noticed: lies > 0 || broken !== before.get(plan) });
    } catch (error) {
      if (!(error instanceof InputError))
        throw new Error(`verify broke down: ${plan.name} ${mutation.pattern} ${mutation.what}`, {
          cause: error,
        });
      tried.push({ ...mutation, plan: plan.name, noticed: true });
    } finally {
      writeFileSync(path, text);
    }
  }
  return tried;
}

/** What was noticed, and where changes were not: by pattern. */
export function shares(tried: readonly Tried[]) {
  const known = new Map<string, { count: number; why: string }>();
  const unknown = new Map<string, string[]>();
  for (const { pattern, plan, what, noticed } of tried) {
    if (noticed) continue;
    const why = whyUnseen(pattern);
    if (why === null) unknown.set(pattern, [...(unknown.get(pattern) ?? []), `(${plan}) ${what}`]);
    else known.set(pattern, { count: (known.get(pattern)?.count ?? 0) + 1, why });
  }
  return { all: tried.length, noticed: tried.filter(({ noticed }) => noticed).length, known, unknown };
}
