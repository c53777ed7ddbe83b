// Inputs to a plan, the whole way: files are written, read, placed, optimized, evaluated; what comes out is files again.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLayeredPlan } from '../../../src/app/layers/plan-layers.ts';
import { verifyAnyDirectory } from '../../../src/app/layers/verify.ts';
import { makePlan, writePlan } from '../../../src/app/plan.ts';
import { resolveRequest } from '../../../src/cli/request.ts';
import type { Kpis } from '../../../src/evaluate/kpis-types.ts';
import type { Settings } from '../../../src/model/settings.ts';
import { type Inputs, writeInputs } from './inputs.ts';

export interface Layer {
  readonly name: string;
  /** zone id → rep id, in the order of the plan */
  readonly assignment: ReadonlyMap<string, string>;
  /** hours a year, what excess costs included; and what no plan is below */
  readonly objective: number;
  readonly bound: number;
  readonly excess: number;
  readonly kpis: Kpis;
}

export interface Made {
  readonly layers: readonly Layer[];
  /** of all layers together; of the one */
  readonly kpis: Pick<Kpis, 'promises'>;
  /** the files by path, but pictures and reports, in which the length of a name moves lines */
  readonly files: ReadonlyMap<string, string>;
  /** the checks of verify that found an untrue claim */
  readonly lies: readonly string[];
}

const PROSE = /\.(svg|html|md)$/;

/** @throws InputError as `plan` does */
export async function planOf(inputs: Inputs, patch: Partial<Settings> = {}): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-metamorphic-'));
  try {
    const files = writeInputs(inputs, folder);
    const { request } = await resolveRequest({
      ...files,
      ...(inputs.config !== null && { config: inputs.config }),
      map: new Map(),
      country: inputs.country,
      effort: 'fast',
      lang: 'en',
      diagnosis: false,
    });
    const asked = { ...request, threads: 1, settings: { ...request.settings, ...patch } };
    const made = request.layers.length > 0 ? await makeLayeredPlan(asked, {}) : await makePlan(asked, {});
    const parts = 'layers' in made ? made.layers.map(({ outcome }) => outcome) : [made];
    const texts = new Map<string, string>();
    for (const { path, content } of made.planFiles()) {
      if (PROSE.test(path)) continue;
      let text = '';
      for await (const chunk of content) text += chunk;
      texts.set(path, text);
    }
    const plan = join(folder, 'plan');
    await writePlan(made, plan);
    const { checks } = await verifyAnyDirectory(plan, files);
    return {
      layers: parts.map(({ plan: { assignment, solver }, kpis, context }) => ({
        name: context.layer,
        assignment: new Map(assignment.map(([, zone, rep]) => [zone, rep])),
        objective: solver.objective,
        bound: kpis.plan.objective?.lower_bound as number,
        excess: solver.excess,
        kpis,
      })),
      kpis: made.kpis,
      files: texts,
      lies: checks.filter(({ lies }) => lies > 0).map(({ name }) => name),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
