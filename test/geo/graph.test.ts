import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/geo/graph.ts';
import { greatCircleKm } from '../../src/geo/sphere.ts';
import type { MultiPolygon, ZoneGraph, Zones } from '../../src/model/records.ts';
import { draw, zonesOf } from './drawn.ts';

type Shape = MultiPolygon['coordinates'];

/** `A-B` for every pair of neighbors; bridges as `A~B` */
function pairs(zones: Zones, graph: ZoneGraph): string[] {
  const bridges = new Set(graph.bridges.map(({ a, b }) => `${a},${b}`));
  const found: string[] = [];
  for (let i = 0; i < zones.count; i++) {
    for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
      const j = graph.neighbors[e]!;
      if (i < j) found.push(`${zones.id[i]}${bridges.has(`${i},${j}`) ? '~' : '-'}${zones.id[j]}`);
    }
  }
  return found;
}

/** What every graph promises. */
function validate(n: number, { offsets, neighbors, borderKm, bridges }: ZoneGraph): void {
  expect(offsets).toHaveLength(n + 1);
  expect(neighbors).toHaveLength(offsets[n]!);
  expect(borderKm).toHaveLength(offsets[n]!);
  const km = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      expect(neighbors[e]).not.toBe(i);
      if (e > offsets[i]!) expect(neighbors[e]!).toBeGreaterThan(neighbors[e - 1]!);
      km.set(`${i},${neighbors[e]}`, borderKm[e]!);
    }
  }
  for (const [key, length] of km) expect(km.get(key.split(',').reverse().join())).toBe(length);
  for (const { a, b } of bridges) {
    expect(a).toBeLessThan(b);
    expect(km.get(`${a},${b}`)).toBe(0);
  }
  const seen = new Set([0]);
  for (const i of seen) for (let e = offsets[i]!; e < offsets[i + 1]!; e++) seen.add(neighbors[e]!);
  expect(seen.size).toBe(n);
}

function graphOf(zones: Zones, options?: Parameters<typeof buildGraph>[1]) {
  const { graph, issues } = buildGraph(zones, options);
  validate(zones.count, graph);
  return { graph, pairs: pairs(zones, graph), codes: issues.map(issue => issue.code), issues };
}

const side = greatCircleKm(47, 2, 46.99, 2);

