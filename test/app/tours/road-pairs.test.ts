// Which roads tours ask for: against all pairs, looked at one by one.

import { describe, expect, it } from 'vitest';
import { baseNames, type Round, tourPairs, tourPoints } from '../../../src/app/tours/road-pairs.ts';
import { greatCircleKm } from '../../../src/geo/sphere.ts';
import type { Rep } from '../../../src/model/records.ts';
import { spots } from '../../io/roads/road-network.ts';

const accounts = spots(60).map((spot, a) => ({ id: `C${String(a).padStart(2, '0')}`, ...spot }));
// the last two stand where the first does, one of them within a metre
const twins = [
  { id: 'C98', lat: accounts[0]!.lat, lon: accounts[0]!.lon },
  { id: 'C99', lat: Math.round(accounts[0]!.lat * 1e5) / 1e5, lon: Math.round(accounts[0]!.lon * 1e5) / 1e5 },
];
const round: Round = { name: 'R1', base: [48.1, -2], accounts: [...accounts, ...twins] };

describe('roads of tours', () => {
  it('are those of each base and of the nearest accounts, both ways, a place once', () => {
    const points = tourPoints([round]);
    expect(points.names).toEqual(['rep:R1', ...accounts.map(({ id }) => `account:${id}`)]);
    const { from, to } = tourPairs([round], points, 3);
    const asked = new Set([...from].map((a, i) => `${points.names[a]} ${points.names[to[i]!]}`));
    expect(asked.size).toBe(from.length);
    const wanted = new Set<string>();
    for (const one of accounts) {
      const near = accounts
        .filter(other => other !== one)
        .map(other => ({ id: other.id, km: greatCircleKm(one.lat, one.lon, other.lat, other.lon) }))
        .sort((a, b) => a.km - b.km)
        .slice(0, 3);
      for (const end of ['rep:R1', ...near.map(({ id }) => `account:${id}`)]) {
        wanted.add(`account:${one.id} ${end}`);
        wanted.add(`${end} account:${one.id}`);
      }
    }
    expect([...asked].sort()).toEqual([...wanted].sort());
  });

  it('have the same names whoever comes first, and none between the accounts of two reps', () => {
    const other: Round = {
      name: 'R0',
      base: [48.4, -3],
      accounts: spots(5, 7).map((s, a) => ({ id: `D${a}`, ...s })),
    };
    const points = tourPoints([round, other]);
    expect(tourPoints([other, round]).names).toEqual(points.names);
    const { from, to } = tourPairs([round, other], points);
    const kind = (p: number) => points.names[p]!.replace(/\d+$/, '');
    const met = new Set([...from].map((a, i) => `${kind(a)} ${kind(to[i]!)}`));
    expect(met).not.toContain('account:C account:D');
    // all pairs of a few accounts, and each with its base
    const few = [...from].filter((a, i) => kind(a) === 'account:D' && kind(to[i]!) === 'account:D').length;
    expect(few).toBe(5 * 4);
  });

  it('tell two bases of a rep apart by the layer', () => {
    const sector = (layer: string, id: string, base: readonly [number, number]) => ({
      layer,
      rep: { id } as Rep,
      base,
    });
    const sectors = [
      sector('a', 'R1', [48, -2]),
      sector('b', 'R1', [48, -3]),
      sector('a', 'R2', [47, -2]),
      sector('b', 'R2', [47, -2]),
      sector('a', 'R1/a', [48, -4]),
    ];
    expect(sectors.map(baseNames(sectors))).toEqual(['R1/a/', 'R1/b', 'R2', 'R2', 'R1/a']);
  });
});
