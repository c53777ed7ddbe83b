// What sectors are called. A sector is a piece of the map more than the rep who serves it: in a revision it keeps the id
// and the name of the earlier sector that most of it comes from, whoever serves it now.

import type { PlanContext } from './context.ts';
import { byCode } from './order.ts';
import type { PreviousPlan } from './previous.ts';

export interface SectorIdentity {
  readonly sectorId: string;
  readonly sectorName: string;
  /** the name is the sector's own, not its rep's */
  readonly ownName: boolean;
}

/** what a zone counts beside its visits, so that sectors without any overlap too: all zones together one in a thousand */
const GROUND = 1e-3;

/**
 * By rep. Pairs of an earlier sector and one of today are joined from the greatest overlap to the smallest; ties go by id.
 * @param usual what the sector of each rep is called when there is no earlier one
 */
export function sectorIdentities(
  context: PlanContext,
  zoneRep: Int32Array,
  usual: readonly string[],
  previous: PreviousPlan | null,
): SectorIdentity[] {
  const { reps } = context;
  const inherited = previous ? heirs(context, zoneRep, previous) : new Map<number, number>();
  const taken = new Set(previous?.elsewhere);
  for (const s of inherited.values()) taken.add(previous?.sectors[s]?.sectorId as string);
  return reps.list.map((rep, j): SectorIdentity => {
    const before = previous?.sectors[inherited.get(j) ?? -1];
    const sectorId = before?.sectorId ?? unused(usual[j] as string, taken);
    taken.add(sectorId);
    const own = rep.sectorName || before?.name || '';
    return { sectorId, sectorName: own || rep.name || rep.id, ownName: own !== '' };
  });
}

/** Rep → index of the earlier sector that its own continues. */
function heirs(context: PlanContext, zoneRep: Int32Array, previous: PreviousPlan): Map<number, number> {
  const { zones, zoneVisits } = context;
  const sectorOf = new Map(previous.sectors.map(({ sectorId }, s) => [sectorId, s]));
  const visits = zoneVisits.reduce((sum, v) => sum + v, 0);
  const count = previous.sectors.length;
  const overlap = new Map<number, number>();
  for (const [i, id] of zones.id.entries()) {
    const s = sectorOf.get(previous.zoneSector.get(id) ?? '');
    const j = zoneRep[i] as number;
    if (s === undefined || j < 0) continue;
    const weight = GROUND / zones.count + (visits > 0 ? (zoneVisits[i] as number) / visits : 0);
    overlap.set(j * count + s, (overlap.get(j * count + s) ?? 0) + weight);
  }
  const idOf = (s: number) => previous.sectors[s]?.sectorId ?? '';
  const pairs = [...overlap].map(([pair, weight]) => ({
    j: Math.floor(pair / count),
    s: pair % count,
    weight,
  }));
  pairs.sort((a, b) => b.weight - a.weight || byCode(idOf(a.s), idOf(b.s)) || a.j - b.j);
  const found = new Map<number, number>();
  const used = new Set<number>();
  for (const { j, s } of pairs) {
    if (found.has(j) || used.has(s)) continue;
    found.set(j, s);
    used.add(s);
  }
  return found;
}

function unused(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let at = 2;
  while (taken.has(`${id}-${at}`)) at++;
  return `${id}-${at}`;
}
