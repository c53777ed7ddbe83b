// Levels in plan.json: entries in an order of their own, one a line, and the same when read back.

import { expect, it } from 'vitest';
import { hierarchyText, readPlanHierarchy } from '../../../src/evaluate/hierarchy/plan-json.ts';
import { Reader } from '../../../src/evaluate/json-reader.ts';
import type { PlanHierarchy } from '../../../src/model/plan.ts';

const tier = (name: string) => ({
  ...{ name, how: 'formed' as const, objective: 12, excess: 0, excessPrice: 9 },
  ...{ lowerBound: null, proof: null, everySeat: false },
});
const group = (level: string, id: string, manager: string | null) => ({
  ...{ level, id, name: id, manager, share: 0.5, start: [46, 2] as const, based: true },
  prices: { b: 2, a: 1 },
});
const levels: PlanHierarchy = {
  // from bottom to top, whatever their names
  tiers: [tier('region'), tier('area')],
  groups: [group('area', 'A', null), group('region', 'S', 'M'), group('region', 'N', '')],
  members: [
    ['area', 'N', 'A'],
    ['region', 'S2', 'N'],
    ['region', 'S1', 'S'],
  ],
};

it('groups and members are by level from bottom to top, then by id; prices by name', () => {
  const text = hierarchyText(levels);
  const { groups, members } = JSON.parse(text) as PlanHierarchy;
  expect(groups.map(({ id }) => id)).toEqual(['N', 'S', 'A']);
  expect(members.map(([, unit]) => unit)).toEqual(['S1', 'S2', 'N']);
  expect(text.split('\n').filter(line => line.endsWith('"prices": {"a": 1, "b": 2}}'))).toHaveLength(1);
  expect(text.split('\n')).toHaveLength(16);
  expect(hierarchyText({ tiers: [], groups: [], members: [] })).toBe(
    '{\n    "tiers": [],\n    "groups": [],\n    "members": []\n  }',
  );
});

it('what is read back is what was written', () => {
  const again = readPlanHierarchy(Reader.parse(hierarchyText(levels), 'plan.json'));
  expect(again.tiers).toEqual(levels.tiers);
  expect(again.groups).toEqual([levels.groups[2], levels.groups[1], levels.groups[0]]);
  expect(again.members).toEqual([levels.members[2], levels.members[1], levels.members[0]]);
});
