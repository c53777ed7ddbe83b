// A written plan and its inputs → each layer's reps with the accounts they visit. Who serves whom is the plan's; places,
// visits and hours are the inputs', read as the plan read them.

import { placeAccounts } from '../../geo/place.ts';
import { normalizeTown } from '../../io/french.ts';
import { IssueLog } from '../../io/issues.ts';
import { sliceAccounts } from '../../model/layers.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { Accounts, DefaultUsed, Rep, Zones } from '../../model/records.ts';
import type { Roads } from '../../model/roads.ts';
import { orderById } from '../../model/select.ts';
import type { Settings } from '../../model/settings.ts';
import { visitsOf } from '../../model/visits.ts';
import { shareOut } from '../layers/rules.ts';
import type { Records } from '../read.ts';
import { findInputs, readInputs, type VerifyOptions } from '../verify.ts';
import { readFeatures } from '../written/map-features.ts';
import { otherInputs, planError } from '../written/plan-fault.ts';
import { readWrittenPlan, type WrittenLayer } from '../written/written-plan.ts';
import { readPlanRoads } from './plan-roads.ts';
import { type ServedAccount, servedAccount } from './served.ts';

export interface TourSector {
  readonly layer: string;
  readonly sectorId: string;
  /** with the FTE that the layer has of the rep */
  readonly rep: Rep;
  /** degrees */
  readonly base: readonly [lat: number, lon: number];
  /** `#rrggbb` */
  readonly color: string;
  /** by id */
  readonly accounts: readonly ServedAccount[];
  /** those that the rep serves today, by id */
  readonly today: readonly ServedAccount[];
}

export interface TourLayer {
  readonly name: string;
  readonly settings: Settings;
  readonly sectors: readonly TourSector[];
  readonly defaults: readonly DefaultUsed[];
  /** that the plan was made by; null: by the estimate */
  readonly roads: Roads | null;
}

export interface TourWorld {
  /** plan.json as it is written */
  readonly text: string;
  readonly inputs: readonly PlanInput[];
  readonly layers: readonly TourLayer[];
  readonly layered: boolean;
  /** layers whose visits are calls: nobody travels */
  readonly withoutTravel: readonly string[];
  /** of all zones and all accounts, by id */
  readonly places: { readonly zone: Places; readonly account: Places };
}

/** of the inputs these alone say anything about tours */
const ROLES: readonly PlanInput['role'][] = ['accounts', 'reps', 'zones', 'aliases'];

/**
 * @param known the inputs, where the plan was taken up again and they are read already; they are read here when null
 * @throws InputError when the plan or an input cannot be read, they are not of each other, or there are no accounts
 */
export async function readTourWorld(
  dir: string,
  options: VerifyOptions,
  known: Records | null = null,
): Promise<TourWorld> {
  const written = await readWrittenPlan(dir, { accounts: true, accountColumn: null });
  const inputs = written.inputs.filter(({ role }) => ROLES.includes(role));
  if (!inputs.some(({ role }) => role === 'accounts')) {
    throw planError(
      dir,
      'a plan of zones alone',
      'a plan with accounts, which tours visit',
      'give accounts to `sectorize plan`',
    );
  }
  const first = written.layers[0] as WrittenLayer;
  const records = known ?? (await readTourInputs(dir, first, inputs, options));
  const { settings } = first.plan;
  const places = {
    zone: new Map(records.zones?.id.map((id, i) => [id, pointOf(records.zones as Zones, i)] as const)),
    account: placesOf(records, settings.country),
  };
  const layers: TourLayer[] = [];
  const withoutTravel: string[] = [];
  for (const layer of written.layers) {
    // a circuity of 0 is what layers without travel have
    if (layer.plan.settings.travel.circuity === 0) withoutTravel.push(layer.name ?? 'default');
    else layers.push(await layerOf(layer, records, places));
  }
  const layered = written.layers[0]?.name !== null;
  return { text: written.text, inputs: written.inputs, layers, layered, withoutTravel, places };
}

/** All accounts and reps, whatever the layer. */
async function readTourInputs(
  dir: string,
  { plan: { settings, map } }: WrittenLayer,
  inputs: readonly PlanInput[],
  options: VerifyOptions,
): Promise<Records> {
  const files = await findInputs(dir, { inputs }, options);
  const reading = { ...settings, slice: settings.slice && { ...settings.slice, reps: [] } };
  const read = await readInputs({ inputs, settings: reading, map }, files, options);
  if ('changed' in read) throw otherInputs(dir, read.changed.problems[0] ?? '');
  const { records } = read;
  for (const { role, file, sha256 } of inputs) {
    const now = records.inputs.find(input => input.role === role)?.sha256;
    if (now !== sha256)
      throw otherInputs(dir, `${role}: ${files.get(role) ?? file} is not the file of the plan`);
  }
  return records;
}

