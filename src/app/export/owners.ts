// Systems in which an account has one owner: who owns what after the plan. Overlays share their accounts with the layers
// below them, so it is those whose reps are the owners.

import type { WrittenPlan } from '../written/written-plan.ts';
import { difference, type Territories, type Territory, territoriesOf } from './territories.ts';

export interface Owned {
  readonly territories: Territories;
  /** accounts whose owner changes, or all of them */
  readonly rows: readonly { readonly account: number; readonly territory: Territory }[];
  /** names of layers that were left out */
  readonly overlays: readonly string[];
}

export function ownersOf(plan: WrittenPlan, full: boolean): Owned {
  const territories = territoriesOf(plan, ({ overlay }) => !overlay);
  const { list, after, before } = territories;
  const added = full ? after : difference(after, before);
  return {
    territories,
    rows: Array.from(added.account, (account, i) => ({
      account,
      territory: list[added.territory[i] as number] as Territory,
    })),
    overlays: plan.layers.flatMap(({ overlay, name }) => (overlay && name !== null ? [name] : [])),
  };
}
