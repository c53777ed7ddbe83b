// The job of `compare`: plan directories → a comparison. The first is the base; a plan alone is compared with the
// assignment that it found in force.

import { basename, resolve } from 'node:path';
import { type Comparison, compareSides } from '../../evaluate/compare/compare.ts';
import type { Side } from '../../evaluate/compare/side.ts';
import { type ReadPlan, readPlan, todayOf } from './read-side.ts';

export interface Compared {
  readonly comparison: Comparison;
  /** as they were named, the base first; of a plan alone that plan twice */
  readonly plans: readonly ReadPlan[];
}

/**
 * @param today what the assignment of today is called
 * @throws InputError when a directory cannot be read, or a plan alone has no assignment to compare with
 */
export async function comparePlans(dirs: readonly string[], today: string): Promise<Compared> {
  const names = sideNames(dirs);
  const plans: ReadPlan[] = [];
  for (const [d, dir] of dirs.entries()) plans.push(await readPlan(dir, names[d] as string));
  const [first, ...rest] = plans as [ReadPlan, ...ReadPlan[]];
  if (rest.length > 0) {
    return { comparison: compareSides(first.side, rest.map(sideOf)), plans };
  }
  const name = names[0] === today ? `(${today})` : today;
  return { comparison: compareSides(todayOf(first, name), [first.side]), plans: [first, first] };
}

function sideOf({ side }: ReadPlan): Side {
  return side;
}

/** The folder's own name; the path as it was named where two have one name, and a number where that is the same. */
export function sideNames(dirs: readonly string[]): string[] {
  const short = dirs.map(dir => basename(resolve(dir)) || dir);
  const unique = new Set(short).size === short.length;
  const seen = new Map<string, number>();
  return (unique ? short : dirs).map(name => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