type Point = readonly [lat: number, lon: number];
type Places = ReadonlyMap<string, Point>;

const pointOf = ({ lat, lon }: Pick<Zones, 'lat' | 'lon'>, i: number): Point => [
  lat[i] as number,
  lon[i] as number,
];

/** Where each account was placed, by id: its coordinates where they are believed, else the point of its zone. */
function placesOf({ accounts, zones, aliases }: Records, country: string): Places {
  const places = new Map<string, readonly [number, number]>();
  if (!accounts || !zones) return places;
  const placed = placeAccounts(accounts, zones, {
    country,
    aliases,
    normalizeTown,
    file: accounts.file,
    onIssue: () => {},
    onReject: () => {},
  });
  for (const [a, id] of accounts.id.entries()) {
    if ((placed.zoneOf[a] as number) >= 0) places.set(id, [placed.lat[a] as number, placed.lon[a] as number]);
  }
  return places;
}

async function layerOf(
  { plan, dir, name, accounts: table }: WrittenLayer,
  records: Records,
  places: TourWorld['places'],
): Promise<TourLayer> {
  const { settings } = plan;
  const accounts = accountsOf(records, settings);
  const { visits, minutes, defaults } = visitsOf(accounts, settings);
  const repOf = new Map(
    table?.id.map((id, at) => [id, [table.rep[at] as string, table.incumbent[at] as string] as const]),
  );
  const nobody = () => new Map<string, ServedAccount[]>(plan.sectors.map(({ repId }) => [repId, []]));
  const served = nobody();
  const held = nobody();
  const reps = new Map(repsOf(records, settings).map(rep => [rep.id, rep]));
  for (const a of orderById(accounts.id)) {
    const id = accounts.id[a] as string;
    const place = places.account.get(id);
    if (!place) continue;
    const [now, before] = (repOf.get(id) ?? []).map(rep => reps.get(rep));
    const of = (rep: Rep) => servedAccount({ accounts, settings, visits, minutes }, a, place, rep);
    if (now) served.get(now.id)?.push(of(now));
    if (before) held.get(before.id)?.push(of(before));
  }
  const colors = new Map((await readFeatures(`${dir}/sectors.geojson`)).map(({ id, color }) => [id, color]));
  const sectors = plan.sectors.flatMap(({ repId, sectorId, base }): TourSector[] => {
    const rep = reps.get(repId);
    if (!rep) throw otherInputs(dir, `rep ${repId} of the plan is not in the reps`);
    const color = colors.get(sectorId) ?? '#3350a8';
    return [
      {
        layer: name ?? plan.sectors[0]?.layer ?? 'default',
        sectorId,
        rep,
        base,
        color,
        accounts: served.get(repId) ?? [],
        today: held.get(repId) ?? [],
      },
    ];
  });
  const bases = new Map(plan.sectors.map(({ repId, base }) => [repId, base] as const));
  const parts = new Map(
    plan.splits.flatMap(split => split.parts.map(part => [part.id, [part.lat, part.lon] as const] as const)),
  );
  const roads = await readPlanRoads(dir, plan, (kind, id) => {
    if (kind === 'rep') return bases.get(id);
    return kind === 'zone' ? (parts.get(id) ?? places.zone.get(id)) : places.account.get(id);
  });
  return { name: name ?? plan.sectors[0]?.layer ?? 'default', settings, sectors, defaults, roads };
}

/** The layer's accounts with its share of their visits; all of them without layers. */
function accountsOf({ accounts }: Records, settings: Settings): Accounts {
  const all = accounts as Accounts;
  const { slice } = settings;
  if (!slice) return all;
  const here = slice.layers.findIndex(({ name }) => name === slice.layer);
  const who = shareOut(all, slice.layers, new IssueLog());
  // whose rep of today counts is of no matter here
  return sliceAccounts(all, slice.layers, who, here, new Map(), settings).accounts;
}

function repsOf({ reps }: Records, { slice }: Settings): Rep[] {
  const all = reps?.list ?? [];
  if (!slice) return [...all];
  const shares = new Map(slice.reps);
  return all.flatMap(rep => {
    const share = shares.get(rep.id);
    return share === undefined ? [] : [{ ...rep, fte: rep.fte * share }];
  });
}
