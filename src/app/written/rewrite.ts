// The files of a written plan that have its figures, made anew from a plan that was taken up again.

import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBound } from '../../evaluate/bound-json.ts';
import type { Kpis } from '../../evaluate/kpis-types.ts';
import { exists } from '../../io/exists.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import type { Lang } from '../../report/format.ts';
import { LABELS } from '../../report/labels.ts';
import { composePlanFiles, type PlanFilesInput } from '../plan-files.ts';
import { planShapes } from '../plan-shapes.ts';
import { writtenDialect } from './dialect.ts';
import { parsedPlan } from './plan-file.ts';
import type { ReopenedPlan } from './reopen.ts';

/** files that say what the plan comes to; all others say what it is */
const FIGURES = [
  'kpis.json',
  'sectors.csv',
  'report.md',
  'report.html',
  'costs.csv',
  'sectors.geojson',
  'levels.csv',
  'plan.xlsx',
];

/** Every file of the plan with other figures, as it was written in language and format. */
export async function planFilesInput(
  { dir, plan, context, result, world }: ReopenedPlan,
  kpis: Kpis,
): Promise<PlanFilesInput> {
  const shapes = planShapes(context);
  const outlines = shapes.outlines(result.zoneRep, context.reps.list.length);
  const profile = await writtenDialect(dir);
  const bound = await readFile(join(dir, 'bound.json'), 'utf8').catch(() => null);
  return {
    ...{ context, result, plan, kpis, rejects: world.rejects },
    certificate: bound === null ? null : parsedPlan(dir, () => parseBound(bound)),
    broken: world.eligibility.broken,
    ...shapes.drawn(result.zoneRep, kpis, outlines),
    kept: [],
    profile,
    raw: profile.raw,
    lang: await languageOf(dir),
    xlsx: await exists(join(dir, 'plan.xlsx')),
    png: await widthOf(join(dir, 'map.png')),
  };
}

/** Those of its files that have figures. */
export function* figureFiles(input: PlanFilesInput): Generator<PlanFile> {
  for (const file of composePlanFiles(input))
    if (FIGURES.includes(file.path) || file.path.startsWith('levels/')) yield file;
}

/** The language that its report is in. */
async function languageOf(dir: string): Promise<Lang> {
  const report = await readFile(join(dir, 'report.md'), 'utf8').catch(() => '');
  return report.startsWith(`# ${LABELS.fr.title}`) ? 'fr' : 'en';
}

/** px of a PNG file; null without one */
async function widthOf(path: string): Promise<number | null> {
  const file = await open(path).catch(() => null);
  if (!file) return null;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(24), 0, 24, 0).finally(() => file.close());
  // signature, length and name of the first chunk, then the width
  return bytesRead === 24 ? buffer.readUInt32BE(16) : null;
}
