// Plans that are revised as files: the form of the copy that a revision keeps, with what is known of the rules of then beside it.

import { LAYERED_SCHEMA, layeredPlanToText } from '../../evaluate/layers/plan-json.ts';
import { modelToText } from '../../evaluate/model-json.ts';
import { planToText } from '../../evaluate/plan-json.ts';
import { PROFILES, writeCsv } from '../../io/csv-write.ts';
import { byCode } from '../../model/order.ts';
import { PLAN_SCHEMA, type Plan, type PlanInput } from '../../model/plan.ts';
import { MODEL_SCHEMA, type PlanModel } from '../../model/plan-model.ts';
import type { PreviousPlan } from '../../model/previous.ts';
import { VERSION } from '../../version.ts';
import type { KeptFile } from '../revision/read.ts';

/** the folder of the bundle that they are in */
const BEFORE = 'before';

/**
 * The files of the plans, below `before/`.
 * @param kept those of the originals, which say which of the plans are layers of one
 * @param plans disguised
 */
export function beforeFiles(kept: readonly KeptFile[], plans: readonly PreviousPlan[]): KeptFile[] {
  const rest = [...plans];
  const files: KeptFile[] = [];
  const roots = kept
    .filter(({ path }) => /^\d+\/plan\.json$/.test(path))
    .map(({ path }) => path.split('/')[0]);
  for (const root of roots) {
    const dir = `${BEFORE}/${root}`;
    const inside = kept.filter(
      ({ path }) => path.startsWith(`${root}/layers/`) && path.endsWith('/plan.json'),
    );
    const own = rest.splice(0, Math.max(1, inside.length));
    if (inside.length > 0) files.push({ path: `${dir}/plan.json`, content: layeredText(own) });
    for (const plan of own)
      files.push(...planFiles(inside.length > 0 ? `${dir}/layers/${plan.layer}` : dir, plan));
  }
  return files;
}

/** Directories of the plans, as `from:` names them. */
export function beforeDirs(files: readonly KeptFile[]): string[] {
  return files.flatMap(({ path }) => {
    const [, root, name] = path.split('/');
    return name === 'plan.json' ? [`${BEFORE}/${root}`] : [];
  });
}

function planFiles(dir: string, plan: PreviousPlan): KeptFile[] {
  const rows = [...plan.accountRep].sort((a, b) => byCode(a[0], b[0]));
  return [
    { path: `${dir}/plan.json`, content: planToText(planOf(plan)) },
    ...(rows.length > 0
      ? [
          {
            path: `${dir}/incumbents.csv`,
            content: [...writeCsv([['account_id', 'rep_id'], ...rows], PROFILES.default)].join(''),
          },
        ]
      : []),
    ...(plan.keptFrom
      ? [{ path: `${dir}/model.json`, content: [...modelToText(modelOf(plan.keptFrom))].join('') }]
      : []),
  ];
}

const NOTHING_KNOWN: Plan['solver'] = {
  reproducible: true,
  objective: 0,
  excess: 0,
  excessPrice: 0,
  lowerBound: null,
  budgetPrice: 0,
  moveBudget: null,
  exact: false,
  contested: 0,
  newtonSteps: 0,
  rounds: 0,
  proposals: 0,
  accepted: 0,
  resplits: 0,
  startStranded: 0,
  proof: null,
};

/** Without the excess in it, whose price follows the costs, the objective is what the plan costs. */
function planOf(plan: PreviousPlan): Plan {
  const layer = plan.layer ?? 'default';
  return {
    schema: PLAN_SCHEMA,
    version: VERSION,
    settings: plan.settings,
    inputs: inputsOf(plan.accountRep.size),
    map: [],
    solver: { ...NOTHING_KNOWN, objective: plan.cost, excess: plan.excess },
    bridges: [],
    splits: [],
    sectors: plan.sectors.map(({ sectorId, repId, center, name }) => ({
      layer,
      sectorId,
      repId,
      sectorName: name || repId,
      ...(name !== '' && { ownName: true }),
      base: center,
      center,
      prices: {},
    })),
    named: [],
    assignment: [...plan.zoneRep].map(([zone, rep]) => [layer, zone, rep] as const),
  };
}

/** Where a plan had accounts it is asked who served them. */
function inputsOf(rows: number): PlanInput[] {
  if (rows === 0) return [];
  return [
    { role: 'accounts', file: 'accounts.csv', sha256: '0'.repeat(64), rows, accepted: rows, rejected: 0 },
  ];
}

function layeredText(plans: readonly PreviousPlan[]): string {
  const [first] = plans as [PreviousPlan];
  const named = plans.map(plan => ({ plan, name: plan.layer as string }));
  return layeredPlanToText({
    schema: LAYERED_SCHEMA,
    version: VERSION,
    settings: first.settings,
    inputs: inputsOf(first.accountRep.size),
    map: [],
    reproducible: true,
    measures: [],
    layers: named.map(({ plan, name }) => ({
      name,
      overlay: plan.overlay,
      where: [],
      revenueShare: 1,
      visitsShare: 1,
      folder: name,
    })),
    reps: [],
    sectors: named.flatMap(({ plan, name }) =>
      plan.sectors.map(({ sectorId, repId }) => [name, sectorId, repId] as const),
    ),
    named: [],
    assignment: [],
  });
}

/** What is known of the rules of then: whom some rule kept from a zone. */
function modelOf(keptFrom: NonNullable<PreviousPlan['keptFrom']>): PlanModel {
  const reps = [...new Set([...keptFrom.values()].flatMap(ids => [...ids]))].sort(byCode);
  const figures = { accounts: 0, visits: 0, visitHours: 0, localHours: 0, localKm: 0 };
  return {
    schema: MODEL_SCHEMA,
    rows: [],
    marks: [['x', ['a rule']]],
    paced: [],
    budgets: [],
    reps: reps.map(rep => ({
      rep,
      share: 0,
      targets: {},
      fixed: [],
      costPerHour: null,
      costPerKm: null,
      extra: [],
    })),
    zones: [...keptFrom].map(([zone, ids]) => ({
      zone,
      ...figures,
      measures: [],
      paced: [],
      areas: [],
      held: [],
      kept: ids.size === 0 ? '' : reps.map(rep => (ids.has(rep) ? 'x' : '.')).join(''),
    })),
  };
}
