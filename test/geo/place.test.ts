import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacedAccounts, placeAccounts } from '../../src/geo/place.ts';
import type { Accounts, Zones } from '../../src/model/records.ts';
import { hasData, loadAccounts, loadZones, makeAccounts, makeZones } from './real-data.ts';

const square = (w: number, s: number, size = 0.2): [number, number][][][] => [
  [
    [
      [w, s],
      [w + size, s],
      [w + size, s + size],
      [w, s + size],
      [w, s],
    ],
  ],
];

// two neighbours in Ille-et-Vilaine, one zone in Loire-Atlantique, one far away in the Var
const zones = makeZones([
  { id: '35000', name: 'Rennes', lat: 48.1, lon: -1.7, geometry: square(-1.8, 48) },
  { id: '35400', name: 'Saint-Malo', lat: 48.1, lon: -1.5, geometry: square(-1.6, 48) },
  { id: '44000', name: 'Nantes', lat: 47.2, lon: -1.5, geometry: square(-1.6, 47.1) },
  { id: '83000', name: 'Toulon', lat: 43.1, lon: 5.9, geometry: square(5.8, 43) },
]);
const none = new Map<string, string>();
const place = (accounts: Accounts, aliases: ReadonlyMap<string, string> = none, where: Zones = zones) =>
  placeAccounts(accounts, where, {
    country: 'FR',
    aliases,
    normalizeTown: s => s.toLowerCase().replace(/ cedex.*$/, ''),
    file: 'accounts.csv',
  });
const codes = (placed: PlacedAccounts) => placed.issues.map(i => i.code);

