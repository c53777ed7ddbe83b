// What is left of the exclusions when some are lifted: exactly the others, however they had been written.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutExclusion } from '../../../src/app/diagnosis/exclusions.ts';
import { excludedPairs } from '../../../src/model/partners.ts';
import { gridZones, makeAccounts, makeRep } from '../../model/world.ts';

const zones = gridZones(1, 3);

test('the others stay, by whatever list', () => {
  const account = fc.record({
    zone: fc.nat({ max: 2 }),
    group: fc.constantFrom('', 'g1', 'g2'),
    excluded: fc.subarray(['R0', 'R1', 'R2', 'partners', 'gone']),
  });
  const rep = fc.record({
    kind: fc.constantFrom('employee', 'partner'),
    excludedAccounts: fc.subarray(['a000', 'a001', 'g1', 'g2', 'gone']),
  });
  fc.assert(
    fc.property(
      fc.array(account, { minLength: 1, maxLength: 4 }),
      fc.tuple(rep, rep, rep),
      fc.dictionary(fc.constantFrom('0', '1', '2'), fc.subarray([0, 1, 2, 3])),
      (specs, patches, lifted) => {
        const list = patches.map((patch, j) => makeRep(`R${j}`, patch));
        const reps = { file: 'reps.csv', rowsRead: 3, list };
        const accounts = makeAccounts(specs, zones);
        const served = new Map(Object.entries(lifted).map(([j, some]) => [Number(j), new Set(some)]));
        const pairs = (of: Parameters<typeof excludedPairs>[0]) =>
          [...excludedPairs(of)].map(pair => pair.join()).sort();
        const isLifted = (pair: string) => {
          const [a, j] = pair.split(',').map(Number) as [number, number];
          return served.get(j)?.has(a) ?? false;
        };
        const before = pairs({ accounts, reps });
        const after = withoutExclusion({ accounts, reps }, served);
        expect(pairs(after)).toEqual(before.filter(pair => !isLifted(pair)));
        expect(pairs({ accounts, reps })).toEqual(before);
      },
    ),
    { numRuns: 500 },
  );
});
