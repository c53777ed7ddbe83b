import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meets, overlappingPairs, segmentsOf } from '../../src/geo/crossings.ts';

const meet = (...lines: number[][][]) => {
  const segments = segmentsOf(lines);
  const found: string[] = [];
  overlappingPairs(segments, (s, t) => {
    if (meets(segments.ends, s, t)) found.push(`${Math.min(s, t)}-${Math.max(s, t)}`);
    return false;
  });
  return found.sort();
};

describe('meets', () => {
  it.each([
    [
      'a proper crossing',
      [
        [0, 0],
        [2, 2],
      ],
      [
        [0, 2],
        [2, 0],
      ],
      true,
    ],
    [
      'an end on the other’s middle',
      [
        [0, 0],
        [2, 0],
      ],
      [
        [1, 0],
        [1, 5],
      ],
      true,
    ],
    [
      'a common end',
      [
        [0, 0],
        [2, 0],
      ],
      [
        [2, 0],
        [3, 5],
      ],
      false,
    ],
    [
      'a common end, going on straight',
      [
        [0, 0],
        [2, 0],
      ],
      [
        [2, 0],
        [4, 0],
      ],
      false,
    ],
    [
      'a common end, the same direction',
      [
        [0, 0],
        [2, 0],
      ],
      [
        [0, 0],
        [4, 0],
      ],
      true,
    ],
    [
      'a collinear overlap',
      [
        [0, 0],
        [3, 0],
      ],
      [
        [2, 0],
        [5, 0],
      ],
      true,
    ],
    [
      'the same segment',
      [
        [0, 0],
        [3, 1],
      ],
      [
        [3, 1],
        [0, 0],
      ],
      true,
    ],
    [
      'parallels',
      [
        [0, 0],
        [3, 0],
      ],
      [
        [0, 1],
        [3, 1],
      ],
      false,
    ],
    [
      'collinear apart',
      [
        [0, 0],
        [1, 0],
      ],
      [
        [2, 0],
        [3, 0],
      ],
      false,
    ],
    [
      'lines that would cross later',
      [
        [0, 0],
        [1, 0],
      ],
      [
        [2, -1],
        [2, 1],
      ],
      false,
    ],
  ])('%s', (_, a, b, want) => {
    expect(meet(a, b).length === 1).toBe(want);
    expect(meet(b, a).length === 1).toBe(want);
  });
});

describe('overlappingPairs', () => {
  it('finds what comparing all with all finds', () => {
    const coordinate = fc.integer({ min: 0, max: 12 });
    const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.001, max: 50, noNaN: true }),
        (lines, scale) => {
          const scaled = lines.map(l => l.map(([x, y]) => [x * scale - 3, y]));
          const segments = segmentsOf(scaled);
          const { ends, count } = segments;
          const boxes = (s: number, t: number) =>
            [0, 1].every(
              d =>
                Math.min(ends[s * 4 + d]!, ends[s * 4 + 2 + d]!) <=
                  Math.max(ends[t * 4 + d]!, ends[t * 4 + 2 + d]!) &&
                Math.min(ends[t * 4 + d]!, ends[t * 4 + 2 + d]!) <=
                  Math.max(ends[s * 4 + d]!, ends[s * 4 + 2 + d]!),
            );
          const want: string[] = [];
          for (let s = 0; s < count; s++)
            for (let t = s + 1; t < count; t++) if (boxes(s, t)) want.push(`${s}-${t}`);
          const got: string[] = [];
          overlappingPairs(segments, (s, t) => {
            got.push(`${Math.min(s, t)}-${Math.max(s, t)}`);
            return false;
          });
          expect(got.sort()).toEqual(want.sort());
        },
      ),
    );
  });
});