describe('borders', () => {
  it('of positive length make neighbors, a common corner does not', () => {
    const zones = zonesOf(
      draw(`
        A A B
        C C D
        C C D`),
    );
    const found = graphOf(zones);
    expect(found.pairs).toEqual(['A-B', 'A-C', 'B-D', 'C-D']);
    expect(found.graph.source).toBe('borders');
    expect(found.issues).toEqual([]);
    const [a, b] = [zones.id.indexOf('C'), zones.id.indexOf('D')];
    const at = found.graph.offsets[a]! + found.graph.neighbors.slice(found.graph.offsets[a]).indexOf(b);
    expect(found.graph.borderKm[at]).toBeCloseTo(2 * side, 6);
  });

  it('checkerboards have none', () => {
    const found = graphOf(
      zonesOf(
        draw(`
          A . B
          . C .`),
      ),
      {},
    );
    // corners only: joined by bridges of no length instead
    expect(found.pairs).toEqual(['A~C', 'B~C']);
    expect(found.graph.bridges.map(({ km }) => km)).toEqual([0, 0]);
  });

  it('around an enclave, in both directions', () => {
    expect(
      graphOf(
        zonesOf(
          draw(`
            A A A A
            A B C A
            A A A A`),
        ),
      ).pairs,
    ).toEqual(['A-B', 'A-C', 'B-C']);
  });

  it('of zones in several parts count all', () => {
    expect(
      graphOf(
        zonesOf(
          draw(`
            A B A
            C C C`),
        ),
      ).pairs,
    ).toEqual(['A-B', 'A-C', 'B-C']);
  });

  it('do not depend on the order of features, parts, rings or vertices', () => {
    const shapes = draw(`
      A A B . E
      A C B . .
      D D D . F`);
    const want = graphOf(zonesOf(shapes)).graph;
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), numbers => {
        const next = () => numbers.next().value as number;
        const turned = new Map<string, Shape>();
        for (const id of [...shapes.keys()].sort(() => (next() % 2 ? 1 : -1))) {
          const shape = shapes.get(id)!.map(rings =>
            rings.map(ring => {
              const open = ring.slice(1);
              const k = next() % open.length;
              const rotated = [...open.slice(k), ...open.slice(0, k)];
              return [...rotated, rotated[0]!];
            }),
          );
          turned.set(id, next() % 2 ? shape : [...shape].reverse());
        }
        const { graph } = graphOf(zonesOf(turned));
        expect(graph.neighbors).toEqual(want.neighbors);
        expect(graph.offsets).toEqual(want.offsets);
        expect(graph.bridges.map(({ a, b }) => [a, b])).toEqual(want.bridges.map(({ a, b }) => [a, b]));
        graph.borderKm.forEach((km, e) => {
          expect(km).toBeCloseTo(want.borderKm[e]!, 9);
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('T-junctions', () => {
  //  A's border to B and C is one straight edge, without the vertex where B meets C
  const picture = `
    A A B
    A A C`;
  it('are borders all the same, and reported', () => {
    const zones = zonesOf(draw(picture, { straight: 'A' }));
    const found = graphOf(zones);
    expect(found.pairs).toEqual(['A-B', 'A-C', 'B-C']);
    expect(found.codes).toEqual(['t-junction']);
    expect(found.issues[0]!.severity).toBe('repair');
    expect(found.issues[0]!.found).toMatch(/^2 borders .*A–B \(1112 m of border.*A–C/);
    const exact = graphOf(zonesOf(draw(picture))).graph;
    found.graph.borderKm.forEach((km, e) => {
      expect(km).toBeCloseTo(exact.borderKm[e]!, 4);
    });
  });
  it('on a slanted line, where rounding puts the vertex beside it', () => {
    // the middle of (2, 47)–(2.1, 47.07) is rounded to five decimals: 0.2 m off
    const a: Shape = [
      [
        [
          [2, 47],
          [2.1, 47.07],
          [2, 47.07],
          [2, 47],
        ],
      ],
    ];
    const b: Shape = [
      [
        [
          [2, 47],
          [2.1, 47],
          [2.03333, 47.02334],
          [2, 47],
        ],
      ],
    ];
    const c: Shape = [
      [
        [
          [2.03333, 47.02334],
          [2.1, 47],
          [2.1, 47.07],
          [2.03333, 47.02334],
        ],
      ],
    ];
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', a],
          ['B', b],
          ['C', c],
        ]),
      ),
    );
    expect(found.pairs).toEqual(['A-B', 'A-C', 'B-C']);
    expect(found.codes).toEqual(['t-junction']);
  });
  it('are not looked for when only identical edges shall count', () => {
    const found = graphOf(zonesOf(draw(picture, { straight: 'A' })), { sliverMeters: 0 });
    expect(found.pairs).toEqual(['A~B', 'B-C']);
  });
});

describe('slivers', () => {
  const two = (gap: number) => {
    const left = draw('A A A\nA A A\nA A A').get('A')!;
    const right = draw('B B B\nB B B\nB B B', { west: 2.03 + gap }).get('B')!;
    return zonesOf(
      new Map([
        ['A', left],
        ['B', right],
      ]),
    );
  };
  // degrees of longitude at 47° north
  const meters = (m: number) => m / 1000 / greatCircleKm(47, 2, 47, 3);

  it('are borders: a narrow gap or a narrow overlap', () => {
    for (const gap of [meters(10), meters(-10), meters(24)]) {
      const found = graphOf(two(gap));
      expect(found.pairs).toEqual(['A-B']);
      expect(found.codes).toEqual(['sliver']);
      expect(found.graph.borderKm[0]!).toBeCloseTo(3 * side, 2);
    }
    expect(graphOf(two(meters(10))).issues[0]!.found).toMatch(/10 m wide/);
  });
  it('are none when the gap is wide: then it is water, and a bridge', () => {
    const found = graphOf(two(meters(40)));
    expect(found.pairs).toEqual(['A~B']);
    expect(found.codes).toEqual(['bridge']);
    expect(found.graph.bridges[0]!.km).toBeCloseTo(0.04, 3);
    expect(graphOf(two(meters(40)), { sliverMeters: 50 }).codes).toEqual(['sliver']);
  });
  it('are none where the gap is wide compared to the zones', () => {
    // lots of 55 m with 20 m streets between them
    const lot = (id: string, west: number) => draw(id, { step: 0.0005, west }).get(id)!;
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', lot('A', 2)],
          ['B', lot('B', 2.0005 + meters(20))],
        ]),
      ),
    );
    expect(found.codes).toEqual(['bridge']);
  });
  it('are none where banks part: a wedge from a common point is an inlet', () => {
    // A and B touch at (2, 47) and open to the east by 40°
    const a: Shape = [
      [
        [
          [2, 47],
          [2.1, 47.03],
          [2, 47.1],
          [2, 47],
        ],
      ],
    ];
    const b: Shape = [
      [
        [
          [2, 47],
          [2, 46.9],
          [2.1, 46.97],
          [2, 47],
        ],
      ],
    ];
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', a],
          ['B', b],
        ]),
      ),
    );
    expect(found.pairs).toEqual(['A~B']);
  });
  it('are none along a coast that goes on in the next zone', () => {
    const found = graphOf(zonesOf(draw('A B\nA B')));
    expect(found.codes).toEqual([]);
  });
});

