// Decisions by hand, as kpis.json lists them: each once, and the price of each zone redone from the plan's multipliers, as if
// nobody had decided about any zone.

import type { Override } from '../../model/overrides.ts';
import type { Zones } from '../../model/records.ts';
import { type BoundCase, planMultipliers, reducedCosts } from './bound.ts';
import { type Check, say } from './check.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import { makeRules, withoutDecidedZones } from './rules.ts';
import type { VerifyInput, World } from './world.ts';

/** relative: what two sums of the same terms may differ by, and the six decimals that are written */
const SLACK = 2e-6;

export function checkOverrides(input: VerifyInput, given: BoundCase, zones: Zones, check: Check): void {
  const { kpis, plan } = input;
  const { world } = given;
  const decided = decisionsHere(input, world);
  const list = listAt(kpis, 'overrides', 'list');
  if (
    !check.that(
      list.length === decided.length,
      () => `kpis.json lists ${list.length} decisions by hand, the file has ${decided.length}`,
    )
  )
    return;
  const multipliers = planMultipliers(given, input);
  const open = withoutZones(given, zones);
  const reduced = typeof multipliers === 'string' ? null : reducedCosts(open, multipliers);
  for (const [r, entry] of decided.entries()) {
    const { zone, account, rep, author, reason, date } = entry;
    const claim = list[r];
    const what = zone === '' ? `account ${account}` : `zone ${zone}`;
    const said = {
      zone_id: zone || null,
      account_id: account || null,
      ...{ rep_id: rep, author, reason, date },
    };
    for (const [key, value] of Object.entries(said))
      check.that(
        at(claim, key) === value,
        () => `overrides: ${what}: ${key} is ${shown(at(claim, key))}, the file says ${value}`,
      );
    if (zone === '' || !reduced) continue;
    const j = world.repIndex.get(rep)!;
    let price = 0;
    for (const [i, id] of world.unitId.entries()) {
      if (id !== zone && id.replace(/#\d+$/, '') !== zone) continue;
      let least = Number.POSITIVE_INFINITY;
      for (let other = 0; other < world.k; other++) least = Math.min(least, reduced(i, other));
      price += reduced(i, j) - least;
    }
    const claimed = numberAt(claim, 'price');
    const expected = Math.max(0, price);
    check.that(
      Math.abs(claimed - expected) <= SLACK * Math.max(1, plan.solver.excessPrice / 100, expected),
      () => `overrides: ${what} costs ${say(claimed)}, recomputed ${say(expected)}`,
    );
  }
}

/** Decisions about the plan's own reps, and accounts: in layers each plan has those of its layer. */
export function decisionsHere({ overrides = [] }: VerifyInput, world: World): readonly Override[] {
  const known = new Set(world.accounts?.id);
  return overrides.filter(
    ({ account, rep }) => world.repIndex.has(rep) && (account === '' || known.has(account)),
  );
}

/** The same case with the zones that were given to a rep by hand open to all. */
function withoutZones(given: BoundCase, zones: Zones): BoundCase {
  const { world, loads } = given;
  const open = withoutDecidedZones(world);
  const starts = { lat: world.ownLat, lon: world.ownLon };
  return { ...given, world: open, ruleOf: makeRules(open, loads, zones, starts) };
}
