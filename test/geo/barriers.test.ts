import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areasInPieces, joinAreas } from '../../src/geo/area-bridges.ts';
import { buildGraph } from '../../src/geo/graph.ts';
import type { Barrier, ZoneGraph } from '../../src/model/records.ts';
import { draw, zonesOf } from './drawn.ts';

const MAP = `
  A B C
  D E F
  G H I`;

function edges(graph: ZoneGraph, ids: readonly string[]): string[] {
  const found: string[] = [];
  for (let a = 0; a < ids.length; a++) {
    for (const b of graph.neighbors.subarray(graph.offsets[a], graph.offsets[a + 1]))
      if (a < b) found.push(`${ids[a]}${ids[b]}`);
  }
  return found.sort();
}

function built(
  barriers: readonly (readonly [string, string])[],
  parents?: ReadonlyMap<string, readonly string[]>,
) {
  const drawn = zonesOf(draw(MAP));
  const zones = parents ? { ...drawn, parents } : drawn;
  const list = barriers.map(([a, b], at): Barrier => ({ a, b, line: at + 2 }));
  const { graph, issues } = buildGraph(zones, { barriers: { list, file: 'b.csv' } });
  return { zones, graph, edges: edges(graph, zones.id), issues };
}

const ALL = ['AB', 'AD', 'BC', 'BE', 'CF', 'DE', 'DG', 'EF', 'EH', 'FI', 'GH', 'HI'];

describe('barriers', () => {
  it('take their pairs out of the map, and nothing else', () => {
    fc.assert(
      fc.property(fc.subarray(ALL, { maxLength: 7 }), blocked => {
        const { edges: left, graph } = built(blocked.map(pair => [pair[1]!, pair[0]!]));
        const borders = left.filter(pair => ALL.includes(pair));
        expect(borders).toEqual(ALL.filter(pair => !blocked.includes(pair)));
        // what joins the pieces that are left crosses no barrier
        for (const { a, b } of graph.bridges)
          expect(blocked).not.toContain('ABCDEFGHI'[a]! + 'ABCDEFGHI'[b]!);
      }),
    );
  });

  it('between areas part all their zones; idle ones are said', () => {
    const parents = new Map([['side', [...'wwewwewwe'].map(side => (side === 'w' ? 'west' : 'east'))]]);
    const { edges: left, issues } = built(
      [
        ['west', 'east'],
        ['A', 'I'],
      ],
      parents,
    );
    expect(left.filter(pair => ALL.includes(pair))).toEqual(
      ALL.filter(pair => !['BC', 'EF', 'HI'].includes(pair)),
    );
    expect(issues.filter(({ code }) => code === 'idle-barrier').map(({ line }) => line)).toEqual([3]);
    expect(issues.find(({ code }) => code === 'barrier')?.found).toMatch(/^3 pairs.*B–C, E–F, H–I/);
  });

  it('between an area and a part of it part that from the rest, and neither within itself', () => {
    const parents = new Map<string, string[]>([
      ['side', [...'wwewwewwe'].map(side => (side === 'w' ? 'west' : 'east'))],
      ['corner', [...'AB-DE----'].map(zone => (zone === '-' ? '' : 'corner'))],
    ]);
    const { edges: left } = built([['west', 'corner']], parents);
    expect(left.filter(pair => ALL.includes(pair))).toEqual(ALL.filter(pair => !['DG', 'EH'].includes(pair)));
  });

  it('a zone id is that zone, though other ids begin with it', () => {
    expect(built([['A', 'B']]).edges).toEqual(ALL.filter(pair => pair !== 'AB'));
  });
});

describe('areas in pieces', () => {
  it('that a barrier runs through stay so, and are told apart from those that bridges join', () => {
    const parents = new Map([['side', [...'wwewwewwe'].map(side => (side === 'w' ? 'west' : 'east'))]]);
    const { zones, graph } = built(
      [
        ['A', 'B'],
        ['D', 'E'],
        ['G', 'H'],
      ],
      parents,
    );
    const west = Int32Array.from('ABCDEFGHI', letter => ('ABDEGH'.includes(letter) ? 0 : -1));
    // two strips; the shortest bridge between them would lie across a barrier, but a diagonal may join them
    const joined = joinAreas(zones, graph, west);
    for (const { a, b } of joined.bridges)
      expect(['AB', 'DE', 'GH']).not.toContain(zones.id[a]! + zones.id[b]!);
    expect(areasInPieces(joined, west)).toEqual([]);
    const all = built([['west', 'east']], parents);
    const both = Int32Array.from('ABCDEFGHI', letter => ('BC'.includes(letter) ? 0 : 1));
    expect(areasInPieces(joinAreas(all.zones, all.graph, both), both)).toEqual([0, 1]);
  });

  it('are joined within themselves by as few and as short bridges as can be', () => {
    const { zones, graph } = built([]);
    // corners and middle of the grid: five pieces; the rest hangs together around
    const area = Int32Array.from('ABCDEFGHI', letter => ('ACEGI'.includes(letter) ? 0 : 1));
    const joined = joinAreas(zones, graph, area);
    const added = joined.bridges.map(({ a, b }) => `${zones.id[a]}${zones.id[b]}`);
    expect(added).toHaveLength(4 + 3);
    for (const pair of added) expect('ACEGI'.includes(pair[0]!)).toBe('ACEGI'.includes(pair[1]!));
    expect(added.filter(pair => pair.includes('E')).sort()).toEqual(['AE', 'CE', 'EG', 'EI']);
    expect(edges(joined, zones.id).filter(pair => ALL.includes(pair))).toEqual(ALL);
    // whole already: the same graph
    expect(joinAreas(zones, graph, new Int32Array(9))).toBe(graph);
  });

  it('are not joined across a barrier', () => {
    // the middle row is an area that a barrier cuts; around it the map hangs together
    const area = Int32Array.from('ABCDEFGHI', letter => ('DEF'.includes(letter) ? 0 : -1));
    const { zones, graph } = built([['E', 'F']]);
    const joined = joinAreas(zones, graph, area);
    expect(edges(joined, zones.id)).toContain('DF');
    expect(edges(joined, zones.id)).not.toContain('EF');
    const cut = built([
      ['E', 'F'],
      ['D', 'F'],
    ]);
    expect(edges(joinAreas(cut.zones, cut.graph, area), zones.id)).toEqual(cut.edges);
  });
});
