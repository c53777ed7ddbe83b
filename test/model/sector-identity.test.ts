import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanContext } from '../../src/model/context.ts';
import type { PreviousPlan } from '../../src/model/previous.ts';
import { sectorIdentities } from '../../src/model/sector-identity.ts';

// zones by place: 0123456789, visits as given
const context = (reps: string[], visits: number[], names: Record<string, string> = {}) =>
  ({
    reps: { list: reps.map(id => ({ id, name: `Rep ${id}`, sectorName: names[id] ?? '' })) },
    zones: { id: visits.map((_, i) => `z${i}`), count: visits.length },
    zoneVisits: Float64Array.from(visits),
  }) as unknown as PlanContext;

const before = (sectors: Record<string, string>, assignment: string, names: Record<string, string> = {}) =>
  ({
    zoneSector: new Map([...assignment].map((s, i) => [`z${i}`, s])),
    sectors: Object.entries(sectors).map(([sectorId, repId]) => ({
      sectorId,
      repId,
      name: names[sectorId] ?? '',
    })),
  }) as unknown as PreviousPlan;

test('a sector keeps its id when its rep goes, and its name when that is its own', () => {
  const previous = before({ A: 'r1', B: 'r2' }, 'AAABBB', { A: 'North' });
  const found = sectorIdentities(
    context(['r2', 'r9'], [1, 1, 1, 1, 1, 1]),
    Int32Array.of(1, 1, 0, 0, 0, 0),
    ['r2', 'r9'],
    previous,
  );
  expect(found).toEqual([
    { sectorId: 'B', sectorName: 'Rep r2', ownName: false },
    { sectorId: 'A', sectorName: 'North', ownName: true },
  ]);
});

test('reps who change places leave the ids where they are', () => {
  const found = sectorIdentities(
    context(['r1', 'r2'], [1, 1, 1, 1]),
    Int32Array.of(1, 1, 0, 0),
    ['r1', 'r2'],
    before({ r1: 'r1', r2: 'r2' }, ['r1', 'r1', 'r2', 'r2'] as unknown as string),
  );
  expect(found.map(({ sectorId }) => sectorId)).toEqual(['r2', 'r1']);
});

test('visits count more than the number of zones; what nobody continues is free for nobody', () => {
  const previous = before({ A: 'a', B: 'b' }, 'AAAB');
  const found = sectorIdentities(
    context(['x', 'y', 'A'], [1, 1, 9, 1]),
    Int32Array.of(0, 0, 1, 2),
    ['x', 'y', 'A'],
    previous,
  );
  // y has the zone of A that counts; x keeps its own id; the rep called A takes over B
  expect(found.map(({ sectorId }) => sectorId)).toEqual(['x', 'A', 'B']);
});

test('an id that is inherited, or another layer’s, is given to nobody else', () => {
  const found = sectorIdentities(context(['x', 'A'], [1, 1, 1]), Int32Array.of(0, 0, 1), ['x', 'A'], {
    ...before({ A: 'a' }, 'AA?'),
    elsewhere: new Set(['A-2']),
  });
  expect(found.map(({ sectorId }) => sectorId)).toEqual(['A', 'A-3']);
});

test('ids are never given twice, and nothing changes where nothing did', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(9)), { minLength: 1, maxLength: 30 }),
      zones => {
        const reps = ['r0', 'r1', 'r2', 'r3', 'r4'];
        const previous = {
          zoneSector: new Map(zones.map(([s], i) => [`z${i}`, reps[s]!])),
          sectors: reps.map(id => ({ sectorId: id, repId: id, name: '' })),
        } as unknown as PreviousPlan;
        const visits = zones.map(zone => zone[2]);
        const ids = (rep: 0 | 1) =>
          sectorIdentities(
            context(reps, visits),
            Int32Array.from(zones, zone => zone[rep]),
            reps,
            previous,
          ).map(({ sectorId }) => sectorId);
        expect(new Set(ids(1)).size).toBe(reps.length);
        expect(ids(0)).toEqual(reps);
      },
    ),
  );
});
