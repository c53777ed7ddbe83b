import { expect, test } from 'vitest';
import { type PreviousPlan, previousOf } from '../../src/model/previous.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

function layer(name: string, accounts: number): PreviousPlan {
  return {
    ...{ layer: name, overlay: false, settings: DEFAULT_SETTINGS, cost: 1, excess: 0 },
    zoneRep: new Map([['Z', name]]),
    zoneSector: new Map([['Z', name]]),
    accountRep: new Map(Array.from({ length: accounts }, (_, a) => [`${name}${a}`, name])),
    sectors: [{ sectorId: name, repId: name, center: [0, 0], name: '' }],
  };
}

test('without layers, zones are those of the layer that had most of the accounts', () => {
  const today = {
    layer: null,
    layers: [],
    reps: new Set(['few', 'most']),
    allReps: new Set(['few', 'most']),
  };
  const found = previousOf({ plans: [layer('few', 1), layer('most', 3)] }, today);
  expect(found?.zoneSector.get('Z')).toBe('most');
  expect(found?.zoneRep.get('Z')).toBe('most');
  expect(found?.accountRep.size).toBe(4);
});

test('of two plans that speak of the same zone the first counts, however large the other', () => {
  const today = { layer: null, layers: [], reps: new Set(['a', 'b']), allReps: new Set(['a', 'b']) };
  const plans = [layer('a', 1), layer('b', 3)].map(plan => ({ ...plan, layer: null }));
  expect(previousOf({ plans }, today)?.zoneRep.get('Z')).toBe('a');
});
