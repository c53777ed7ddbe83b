// The page of a comparison: maps are drawn from the plans' zones, the rest is said.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import { comparisonHtml } from '../../report/compare/page.ts';
import type { Lang } from '../../report/format.ts';
import { pageAssets } from '../page-assets.ts';
import { comparisonMaps } from './maps.ts';
import type { ReadPlan } from './read-side.ts';

/** @throws InputError when the zones of a plan cannot be read */
export async function comparisonPage(
  comparison: Comparison,
  plans: readonly ReadPlan[],
  gates: readonly GateResult[] | null,
  lang: Lang,
): Promise<string[]> {
  const maps = await comparisonMaps(comparison, plans);
  const parts: string[] = [];
  const page = { comparison, gates, maps, assets: pageAssets(), lang };
  for await (const part of comparisonHtml(page)) parts.push(part);
  return parts;
}
