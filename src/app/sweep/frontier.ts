// The files of a frontier, from the figures of the scenarios: the same for a sweep in one go and for its shards together.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvProfile, writeCsv } from '../../io/csv.ts';
import type { Lang } from '../../report/format.ts';
import { sweepChart } from '../../report/sweep-chart.ts';
import { frontierJson, frontierRows } from '../../report/sweep-data.ts';
import { frontierOf, type SweepEntry } from '../../report/sweep-frontier.ts';
import { sweepPage } from '../../report/sweep-page.ts';
import { pageAssets } from '../page-assets.ts';
import { FRONTIER_FILES, writeWhole } from './store.ts';

export async function writeFrontier(
  out: string,
  entries: readonly SweepEntry[],
  profile: CsvProfile,
  lang: Lang,
): Promise<string[]> {
  const frontier = frontierOf(entries);
  const contents = [
    [...writeCsv(frontierRows(frontier), profile)].join(''),
    frontierJson(frontier),
    sweepChart(frontier, lang),
    sweepPage(frontier, lang, pageAssets()),
  ];
  const written: string[] = [];
  for (const [at, path] of FRONTIER_FILES.entries()) {
    const content = contents[at] as string;
    // nothing to draw: an old drawing would be taken for this one
    if (content === '') await rm(join(out, path), { force: true });
    else {
      await writeWhole(join(out, path), content);
      written.push(path);
    }
  }
  return written;
}
