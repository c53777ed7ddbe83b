// A plan directory → a side of a comparison; and from a plan the side that it found, the assignment of today.

import { join } from 'node:path';
import type { Side, SideAccounts, SideLayer } from '../../evaluate/compare/side.ts';
import { parseJson } from '../../evaluate/json-reader.ts';
import type { SectorKpis } from '../../evaluate/kpis-types.ts';
import { InputError } from '../../io/issues.ts';
import { optionIssue } from '../option-issue.ts';
import { planError } from '../written/plan-fault.ts';
import { readKpis, type WrittenKpis } from '../written/read-kpis.ts';
import { readWrittenPlan, type WrittenLayer, type WrittenPlan } from '../written/written-plan.ts';

/** A plan that was read: its side, and what the map is drawn from. */
export interface ReadPlan {
  readonly side: Side;
  readonly written: WrittenPlan;
  readonly kpis: readonly WrittenKpis[];
  readonly total: WrittenKpis;
}

/** @throws InputError when it is no plan directory of this version, or its files disagree */
export async function readPlan(dir: string, name: string): Promise<ReadPlan> {
  const written = await readWrittenPlan(dir, { accounts: true, accountColumn: null, figures: true });
  const total = await readKpis(dir);
  const layered = written.layers.some(layer => layer.name !== null);
  const kpis: WrittenKpis[] = [];
  for (const layer of written.layers) {
    const own = layered ? await readKpis(layer.dir) : total;
    assertSame(layer, own);
    kpis.push(own);
  }
  const side: Side = {
    name,
    today: false,
    inputs: written.inputs,
    options: optionsOf(written),
    kpis: total.plan,
    layers: written.layers.map((layer, l) => sideLayer(layer, kpis[l] as WrittenKpis)),
  };
  return { side, written, kpis, total };
}

/** Options that shape the plan; how it was sliced follows from the layers. */
function optionsOf({ layers, text }: WrittenPlan): Side['options'] {
  const [first] = layers;
  const settings =
    first?.name === null ? first.plan.settings : (parseJson(text) as { settings: Side['options'] }).settings;
  const { slice: _, ...options } = settings;
  return options;
}

function sideLayer(layer: WrittenLayer, kpis: WrittenKpis): SideLayer {
  const { plan, zones, accounts } = layer;
  return {
    ...common(layer),
    today: false,
    kpis: kpis.plan,
    sectors: kpis.sectors,
    reps: new Set(plan.sectors.map(({ repId }) => repId)),
    zones: zones.map(({ id, name, rep, incumbent }) => ({ id, name, rep, today: incumbent })),
    accounts: accounts && {
      ...columnsOf(accounts),
      rep: accounts.rep,
      minutes: accounts.figures?.minutes ?? null,
    },
    held: new Set(plan.named.map(([account]) => account)),
    decided: new Map(
      (kpis.overrides?.list ?? []).map(({ zone_id, account_id, author, reason }) => [
        zone_id === null ? `account ${account_id}` : `zone ${zone_id}`,
        { author, reason },
      ]),
    ),
  };
}

/**
 * The assignment that the plan found in force.
 * @throws InputError when the plan knows of none
 */
export function todayOf({ side, written, kpis, total }: ReadPlan, name: string): Side {
  const layers = written.layers.map((layer, l): SideLayer => {
    const { zones, accounts } = layer;
    const own = kpis[l] as WrittenKpis;
    return {
      ...common(layer),
      today: true,
      kpis: own.before,
      sectors: own.sectors_before ?? [],
      reps: new Set([...zones.map(({ incumbent }) => incumbent), ...(accounts?.incumbent ?? [])]),
      zones: zones.map(zone => ({
        ...{ id: zone.id, name: zone.name, rep: zone.incumbent, today: zone.incumbent },
      })),
      accounts: accounts && { ...columnsOf(accounts), rep: accounts.incumbent, minutes: null },
      held: new Set(),
      decided: new Map(),
    };
  });
  if (!layers.some(({ reps }) => [...reps].some(rep => rep !== ''))) {
    const found = 'one plan, without an assignment of today';
    const remedy = 'name a second plan to compare with: sectorize compare A B';
    throw new InputError([optionIssue(written.dir, found, 'two plans, or one with an incumbent', remedy)]);
  }
  return { ...side, name, today: true, kpis: total.before, layers };
}

function common({ name, overlay, plan }: WrittenLayer) {
  const parts = plan.splits.flatMap(split => split.parts.map(part => [part.id, split.zone] as const));
  return { name: name ?? '', overlay, parts: new Map(parts) };
}

function columnsOf({
  id,
  incumbent,
  figures,
}: NonNullable<WrittenLayer['accounts']>): Omit<SideAccounts, 'rep' | 'minutes'> {
  const empty = () => id.map(() => '');
  return {
    id,
    today: incumbent,
    name: figures?.name ?? empty(),
    zone: figures?.zone ?? empty(),
    revenue: figures?.revenue ?? null,
    potential: figures?.potential ?? null,
  };
}

/** Of an edited directory the KPIs are those of another plan: sectors and the accounts in each must agree. */
function assertSame({ dir, plan, accounts }: WrittenLayer, { sectors }: WrittenKpis): void {
  const path = join(dir, 'kpis.json');
  const remedy = 'the directory was edited, or mixes two plans: take it as `sectorize plan` wrote it';
  const known = new Map(plan.sectors.map(({ sectorId, repId }) => [sectorId, repId]));
  const strange = sectors.find(({ sector_id, rep_id }) => known.get(sector_id) !== rep_id);
  if (strange || sectors.length !== known.size) {
    const found = strange
      ? `sector "${strange.sector_id.slice(0, 60)}" of rep "${strange.rep_id.slice(0, 60)}"`
      : `${sectors.length} sectors`;
    throw planError(path, found, `the ${known.size} sectors of plan.json`, remedy);
  }
  if (!accounts) return;
  const counts = new Map<string, number>();
  for (const rep of accounts.rep) counts.set(rep, (counts.get(rep) ?? 0) + 1);
  const wrong = sectors.find((sector: SectorKpis) => sector.accounts !== (counts.get(sector.rep_id) ?? 0));
  if (!wrong) return;
  const found = `${wrong.accounts} accounts in sector "${wrong.sector_id.slice(0, 60)}"`;
  throw planError(path, found, `the ${counts.get(wrong.rep_id) ?? 0} of accounts.csv`, remedy);
}
