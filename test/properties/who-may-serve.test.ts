// Random rules on tiny worlds: a naive loop over the words of docs/rules.md says who may serve what; the model, the
// promise and verify, each with code of its own, must say the same.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eligibility } from '../../src/evaluate/eligibility.ts';
import type { Loads } from '../../src/evaluate/verify/loads.ts';
import { makeAccountRules, makeRules } from '../../src/evaluate/verify/rules.ts';
import type { World } from '../../src/evaluate/verify/world.ts';
import { eligibilityOf, RULES } from '../../src/model/eligibility.ts';
import type { Rep, Zones } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { type AccountSpec, flatTravel, gridZones, makeContext, makeRep } from '../model/world.ts';

const ZONES = 6;
const REPS = ['R1', 'R2', 'R3'];

const entry = fc.constantFrom(
  ...['z', 'z00', 'z001', 'z005', 'W', 'E', 'north', 'nowhere'],
  // the value of one column may be that of another, or the beginning of ids
  ...['department=W', 'department=E', 'region=W', 'region=north', 'region=z003', 'region=z', 'nothing=W'],
  // the first equals sign ends the column, whatever the columns and values are called
  ...['a=b=north', 'a=b=W', 'b=north'],
);
const entries = fc.array(entry, { maxLength: 2 });
const minutes = fc.constantFrom(3.3, 7.7, 12.1, 18.9, 26.3);

const repArb = fc.record({
  kind: fc.constantFrom('employee', 'partner', ''),
  segments: fc.option(fc.subarray(['a', 'b']), { nil: null }),
  allowedZones: fc.option(entries, { nil: null, freq: 2 }),
  excludedZones: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, entries),
  exclusiveZones: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, entries),
  excludedAccounts: fc.subarray(['a000', 'a001', 'a003', 'g1', 'nobody']),
  maxTravelMinutes: fc.option(minutes, { nil: Number.POSITIVE_INFINITY, freq: 3 }),
  lat: fc.constantFrom(0, 0.1, 0.2),
  lon: fc.constantFrom(0, 0.1, 0.2),
});

const accountArb: fc.Arbitrary<AccountSpec> = fc.record(
  {
    zone: fc.nat({ max: ZONES - 1 }),
    segment: fc.constantFrom('', 'a', 'b', 'toString'),
    sla: minutes,
    group: fc.constantFrom('', 'g1', 'g2'),
    excluded: fc.subarray([...REPS, 'partners', 'nobody']),
    rep: fc.constantFrom(...REPS),
    locked: fc.boolean(),
  },
  { requiredKeys: ['zone'] },
);

const worldArb = fc.record({
  reps: fc.array(repArb, { minLength: 2, maxLength: 3 }),
  accounts: fc.array(accountArb, { maxLength: 5 }),
  regions: fc.array(fc.constantFrom('north', 'W', 'z003', 'z', ''), { minLength: ZONES, maxLength: ZONES }),
  sla: fc.dictionary(fc.constantFrom('a', 'b', ''), minutes),
});
type Case = typeof worldArb extends fc.Arbitrary<infer T> ? T : never;

function zonesOf({ regions }: Case): Zones {
  const zones = gridZones(2, 3);
  const hostile = regions.map(region => `b=${region}`);
  const columns = [
    ['region', regions] as const,
    ['a=b', [...regions].reverse()] as const,
    ['a', hostile] as const,
  ];
  return { ...zones, parents: new Map([...zones.parents, ...columns]) };
}

