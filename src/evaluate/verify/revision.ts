// What a plan says of the one that it revises, redone from that plan and the inputs: who and what is new or gone, which
// zones have another rep, and that every sector is called like the earlier one that most of it comes from.

import type { PreviousPlan } from '../../model/previous.ts';
import { type Check, say } from './check.ts';
import type { Facts } from './facts.ts';
import { at, listAt, numberAt } from './json.ts';
import type { VerifyInput } from './world.ts';

/** relative: what two sums of the same costs may differ by */
const SAME = 1e-6;

export function checkRevision(input: VerifyInput, facts: Facts, check: Check): void {
  const { kpis, plan } = input;
  const previous = input.previous ?? null;
  const claim = at(kpis, 'revision');
  if (!previous) {
    check.that(claim === undefined, () => 'kpis.json speaks of a plan before, and there was none');
    return;
  }
  if (!check.that(claim !== undefined, () => 'kpis.json does not speak of the plan that is revised')) return;
  const { world } = facts;
  const number = (expected: number, ...path: string[]) =>
    check.that(
      numberAt(claim, ...path) === expected,
      () => `revision: ${path.join('.')} is ${say(numberAt(claim, ...path))}, recomputed ${say(expected)}`,
    );
  const names = (expected: Iterable<string>, ...path: string[]) => {
    const said = listAt(claim, ...path).map(String);
    const wanted = new Set(expected);
    check.that(
      said.length === wanted.size && said.every(id => wanted.has(id)),
      () => `revision: ${path.join('.')} are ${said.join(', ')}, recomputed ${[...wanted].join(', ')}`,
    );
  };

  const before = holderBefore(facts, previous);
  const changed = world.unitId.filter((_, i) => before(i) !== world.reps[world.unitRep[i]!]?.id);
  number(changed.length, 'zones_changed');
  if (at(claim, 'stands') === true) {
    const { objective, excess, excessPrice, handOver = 0, proposals } = plan.solver;
    const [cost, slack] = [objective - excessPrice * excess - handOver, SAME * (1 + Math.abs(objective))];
    check.that(
      proposals === 0 && changed.length === 0,
      () =>
        `revision: the plan before is said to stand, and ${changed.length} zones have another rep after ${proposals} proposals`,
    );
    check.that(
      Math.abs(cost - previous.cost) <= slack && Math.abs(excess - previous.excess) <= SAME * (1 + excess),
      () => `revision: the plan before is said to stand, and costs ${cost} where it cost ${previous.cost}`,
    );
  } else {
    check.that(at(claim, 'stands') === false, () => 'revision: stands is neither true nor false');
  }

  const placed = new Set(world.accounts?.id.filter((_, a) => world.unitOf[a]! >= 0));
  const known = [...placed].filter(id => previous.accountRep.has(id)).length;
  const [fresh, gone] = [placed.size - known, previous.accountRep.size - known];
  number(fresh, 'accounts', 'new');
  number(gone, 'accounts', 'gone');
  const repsBefore = new Set(previous.sectors.map(({ repId }) => repId));
  const reps = new Set(world.reps.map(({ id }) => id));
  names(without(reps, repsBefore), 'reps', 'joined');
  names(without(repsBefore, reps), 'reps', 'left');
  const sectorsBefore = new Set(previous.sectors.map(({ sectorId }) => sectorId));
  const after = new Set(plan.sectors.map(({ sectorId }) => sectorId));
  names(without(after, sectorsBefore), 'sectors', 'new');
  names(without(sectorsBefore, after), 'sectors', 'ended');
  checkIdentity(input, facts, previous, check);
}

/** Rep of a unit before. A part of a zone is cut anew where accounts have changed: it was with who serves most of it today. */
function holderBefore(
  { world, unitIncumbent }: Facts,
  previous: PreviousPlan,
): (unit: number) => string | undefined {
  return i => (world.isPart[i] ? world.reps[unitIncumbent[i]!]?.id : previous.zoneRep.get(world.unitId[i]!));
}

function without(all: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...all].filter(id => !others.has(id));
}

/**
 * No sector may give its name to a lesser heir: of the pairs of an earlier sector and one of today, the one with more in
 * common goes first. What they have in common: visits of zones, and a thousandth of all visits for all zones alike.
 */
function checkIdentity({ plan }: VerifyInput, facts: Facts, previous: PreviousPlan, check: Check): void {
  const { world, loads } = facts;
  const before = holderBefore(facts, previous);
  const sectorBefore = new Map(previous.sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const known = new Set(sectorBefore.values());
  const newSector = new Map(plan.sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const visits = loads.visits.reduce((sum, v) => sum + v, 0);
  const common = new Map<string, Map<string, number>>();
  for (const [i, id] of world.unitId.entries()) {
    const old = world.isPart[i] ? sectorBefore.get(before(i) ?? '') : previous.zoneSector.get(id);
    const rep = world.reps[world.unitRep[i]!]?.id;
    if (old === undefined || !known.has(old) || rep === undefined) continue;
    const of = common.get(rep) ?? new Map<string, number>();
    common.set(rep, of);
    const part = 0.001 / world.n + (visits > 0 ? loads.visits[i]! / visits : 0);
    of.set(old, (of.get(old) ?? 0) + part);
  }
  const heir = new Map<string, number>();
  for (const [rep, of] of common) {
    const own = newSector.get(rep)!;
    if (of.has(own)) heir.set(own, of.get(own)!);
  }
  for (const [rep, of] of common) {
    const own = newSector.get(rep)!;
    const mine = of.get(own) ?? 0;
    for (const [old, shared] of of) {
      if (shared <= mine + 1e-9) continue;
      // the name went to someone with at least as much of it
      check.that(
        (heir.get(old) ?? 0) >= shared - 1e-9,
        () => `sector ${own} of ${rep} has more of the earlier sector ${old} than the one that is called so`,
      );
    }
  }
}