describe('overlaps', () => {
  it('with a common edge are reported', () => {
    const a = draw('A A\nA A').get('A')!;
    const b = draw('. B\n. B').get('B')!;
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', a],
          ['B', b],
        ]),
      ),
    );
    expect(found.pairs).toEqual(['A-B']);
    expect(found.codes).toContain('overlapping-zones');
  });
});

describe('overlaps without a common edge', () => {
  it('make neighbors, not bridges, and are reported', () => {
    const a = draw('A A A\nA A A\nA A A').get('A')!;
    const over = draw('B B\nB B', { west: 2.015, north: 46.985 }).get('B')!;
    const inside = draw('C', { west: 2.005, north: 46.995, step: 0.003 }).get('C')!;
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', a],
          ['B', over],
          ['C', inside],
        ]),
      ),
    );
    expect(found.pairs).toEqual(['A-B', 'A-C']);
    expect(found.codes).toEqual(['overlapping-zones']);
    expect(found.issues[0]!.found).toBe('2 pairs of zones that overlap: A–B, A–C');
  });
});

describe('bridges', () => {
  it('join islands to what is nearest, as few and as short as can be', () => {
    const zones = zonesOf(
      draw(`
        A A A . . D . E
        A A A . . . . .
        A A B . . . . .
        . . . . . . . .
        . . . . . . . .
        F . . . . . . .`),
    );
    const found = graphOf(zones);
    expect(found.pairs).toEqual(['A-B', 'A~D', 'A~F', 'D~E']);
    expect(found.codes).toEqual(['bridge', 'bridge', 'bridge']);
    const [ad, af, de] = found.graph.bridges;
    const width = greatCircleKm(47, 2, 47, 2.01);
    expect(ad!.km).toBeCloseTo(2 * width, 1);
    expect(af!.km).toBeCloseTo(2 * side, 3);
    expect(de!.km).toBeCloseTo(width, 1);
  });

  it('measure between borders, not between points', () => {
    // B's point is nearer to C's, but A's border is
    const zones = zonesOf(
      draw(`
        A A A A A A A A . C
        B B . . . . . . . .`),
    );
    expect(graphOf(zones).pairs).toEqual(['A-B', 'A~C']);
  });

  it('find the nearest point of a long edge without vertices', () => {
    const long: Shape = [
      [
        [
          [2, 47],
          [3, 47],
          [3, 47.1],
          [2, 47.1],
          [2, 47],
        ],
      ],
    ];
    const near: Shape = [
      [
        [
          [2.5, 46.9],
          [2.51, 46.9],
          [2.505, 46.99],
          [2.5, 46.9],
        ],
      ],
    ];
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', long],
          ['B', near],
        ]),
      ),
    );
    expect(found.graph.bridges[0]!.km).toBeCloseTo(greatCircleKm(47, 2, 46.99, 2), 2);
  });

  it('take in zones without a polygon, by their point; inside another zone it costs nothing', () => {
    const shapes: Map<string, Shape | readonly [number, number]> = new Map(draw('A A A\nA A A\nB C C'));
    shapes.set('P', [46.995, 2.005]);
    shapes.set('Q', [46.96, 2.005]);
    const found = graphOf(zonesOf(shapes));
    expect(found.pairs).toEqual(['A-B', 'A-C', 'A~P', 'B-C', 'B~Q']);
    expect(found.graph.bridges[0]!.km).toBe(0);
    expect(found.graph.bridges[1]!.km).toBeCloseTo(greatCircleKm(46.97, 2.005, 46.96, 2.005), 2);
  });

  it('cross the antimeridian', () => {
    const east = draw('A', { west: 179.95 }).get('A')!;
    const west = draw('B', { west: -179.99 }).get('B')!;
    const far = draw('C', { west: 179 }).get('C')!;
    const found = graphOf(
      zonesOf(
        new Map([
          ['A', east],
          ['B', west],
          ['C', far],
        ]),
      ),
    );
    expect(found.pairs).toEqual(['A~B', 'A~C']);
    expect(found.graph.bridges[0]!.km).toBeLessThan(5);
  });
});

