// The bundle's tables: what the tool knows of each record after reading, under its own names for the columns. Columns that it
// does not use are not there, for nothing is copied from the files.

import { makeLocator } from '../../geo/locate.ts';
import { NUMBER_RULES } from '../../io/account-rules.ts';
import { type CsvCell, PROFILES, writeCsv } from '../../io/csv-write.ts';
import type { Manager } from '../../model/hierarchy.ts';
import { isExact, type Overrides } from '../../model/overrides.ts';
import { type Accounts, PARTNERS, type Rep, type Zones } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { Placed } from '../prepare.ts';
import { jittered, type Motion, type Place } from './moved.ts';
import type { Naming } from './naming.ts';
import { layerColumn } from './settings.ts';

export interface Disguise {
  readonly secret: Uint8Array;
  readonly names: Naming;
  readonly motion: Motion;
  readonly money: number;
  /** how far accounts and bases are moved at random, at most */
  readonly jitterMetres: number;
  /** zones, by index, that are split along their accounts: those stay where they are */
  readonly split: ReadonlySet<number>;
  /** the zones with their parts in the place of those that are split; of each layer */
  readonly parts: readonly Zones[];
}

interface Column<T> {
  readonly name: string;
  readonly cell: (record: T, index: number) => CsvCell;
}

/** Columns of which some cell says something; those named in `always` all the same. */
function table<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  always: readonly string[],
): Iterable<string> {
  const rows = columns.map(({ cell }) => records.map(cell));
  const said = columns.map(
    ({ name }, c) =>
      always.includes(name) ||
      (rows[c] as CsvCell[]).some(value => value !== '' && value !== null && !Number.isNaN(value)),
  );
  const kept = columns.flatMap((column, c) =>
    said[c] ? [{ name: column.name, cells: rows[c] as CsvCell[] }] : [],
  );
  function* lines(): Generator<CsvCell[]> {
    yield kept.map(({ name }) => name);
    for (let i = 0; i < records.length; i++) yield kept.map(({ cells }) => cells[i] as CsvCell);
  }
  return writeCsv(lines(), PROFILES.default);
}

/** Moves places of people and customers: at random within their zone and its part, then with the map. */
function mover(zones: Zones, { secret, motion, jitterMetres, parts }: Disguise) {
  const maps = [zones, ...parts].map(makeLocator);
  const whereIs = (lat: number, lon: number) =>
    maps.flatMap(map => {
      const inside = map.locate(lat, lon);
      return [inside, inside >= 0 ? inside : map.nearest(lat, lon).zone];
    });
  return (what: string, lat: number, lon: number, still = false): Place => {
    if (Number.isNaN(lat)) return [Number.NaN, Number.NaN];
    if (still) return motion.move(lat, lon);
    const here = whereIs(lat, lon).join();
    const same = (y: number, x: number) => whereIs(y, x).join() === here;
    return motion.move(...jittered(secret, what, [lat, lon], jitterMetres, same));
  };
}

