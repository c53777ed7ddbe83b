// Barriers: neighbors on the map that no sector may be joined across. A name means the zone of that id, else the zones of the
// parent area of that name, else those whose ids begin so.

import type { Barrier, Issue, Zones } from '../model/records.ts';
import { EXAMPLES, list } from './words.ts';

export interface Barriers {
  /** may no sector be joined between these two zones? */
  readonly between: (a: number, b: number) => boolean;
  /** what is to be said, given the keys a · n + b (a < b) of the neighbors that are parted: who they are, and barriers without any */
  readonly issues: (blocked: readonly number[]) => Issue[];
}

/** 1 for the zones of each side. */
interface Sides {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

/** Are two zones on different sides? What is on both sides (35 and 350) is not parted within itself. */
function parts({ a, b }: Sides, p: number, q: number): boolean {
  return (a[p] === 1 && b[q] === 1) !== (a[q] === 1 && b[p] === 1);
}

export function makeBarriers(zones: Zones, barriers: readonly Barrier[], file: string): Barriers {
  const n = zones.count;
  const indexOf = new Map(zones.id.map((id, i) => [id, i]));
  const parents = [...zones.parents.values()];
  const known = new Map<string, Int32Array>();
  const membersOf = (name: string): Int32Array => {
    const found = known.get(name) ?? Int32Array.from(find(name));
    known.set(name, found);
    return found;
  };
  const find = (name: string): number[] => {
    const one = indexOf.get(name);
    if (one !== undefined) return [one];
    const all = [...zones.id.keys()];
    const inArea = all.filter(i => parents.some(parent => parent[i] === name));
    return inArea.length > 0 ? inArea : all.filter(i => (zones.id[i] as string).startsWith(name));
  };
  const key = (a: number, b: number) => Math.min(a, b) * n + Math.max(a, b);
  const flags = (members: Int32Array) => {
    const is = new Uint8Array(n);
    for (const i of members) is[i] = 1;
    return is;
  };
  // pairs of zones by key, areas by membership: a barrier between two regions may have millions of pairs
  const pairs = new Set<number>();
  const areas: Sides[] = [];
  const sidesOf = barriers.map(({ a, b }): Sides | number => {
    const [x, y] = [membersOf(a), membersOf(b)];
    if (x.length === 1 && y.length === 1) {
      const pair = key(x[0] as number, y[0] as number);
      pairs.add(pair);
      return pair;
    }
    const sides = { a: flags(x), b: flags(y) };
    areas.push(sides);
    return sides;
  });
  const between = (p: number, q: number) => pairs.has(key(p, q)) || areas.some(sides => parts(sides, p, q));
  const issues = (blocked: readonly number[]): Issue[] => {
    const keys = new Set(blocked);
    const idle = barriers.filter((_, at) => {
      const sides = sidesOf[at] as Sides | number;
      if (typeof sides === 'number') return !keys.has(sides);
      return !blocked.some(pair => parts(sides, Math.floor(pair / n), pair % n));
    });
    const found: Issue[] = [];
    const tell = (
      severity: Issue['severity'],
      code: string,
      line: number | null,
      text: string,
      remedy: string,
    ) =>
      found.push({
        severity,
        code,
        file,
        line,
        column: null,
        found: text,
        expected: 'zones that are neighbors on the map',
        remedy,
      });
    if (blocked.length > 0) {
      const examples = [...blocked]
        .sort((p, q) => p - q)
        .map(at => `${zones.id[Math.floor(at / n)]}–${zones.id[at % n]}`);
      const text = `${blocked.length} ${blocked.length === 1 ? 'pair' : 'pairs'} of neighbors behind a barrier: ${list(examples, EXAMPLES)}`;
      tell('info', 'barrier', null, text, 'no sector is joined across them');
    }
    for (const { a, b, line } of idle) {
      const text = `a barrier between ${a} and ${b}, which are no neighbors`;
      tell('warning', 'idle-barrier', line, text, 'check the zones; as it is, the barrier changes nothing');
    }
    return found;
  };
  return { between, issues };
}
