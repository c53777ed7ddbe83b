// What each level promises: balance of its measures within their tolerances, and groups in one piece.

import type { PlanPromise } from '../kpis-types.ts';
import { type InBoth, PROMISE_WORDS as WORDS } from '../promise-words.ts';
import type { HierarchyKpis, LevelKpis } from './types.ts';

/** figures of kpis.json have six decimals */
const NOISE = 1e-6;
const LISTED = 10;

export function hierarchyPromises({ levels }: HierarchyKpis): PlanPromise[] {
  return levels.flatMap(level => [
    ...Object.keys(level.balance).map(measure => balanceOf(level, measure)),
    contiguityOf(level),
  ]);
}

function balanceOf({ level, balance, groups }: LevelKpis, measure: string): PlanPromise {
  const tolerance = balance[measure]?.tolerance as number;
  const list = groups.map(({ id, balance: own }) => ({ id, deviation: own[measure]?.deviation ?? null }));
  const size = (deviation: number | null) => Math.abs(deviation ?? 0);
  const sorted = [...list].sort((a, b) => size(b.deviation) - size(a.deviation));
  const broken = sorted.filter(({ deviation }) => size(deviation) > tolerance + NOISE);
  const worst = sorted[0];
  return promise(
    `balance:${level}:${measure}`,
    broken.map(({ id, deviation }) => WORDS.outside(id, deviation)),
    worst && worst.deviation !== null
      ? WORDS.closest(worst.deviation, worst.id, tolerance)
      : WORDS.noGroupTargets,
    WORDS.beyond(tolerance),
  );
}

function contiguityOf({ level, groups }: LevelKpis): PlanPromise {
  const broken = groups.filter(({ contiguity }) => contiguity.avoidable > 0);
  return promise(
    `contiguity:${level}`,
    broken.map(({ id, contiguity }) => WORDS.pieces(id, contiguity.avoidable + 1)),
    WORDS.groupsInOnePiece(level),
    WORDS.morePieces,
  );
}

function promise(
  name: string,
  broken: readonly InBoth[],
  kept: InBoth,
  told: (found: InBoth) => InBoth,
): PlanPromise {
  const list = (lang: keyof InBoth) =>
    broken
      .slice(0, LISTED)
      .map(item => item[lang])
      .join(', ') + (broken.length > LISTED ? WORDS.more(broken.length - LISTED)[lang] : '');
  const { en, fr } = broken.length === 0 ? kept : told({ en: list('en'), fr: list('fr') });
  return { name, kept: broken.length === 0, detail: en, detail_fr: fr };
}