export function accountsTable(
  { zones, zoneOf, accountLat, accountLon }: Placed,
  accounts: Accounts,
  /** by layer: is the account in it? */
  inLayer: readonly (readonly [layer: number, holds: (account: number) => boolean])[],
  settings: Settings,
  disguise: Disguise,
): Iterable<string> {
  const { names, money, split } = disguise;
  const move = mover(zones, disguise);
  const at = (a: number) => zoneOf[a] as number;
  const places = accounts.id.map((id, a): Place => {
    const [lat, lon] = [accountLat[a] as number, accountLon[a] as number];
    // without coordinates that are believed an account stands at the point of its zone
    const own = lat !== zones.lat[at(a)] || lon !== zones.lon[at(a)];
    return own ? move(`account ${id}`, lat, lon, split.has(at(a))) : [Number.NaN, Number.NaN];
  });
  const dated = (settings.handOver?.byYearsHeld.length ?? 0) > 0;
  const fields = new Set(NUMBER_RULES.map(({ field }) => field));
  const asked = new Set(accountMeasures(accounts, fields));
  const numbers = [...accounts.numbers].flatMap(([name, values]): Column<string>[] => {
    if (name === 'rep_since') return dated ? [{ name, cell: (_, a) => isoDay(values[a] as number) }] : [];
    if (!fields.has(name) && !asked.has(name)) return [];
    const scale = names.isAmount(name) ? money : 1;
    return [{ name: names.measure(name), cell: (_, a) => (values[a] as number) * scale }];
  });
  return table(
    accounts.id,
    [
      { name: 'id', cell: id => names.account(id) },
      { name: 'postal_code', cell: (_, a) => names.zone(zones.id[at(a)] as string) },
      { name: 'lat', cell: (_, a) => (places[a] as Place)[0] },
      { name: 'lon', cell: (_, a) => (places[a] as Place)[1] },
      { name: 'segment', cell: (_, a) => names.segment(accounts.segment[a] as string) },
      ...numbers,
      { name: 'rep_id', cell: (_, a) => names.rep(accounts.repId[a] as string) },
      { name: 'locked', cell: (_, a) => (accounts.locked[a] ? 'yes' : '') },
      { name: 'strategic', cell: (_, a) => (accounts.strategic[a] ? 'yes' : '') },
      { name: 'group_id', cell: (_, a) => names.group(accounts.groupId[a] as string) },
      {
        name: 'excluded_reps',
        cell: (_, a) =>
          (accounts.excludedReps?.[a] ?? [])
            .map(id => (id === PARTNERS ? PARTNERS : names.rep(id)))
            .join('|'),
      },
      ...inLayer.map(
        ([layer, holds]): Column<string> => ({
          name: layerColumn(layer),
          cell: (_, a) => (holds(a) ? 'yes' : 'no'),
        }),
      ),
    ],
    ['id', 'postal_code', ...numbers.map(({ name }) => name)],
  );
}

/** Columns that are read for being asked for, not for a formula, whose result is the potential. */
function accountMeasures({ numbers }: Accounts, fields: ReadonlySet<string>): string[] {
  return [...numbers.keys()].filter(name => !fields.has(name) && !name.startsWith('formula:'));
}

export function repsTable(
  reps: readonly Rep[],
  zones: Zones,
  layered: boolean,
  settings: Settings,
  disguise: Disguise,
): Iterable<string> {
  const { names, money } = disguise;
  const move = mover(zones, disguise);
  const places = reps.map((rep, r) => move(`rep ${r} ${rep.id}`, rep.lat, rep.lon));
  const list = (entries: readonly string[] | null) => (entries ?? []).join('|');
  const rules = (entries: readonly string[] | null) =>
    list(entries?.filter(entry => !isExact(entry)).map(names.rule) ?? null);
  const measures = [...new Set(reps.flatMap(rep => [...rep.targets.keys()]))];
  const segments = [...new Set(reps.flatMap(rep => [...(rep.segmentProductivity?.keys() ?? [])]))];
  const dated = settings.period !== null;
  return table(
    reps,
    [
      { name: 'id', cell: rep => names.rep(rep.id) },
      { name: 'postal_code', cell: rep => (Number.isNaN(rep.lat) ? names.zone(rep.postalCode) : '') },
      { name: 'lat', cell: (_, r) => (places[r] as Place)[0] },
      { name: 'lon', cell: (_, r) => (places[r] as Place)[1] },
      { name: 'fte', cell: rep => rep.fte },
      { name: 'productivity', cell: rep => rep.productivity },
      { name: 'hours_per_year', cell: rep => rep.hoursPerYear },
      { name: 'segments', cell: rep => list(rep.segments?.map(names.segment) ?? null) },
      { name: 'allowed_zones', cell: rep => rules(rep.allowedZones) },
      { name: 'excluded_zones', cell: rep => rules(rep.excludedZones) },
      { name: 'exclusive_zones', cell: rep => rules(rep.exclusiveZones) },
      { name: 'excluded_accounts', cell: rep => list(rep.excludedAccounts.flatMap(names.excluded)) },
      { name: 'max_travel_minutes', cell: rep => rep.maxTravelMinutes },
      { name: 'cost_per_hour', cell: rep => rep.costPerHour * money },
      { name: 'cost_per_km', cell: rep => rep.costPerKm * money },
      { name: 'g_co2_per_km', cell: rep => rep.gCo2PerKm },
      { name: 'kind', cell: rep => names.kind(rep.kind) },
      { name: 'vehicle', cell: rep => names.vehicle(rep.vehicle ?? '') },
      { name: 'seniority', cell: rep => names.seniority(rep.seniority ?? '') },
      { name: 'manager_id', cell: rep => names.manager(rep.managerId ?? '') },
      { name: 'layer', cell: rep => (layered ? layersText(rep.layer, names) : '') },
      ...measures.map(
        (measure): Column<Rep> => ({
          name: `target_${names.measure(measure)}`,
          cell: rep => (rep.targets.get(measure) ?? Number.NaN) * (names.isAmount(measure) ? money : 1),
        }),
      ),
      ...segments.map(
        (segment): Column<Rep> => ({
          name: `productivity:${names.segment(segment)}`,
          cell: rep => rep.segmentProductivity?.get(segment) ?? Number.NaN,
        }),
      ),
      { name: 'hired', cell: rep => (dated ? (rep.hired ?? '') : '') },
      { name: 'left', cell: rep => (dated ? (rep.left ?? '') : '') },
      {
        name: 'presence',
        cell: rep =>
          dated ? [...(rep.presence ?? [])].map(([month, share]) => `${month}:${share}`).join(' ') : '',
      },
    ],
    ['id', 'postal_code'],
  );
}