describe('placeAccounts', () => {
  it('trusts a postal code that is a zone, and its point when there are no coordinates', () => {
    const placed = place(makeAccounts([{ postalCode: '44000' }]));
    expect([...placed.zoneOf]).toEqual([2]);
    expect([placed.lat[0], placed.lon[0]]).toEqual([47.2, -1.5]);
    expect(placed.issues).toEqual([]);
    expect(placed.counts.byCode).toBe(1);
  });

  it('lets the code decide the zone and the coordinates the distances when they disagree', () => {
    const placed = place(makeAccounts([{ id: 'x', postalCode: '35000', lat: 48.1, lon: -1.55 }]));
    expect(placed.zoneOf[0]).toBe(0);
    expect([placed.lat[0], placed.lon[0]]).toEqual([48.1, -1.55]);
    expect(codes(placed)).toEqual(['zone-disagreement', 'zone-disagreements']);
    const [own, all] = placed.issues;
    expect(own).toMatchObject({ severity: 'warning', file: 'accounts.csv', line: 2, column: 'postal_code' });
    expect(own!.found).toMatch(/35000.*35400.*km/);
    expect(all).toMatchObject({ severity: 'info', line: null });
    expect(all!.found).toMatch(/1 account .*x \(line 2\)/);
  });

  it('does not believe coordinates more than 100 km from the zone of the code', () => {
    const placed = place(makeAccounts([{ postalCode: '35000', lat: 43.1, lon: 5.9 }]));
    expect(placed.zoneOf[0]).toBe(0);
    expect([placed.lat[0], placed.lon[0]]).toEqual([48.1, -1.7]);
    expect(codes(placed)).toEqual(['implausible-coordinates']);
  });

  it('says so when the coordinates of a good code are in no zone', () => {
    const placed = place(makeAccounts([{ postalCode: '35000', lat: 48.21, lon: -1.7 }]));
    expect([placed.zoneOf[0], placed.lat[0]]).toEqual([0, 48.21]);
    expect(codes(placed)).toEqual(['outside-zones']);
  });

  it('resolves a CEDEX code by coordinates, then by town, then by alias', () => {
    const aliases = new Map([
      ['35042', '35400'],
      ['35099', '44000'],
      ['35098', 'nowhere'],
      ['PACÉ', '35000'],
    ]);
    const placed = place(
      makeAccounts([
        { postalCode: '35042', city: 'Saint-Malo CEDEX', lat: 48.1, lon: -1.7 },
        { postalCode: '35042', city: 'Rennes CEDEX 7' },
        { postalCode: '35042', city: 'Bruz CEDEX' },
        { postalCode: '35099' },
        { postalCode: '35098' },
        { postalCode: '44042', city: 'Rennes' },
        { city: 'Pacé CEDEX' },
      ]),
      aliases,
    );
    expect([...placed.zoneOf]).toEqual([0, 0, 1, 2, -1, -1, 0]);
    expect(placed.counts).toEqual({
      byCode: 0,
      byCoordinates: 1,
      byNearest: 0,
      byTown: 1,
      byAlias: 3,
      rejected: 2,
      unknownCodes: 6,
      cedex: 3,
    });
    expect(codes(placed)).toEqual([
      'unknown-postal-code',
      'unknown-postal-code',
      'unknown-postal-code',
      'department-disagreement',
      'no-zone',
      'no-zone',
      'unknown-postal-code',
    ]);
    expect(placed.rejected.map(r => r.index)).toEqual([4, 5]);
    expect(placed.rejected[0]).toMatchObject({ column: 'postal_code' });
    expect(placed.rejected[0]!.reason).toMatch(
      /35098 is not a zone.*no coordinates.*alias nowhere is not a zone/,
    );
    expect(placed.rejected[1]!.reason).toMatch(/its city names no zone.*"44042,<zone id>" to the alias file/);
    expect(Number.isNaN(placed.lat[4])).toBe(true);
  });

  it('rejects a town that names several zones, and lists them', () => {
    const twice = makeZones([
      { id: '35000', name: 'Rennes' },
      { id: '35200', name: 'Rennes' },
    ]);
    const placed = place(makeAccounts([{ postalCode: '35042', city: 'Rennes' }]), none, twice);
    expect(placed.rejected[0]!.reason).toMatch(/names 2 zones \(35000, 35200\).*"35042,35000"/);
  });

  it('takes coordinates in no zone to the nearest within 5 km, and no farther', () => {
    const placed = place(makeAccounts([{ lat: 48.22, lon: -1.7 }, { lat: 48.3, lon: -1.7 }, {}]));
    expect([...placed.zoneOf]).toEqual([0, -1, -1]);
    expect(placed.counts).toMatchObject({ byNearest: 1, rejected: 2 });
    expect(placed.issues[0]!.remedy).toMatch(/nearest zone 35000, 2\.2 km/);
    expect(placed.rejected.map(r => r.column)).toEqual(['lat', 'postal_code']);
    expect(placed.rejected[1]!.reason).toMatch(/no postal code; no coordinates; no city/);
  });

  it('warns when coordinates lie in another département than the unknown code', () => {
    const placed = place(makeAccounts([{ postalCode: '44042', lat: 48.1, lon: -1.7 }]));
    expect(placed.zoneOf[0]).toBe(0);
    expect(codes(placed)).toEqual(['department-disagreement']);
  });

  it('finds out that the codes are no zone ids when the coordinates say so', () => {
    // the "codes" of these accounts are ids of zones far away, as INSEE codes and postal codes may be
    const list = Array.from({ length: 8 }, () => ({ postalCode: '83000', lat: 48.1, lon: -1.7 }));
    const placed = place(makeAccounts([...list, { postalCode: '83000' }]));
    expect([...placed.zoneOf]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, -1]);
    expect(placed.codesNameZones).toBe(false);
    expect(codes(placed).filter(c => c === 'codes-are-no-zones')).toHaveLength(1);
    expect(placed.counts).toMatchObject({ byCoordinates: 8, rejected: 1, unknownCodes: 0 });
  });

  it('places by the nearest point where zones have no polygon', () => {
    const points = makeZones([
      { id: '35000', lat: 48.1, lon: -1.7 },
      { id: '35400', lat: 48.6, lon: -2 },
    ]);
    const placed = place(
      makeAccounts([
        { postalCode: '35000', lat: 48.5, lon: -1.9 }, // nearer to the other: proves nothing
        { lat: 48.5, lon: -1.9 },
        { lat: 44, lon: 5 },
        { postalCode: '35400', lat: 0, lon: 0 },
      ]),
      none,
      points,
    );
    expect([...placed.zoneOf]).toEqual([0, 1, -1, 1]);
    expect(codes(placed)).toEqual(['no-zone', 'implausible-coordinates']);
    expect(placed.lat[3]).toBe(48.6);
  });

  it('accounts for every account once, whatever they say and in whatever order they come', () => {
    const account = fc.record({
      postalCode: fc.constantFrom('', '35000', '35400', '83000', '44042', '__proto__'),
      city: fc.constantFrom('', 'Rennes', 'Toulon CEDEX', 'constructor', 'Brest'),
      lat: fc.constantFrom(Number.NaN, 48.1, 48.22, 43.1, 0),
      lon: fc.constantFrom(Number.NaN, -1.7, -1.5, 5.9, 0),
    });
    fc.assert(
      fc.property(fc.array(account, { maxLength: 30 }), fc.nat(), (list, turn) => {
        const accounts = list.map((a, i) => ({ id: `a${i}`, ...a }));
        const placed = place(makeAccounts(accounts));
        const { byCode, byCoordinates, byNearest, byTown, byAlias, rejected } = placed.counts;
        expect(byCode + byCoordinates + byNearest + byTown + byAlias + rejected).toBe(list.length);
        expect(placed.rejected.map(r => r.index)).toEqual(
          [...placed.zoneOf].flatMap((z, a) => (z < 0 ? [a] : [])),
        );
        placed.zoneOf.forEach((z, a) => {
          expect(Number.isNaN(placed.lat[a])).toBe(z < 0);
        });
        const turned = accounts.map((_, i) => accounts[(i + turn) % accounts.length]!);
        const again = place(makeAccounts(turned));
        turned.forEach((a, i) => {
          expect(again.zoneOf[i]).toBe(placed.zoneOf[accounts.indexOf(a)]);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(!hasData('fr-codes-postaux'))('real accounts (shared data)', () => {
  const run = (folder: string, country: string) => {
    const where = loadZones(folder);
    const { accounts, zonePip } = loadAccounts(folder);
    const placed = placeAccounts(accounts, where, {
      country,
      aliases: none,
      normalizeTown: s => s.toLowerCase(),
      file: 'accounts.csv',
    });
    return { where, accounts, zonePip, placed };
  };

  it('places all 18 629 French accounts, the CEDEX codes by their coordinates', () => {
    const { where, accounts, zonePip, placed } = run('fr-codes-postaux', 'FR');
    const ids = new Set(where.id);
    const unknown = accounts.postalCode.filter(code => !ids.has(code)).length;
    expect(placed.counts).toMatchObject({
      byCode: accounts.count - unknown,
      rejected: 0,
      unknownCodes: unknown,
    });
    accounts.postalCode.forEach((code, a) => {
      const expected = ids.has(code) ? code : zonePip[a];
      if (expected !== '') expect(where.id[placed.zoneOf[a]!]).toBe(expected);
    });
  });

  it.each([
    ['fr-bretagne-communes', 'FR', 0],
    ['us-counties', 'US', 6], // hospitals in Guam, Saipan, Palau and Samoa
  ])('sees that the postal codes of %s are no zone ids', (folder, country, rejects) => {
    const { where, zonePip, placed } = run(folder, country);
    expect(placed.codesNameZones).toBe(false);
    expect(placed.counts.rejected).toBe(rejects);
    zonePip.forEach((id, a) => {
      if (id !== '') expect(where.id[placed.zoneOf[a]!]).toBe(id);
    });
  });
});
