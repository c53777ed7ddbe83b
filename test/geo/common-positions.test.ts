import { expect, it } from 'vitest';
import { commonPositions } from '../../src/geo/common-positions.ts';

const shape = (west: number) => [
  [
    [
      [west, 0],
      [west + 1, 0],
      [west + 1, 1],
      [west, 1],
      [west, 0],
    ],
  ],
];

it('positions that two zones share are one object, and no coordinate changes', () => {
  const map = [
    shape(-180),
    null,
    shape(-179),
    [
      [
        [
          [-179, 0, 7],
          [1, 1, 7],
          [-180, 0],
          [180, 0],
        ],
      ],
    ],
  ];
  const common = commonPositions(map, 5);
  const made = map.map(zone => zone && common(zone));
  expect(made).toEqual(map);
  expect(made[0]![0]![0]![1]).toBe(made[2]![0]![0]![0]);
  expect(made[0]![0]![0]![0]).toBe(made[3]![0]![0]![2]);
  // another height, and the other side of the antimeridian, are other positions
  expect(made[3]![0]![0]![0]).toEqual([-179, 0, 7]);
  expect(made[3]![0]![0]![3]).toEqual([180, 0]);
});

it('a small map is as it is', () => {
  const one = shape(0);
  expect(commonPositions([one])(one)).toBe(one);
});
