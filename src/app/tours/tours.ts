// The job of `tours`: a written plan and its inputs → the same directory with the tours of its reps.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { CsvProfile } from '../../io/csv.ts';
import { assertPlanDirectory, type PlanFile, writePlanDirectory } from '../../io/plan-directory.ts';
import type { TourSettings } from '../../model/tour-settings.ts';
import type { Lang } from '../../report/format.ts';
import { assertNotSettled } from '../status/approve.ts';
import { draftText } from '../status/plan-text.ts';
import type { VerifyOptions } from '../verify.ts';
import { otherFiles, tourFiles } from './files.ts';
import { planAllTours, type TourHooks, type ToursMade } from './plan-tours.ts';
import { readTourWorld, type TourWorld } from './read.ts';

export interface ToursRequest {
  /** plan directory */
  readonly plan: string;
  /** where the plan with its tours goes: the plan directory itself, or another */
  readonly out: string;
  readonly inputs: VerifyOptions;
  readonly settings: TourSettings;
  readonly profile: CsvProfile;
  readonly lang: Lang;
  readonly points: boolean;
}

export interface ToursOutcome extends ToursMade {
  readonly world: TourWorld;
  /** paths of the files of tours */
  readonly written: readonly string[];
}

/** @throws InputError when the plan or an input cannot be read, or `out` is not to be written over */
export async function makeTours(
  request: ToursRequest,
  hooks: TourHooks & { readonly onWorld?: (world: TourWorld) => void } = {},
): Promise<ToursOutcome> {
  const { plan, out, settings } = request;
  await assertPlanDirectory(out);
  await assertNotSettled(out);
  const world = await readTourWorld(plan, request.inputs);
  hooks.onWorld?.(world);
  const made = await planAllTours(world, settings, hooks);
  const written: string[] = [];
  const own = function* (): Generator<PlanFile> {
    const files = tourFiles({
      ...made,
      ...request,
      country: world.layers[0]?.settings.country ?? '',
      planSha256: createHash('sha256').update(draftText(world.text)).digest('hex'),
      inputs: world.inputs,
      withoutTravel: world.withoutTravel,
    });
    for (const file of files) {
      written.push(file.path);
      yield file;
    }
  };
  const all = async function* (): AsyncGenerator<PlanFile> {
    yield* otherFiles(resolve(plan));
    yield* own();
  };
  await writePlanDirectory(out, all());
  return { ...made, world, written };
}