/** `field:60%|health:40%`: a name that is no layer's is the mistake, and stays one. */
function layersText(text: string, { layer }: Naming): string {
  return text
    .split(/[|;,]/)
    .map(entry => {
      const colon = entry.lastIndexOf(':');
      const name = (colon < 0 ? entry : entry.slice(0, colon)).trim();
      const share = colon < 0 ? '' : entry.slice(colon);
      try {
        return layer(name) + share;
      } catch {
        return `unknown${share}`;
      }
    })
    .join('|');
}

export function managersTable(
  managers: readonly Manager[],
  zones: Zones,
  disguise: Disguise,
): Iterable<string> {
  const { names } = disguise;
  const move = mover(zones, disguise);
  const places = managers.map(({ id, lat, lon }, m) => move(`manager ${m} ${id}`, lat, lon));
  return table(
    managers,
    [
      { name: 'id', cell: manager => names.manager(manager.id) },
      { name: 'level', cell: manager => names.level(manager.level) },
      {
        name: 'postal_code',
        cell: manager => (Number.isNaN(manager.lat) ? names.zone(manager.postalCode) : ''),
      },
      { name: 'lat', cell: (_, m) => (places[m] as Place)[0] },
      { name: 'lon', cell: (_, m) => (places[m] as Place)[1] },
      { name: 'fte', cell: manager => manager.fte },
      { name: 'reports_to', cell: manager => names.manager(manager.reportsTo) },
    ],
    ['id'],
  );
}

export function barriersTable(
  barriers: readonly { readonly a: string; readonly b: string }[],
  { side }: Naming,
): Iterable<string> {
  return table(
    barriers,
    [
      { name: 'zone_a', cell: ({ a }) => side(a) },
      { name: 'zone_b', cell: ({ b }) => side(b) },
    ],
    ['zone_a', 'zone_b'],
  );
}

/** Decisions without who decided, why and when: the columns are there, so that nobody is asked for them. */
export function overridesTable({ list }: Pick<Overrides, 'list'>, names: Naming): Iterable<string> {
  return table(
    list,
    [
      { name: 'zone_id', cell: ({ zone }) => names.zone(zone) },
      { name: 'account_id', cell: ({ account }) => names.account(account) },
      { name: 'rep_id', cell: ({ rep }) => names.rep(rep) },
      { name: 'author', cell: () => 'left out' },
      { name: 'reason', cell: () => 'left out' },
      { name: 'date', cell: () => '2000-01-01' },
    ],
    ['zone_id', 'account_id', 'rep_id'],
  );
}

/** 1970-01-01 in days since the first of March of the year 0 */
const EPOCH = 719_468;
const DAYS_OF_400_YEARS = 146_097;

/** Days since 1970-01-01 → `2024-03-15`; '' for NaN. The way back from dayNumber of model/hand-over. */
export function isoDay(days: number): string {
  if (!Number.isFinite(days)) return '';
  const since = days + EPOCH;
  const era = Math.floor(since / DAYS_OF_400_YEARS);
  const day = since - era * DAYS_OF_400_YEARS;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const calendarYear = year + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(calendarYear).padStart(4, '0')}-${two(month)}-${two(date)}`;
}
