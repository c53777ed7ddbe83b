import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createShapeList, packShape, unpackShape } from '../../src/model/packed-shapes.ts';

const numbers = fc.double({ noNaN: true });
const shapes = (size: 2 | 3) =>
  fc.array(fc.array(fc.array(fc.array(numbers, { minLength: size, maxLength: size }), { maxLength: 6 })));

it('packs a shape without losing a bit of it', () => {
  fc.assert(
    fc.property(fc.oneof(shapes(2), shapes(3)), shape => {
      const packed = packShape(shape);
      expect(packed && unpackShape(packed)).toEqual(shape);
    }),
  );
});

it.each([
  [
    'positions of different lengths',
    [
      [
        [
          [1, 2],
          [1, 2, 3],
        ],
      ],
    ],
  ],
  ['texts', [[[['1', 2]]]]],
  ['no positions', [[[1, 2]]]],
  ['no rings', [[null]]],
  ['four numbers', [[[[1, 2, 3, 4]]]]],
])('leaves what is no shape as it is: %s', (_, raw) => {
  expect(packShape(raw)).toBeNull();
});

it('a list that packs reads like an array of what was added, shapes that cannot be packed among them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(null), shapes(2), shapes(3))), fc.nat(20), (added, held) => {
      const list = createShapeList(held);
      for (const shape of [...added, [[[[1], [2]]]]]) list.add(shape);
      const read = list.finish();
      const expected = [...added, [[[[1], [2]]]]];
      expect(read.length).toBe(expected.length);
      expect([...read]).toEqual(expected);
      expect(read.map(shape => shape?.length)).toEqual(expected.map(shape => shape?.length));
      expect(read[added.length + 1]).toBeUndefined();
      expect(read.flatMap(shape => shape ?? [])).toEqual(expected.flatMap(shape => shape ?? []));
      // backwards too: none of those held for a while is another's
      for (let i = expected.length - 1; i >= 0; i--) expect(read[i]).toEqual(expected[i]);
    }),
  );
});