/** Every rule that keeps a rep from an account (or from an empty zone), read off docs/rules.md one after the other. */
function naive(
  given: Case,
  zones: Zones,
  reps: readonly Rep[],
  zone: number,
  rep: Rep,
  account: number | null,
) {
  const isIn = (list: readonly string[]) => {
    for (const text of list) {
      if (text.includes('=')) {
        for (const [column, values] of zones.parents) {
          if (!column.includes('=') && text === `${column}=${values[zone]}`) return true;
        }
      } else {
        if (zones.id[zone]?.startsWith(text)) return true;
        for (const values of zones.parents.values()) if (values[zone] === text) return true;
      }
    }
    return false;
  };
  const found = new Set<string>();
  const at = (place: { lat: Float64Array; lon: Float64Array }, i: number) =>
    100 * Math.hypot(rep.lat - (place.lat[i] as number), rep.lon - (place.lon[i] as number));
  if (rep.allowedZones && !isIn(rep.allowedZones) && !isIn(rep.exclusiveZones)) found.add('allowed_zones');
  if (isIn(rep.excludedZones)) found.add('excluded_zones');
  let mine = false;
  let others = false;
  for (const one of reps) {
    if (!isIn(one.exclusiveZones) || isIn(one.excludedZones)) continue;
    if (one === rep) mine = true;
    else others = true;
  }
  if (others && !mine) found.add('exclusive_zones');
  if (account === null) return found;
  const spec = given.accounts[account] as AccountSpec;
  if (rep.segments && spec.segment && !rep.segments.includes(spec.segment)) found.add('segments');
  if (at(zones, zone) > rep.maxTravelMinutes) found.add('max_travel_minutes');
  const promised = spec.sla ?? new Map(Object.entries(given.sla)).get(spec.segment ?? '');
  if (promised !== undefined && at(zones, zone) > promised) found.add('sla_minutes');
  if (spec.excluded?.includes(rep.id)) found.add('excluded_accounts');
  if (spec.excluded?.includes('partners') && rep.kind === 'partner') found.add('excluded_accounts');
  if (rep.excludedAccounts.includes(`a00${account}`)) found.add('excluded_accounts');
  if (spec.group && rep.excludedAccounts.includes(spec.group)) found.add('excluded_accounts');
  return found;
}

test('the model, the promise and verify agree with a naive reading of the rules', () => {
  let ruled = 0;
  fc.assert(
    fc.property(worldArb, given => {
      const zones = zonesOf(given);
      const reps = given.reps.map((patch, j) => makeRep(REPS[j] as string, patch));
      const settings = { ...DEFAULT_SETTINGS, measures: [], slaMinutesBySegment: given.sla };
      const context = makeContext(zones, given.accounts, reps, { settings });
      const lat = Float64Array.from(reps, rep => rep.lat);
      const lon = Float64Array.from(reps, rep => rep.lon);
      const { broken, issues } = eligibilityOf(context, { lat, lon }, flatTravel);
      const promise = eligibility(context, { baseLat: lat, baseLon: lon }, flatTravel);
      const world = {
        settings,
        reps,
        n: zones.count,
        unitId: zones.id,
        zoneOfUnit: Int32Array.from(zones.id.keys()),
        lat: zones.lat,
        lon: zones.lon,
        accounts: context.accounts,
        unitOf: context.zoneOf,
        named: context.named,
        pointLat: context.accountLat,
        pointLon: context.accountLon,
        drive: flatTravel.minutes,
      } as unknown as World;
      const followers = new Float64Array(zones.count);
      given.accounts.forEach(({ zone }, a) => {
        if (!context.named[a]) followers[zone] = (followers[zone] as number) + 1;
      });
      const ruleOf = makeRules(world, { followers } as unknown as Loads, zones, { lat, lon });
      const accountRuleOf = makeAccountRules(world, zones, { lat, lon });

      const stuck = new Set<number>();
      reps.forEach((rep, j) => {
        given.accounts.forEach(({ zone }, a) => {
          const expected = naive(given, zones, reps, zone, rep, a);
          const said = promise.account(a, j);
          expect(said === null ? expected.size === 0 : expected.has(said), `promise ${a} ${j} ${said}`).toBe(
            true,
          );
          const verified = accountRuleOf(a, j);
          expect(verified === null ? expected.size === 0 : expected.has(verified)).toBe(true);
          const locked = context.named[a] === 1 && context.incumbentOf[a] === j;
          if (locked && expected.has('excluded_accounts')) stuck.add(a);
        });
        for (let zone = 0; zone < zones.count; zone++) {
          const expected = naive(given, zones, reps, zone, rep, null);
          given.accounts.forEach((spec, a) => {
            if (spec.zone !== zone || context.named[a]) return;
            for (const rule of naive(given, zones, reps, zone, rep, a)) expected.add(rule);
          });
          const bits = broken[zone * reps.length + j] as number;
          expect(RULES.filter((_, r) => bits & (1 << r)).sort()).toEqual([...expected].sort());
          ruled += expected.size;
          expect(ruleOf(zone, j) === null, `verify: zone ${zone}, ${rep.id}`).toBe(expected.size === 0);
          const ofZone = promise.zone(zone, j);
          const map = ['allowed_zones', 'excluded_zones', 'exclusive_zones'].filter(r => expected.has(r));
          expect(ofZone === null ? map.length === 0 : map.includes(ofZone)).toBe(true);
        }
      });
      const named = issues.filter(({ code }) => code === 'locked-to-excluded').map(({ line }) => line);
      expect(named).toEqual([...stuck].sort((a, b) => a - b).map(a => a + 2));
    }),
    { numRuns: 600 },
  );
  expect(ruled).toBeGreaterThan(1000);
});