describe('a neighbors column', () => {
  const points = new Map<string, readonly [number, number]>([
    ['A', [47, 2]],
    ['B', [47, 2.1]],
    ['C', [47, 2.2]],
    ['D', [47, 3]],
  ]);
  it('is made symmetric; unknown ids are reported; what is apart is bridged', () => {
    const column = new Map([
      ['A', ['B', 'A', 'X']],
      ['C', ['B']],
      ['B', ['A']],
    ]);
    const found = graphOf(zonesOf(points, column));
    expect(found.pairs).toEqual(['A-B', 'B-C', 'C~D']);
    expect(found.graph.source).toBe('column');
    expect(found.codes).toEqual(['unknown-neighbor', 'one-sided-neighbor', 'bridge']);
    expect(found.issues[0]!.found).toContain('A→X');
    expect(found.issues[1]!.found).toContain('C→B');
  });
  it('gives way to polygons', () => {
    const column = new Map([['A', ['C']]]);
    expect(graphOf(zonesOf(draw('A B C'), column)).pairs).toEqual(['A-B', 'B-C']);
  });
});

describe('degenerate maps', () => {
  it('of one zone, of coincident points, of a line', () => {
    expect(graphOf(zonesOf(draw('A'))).pairs).toEqual([]);
    expect(graphOf(zonesOf(new Map([['A', [47, 2]]]))).pairs).toEqual([]);
    const same = graphOf(zonesOf(new Map(['A', 'B', 'C'].map(id => [id, [47, 2] as const]))));
    expect(same.pairs).toEqual(['A-B', 'A-C']);
    const line = graphOf(zonesOf(new Map(['A', 'B', 'C'].map((id, i) => [id, [47, 2 + i / 10] as const]))));
    expect(line.pairs).toEqual(['A-B', 'B-C']);
  });
});
