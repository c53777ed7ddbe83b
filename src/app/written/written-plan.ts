// A plan directory as it was written, read back for other systems and for comparisons. Nothing is recomputed (verify does
// that), but what cannot be read, or does not fit the rest of the plan, stops it: what is made of it would be wrong.

import { join } from 'node:path';
import { type LayeredPlan, parseLayeredPlan } from '../../evaluate/layers/plan-json.ts';
import { parsePlan } from '../../evaluate/plan-json.ts';
import type { Plan, PlanInput } from '../../model/plan.ts';
import { type AccountTable, readAccountTable } from './account-table.ts';
import { disagrees, planError } from './plan-fault.ts';
import { parsedPlan, readPlanJson } from './plan-file.ts';
import { numberIn, readTextTable } from './text-table.ts';

export interface WrittenLayer {
  /** null for a plan without layers */
  readonly name: string | null;
  /** its reps share the accounts with those of the other layers */
  readonly overlay: boolean;
  /** the layer's own plan directory */
  readonly dir: string;
  readonly plan: Plan;
  readonly repName: ReadonlyMap<string, string>;
  readonly zones: readonly WrittenZone[];
  /** null when the plan was made from zones alone, or they were not asked for */
  readonly accounts: AccountTable | null;
}

export interface WrittenZone {
  readonly id: string;
  readonly name: string;
  readonly sectorId: string;
  /** '' for a zone that nobody serves */
  readonly rep: string;
  readonly incumbent: string;
  readonly lat: number;
  readonly lon: number;
}

export interface WrittenPlan {
  readonly dir: string;
  /** plan.json, whole: what an export is of */
  readonly text: string;
  readonly layers: readonly WrittenLayer[];
  readonly inputs: readonly PlanInput[];
}

export interface ReadWritten {
  readonly accounts: boolean;
  /** column of accounts.csv that holds the key of the accounts in the other system; their id when null */
  readonly accountColumn: string | null;
  /** what the accounts are worth and how far they are, too; false when absent */
  readonly figures?: boolean;
}

/** @throws InputError when it is no plan directory of this version, a file is missing, or two of them disagree */
export async function readWrittenPlan(dir: string, options: ReadWritten): Promise<WrittenPlan> {
  const text = await readPlanJson(dir);
  const layered = text.includes('sectorize-layers/') ? parsedPlan(dir, () => parseLayeredPlan(text)) : null;
  if (!layered) {
    const layer = await readLayer(dir, text, null, options);
    const accepted = layer.plan.inputs.find(({ role }) => role === 'accounts')?.accepted;
    checkCount(dir, layer.accounts?.id.length, accepted);
    return { dir, text, layers: [layer], inputs: layer.plan.inputs };
  }
  const layers: WrittenLayer[] = [];
  for (const rule of layered.layers) {
    const own = join(dir, 'layers', rule.folder);
    layers.push(await readLayer(own, await readPlanJson(own), rule, options));
  }
  const base = layers.filter(({ overlay, accounts }) => !overlay && accounts);
  const counted = base.reduce((sum, { accounts }) => sum + (accounts?.id.length ?? 0), 0);
  const accepted = layered.inputs.find(({ role }) => role === 'accounts')?.accepted;
  checkCount(dir, options.accounts ? counted : undefined, accepted);
  return { dir, text, layers, inputs: layered.inputs };
}

async function readLayer(
  dir: string,
  text: string,
  rule: LayeredPlan['layers'][number] | null,
  options: ReadWritten,
): Promise<WrittenLayer> {
  const plan = parsedPlan(dir, () => parsePlan(text));
  const sectors = await readTextTable(join(dir, 'sectors.csv'), ['sector_id', 'rep_id', 'rep_name']);
  const repName = new Map<string, string>();
  for (const { cells } of sectors.rows) repName.set(cells[1] as string, cells[2] as string);
  const known = new Set(plan.sectors.map(({ sectorId }) => sectorId));
  const planned = new Map(plan.assignment.map(([, zone, rep]) => [zone, rep]));
  const zones = await readTextTable(join(dir, 'zones.csv'), [
    ...['zone_id', 'zone_name', 'sector_id', 'rep_id', 'incumbent_rep_id'],
    ...['lat', 'lon'],
  ]);
  const withAccounts = plan.inputs.some(({ role }) => role === 'accounts');
  return {
    name: rule?.name ?? null,
    overlay: rule?.overlay ?? false,
    dir,
    plan,
    repName,
    zones: zones.rows.map(({ line, cells: [id, name, sectorId, rep, incumbent, lat, lon] }) => {
      const wrong = (column: string, found: string, expected: string) =>
        disagrees(join(dir, 'zones.csv'), line, column, found, expected);
      if (sectorId !== '' && !known.has(sectorId as string))
        throw wrong('sector_id', sectorId as string, 'a sector of plan.json');
      const expected = planned.get(id as string) ?? '';
      if (rep !== expected) throw wrong('rep_id', rep as string, `"${expected}" as in plan.json`);
      return {
        id: id as string,
        name: name as string,
        sectorId: sectorId as string,
        rep: rep as string,
        incumbent: incumbent as string,
        lat: numberIn(lat as string),
        lon: numberIn(lon as string),
      };
    }),
    accounts: options.accounts && withAccounts ? await readAccountTable(dir, plan, options) : null,
  };
}

function checkCount(dir: string, rows: number | undefined, accepted: number | undefined): void {
  if (rows === undefined || accepted === undefined || rows === accepted) return;
  throw planError(
    join(dir, 'accounts.csv'),
    `${rows} accounts`,
    `the ${accepted} of plan.json`,
    'take the file as `sectorize plan` wrote it, or make the plan again',
  );
}
