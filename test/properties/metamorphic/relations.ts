// What is done to inputs, and what must become of the plan. Each relation says what it predicts of two plans; none knows
// how a plan is found.

import type { Feature, Polygon, Position } from 'geojson';
import { expect } from 'vitest';
import type { Settings } from '../../../src/model/settings.ts';
import { type Fixture, type Inputs, isMap, mapCells, mapZones, moved, type Row, renamed } from './inputs.ts';
import type { Layer, Made } from './plans.ts';

export interface Relation {
  readonly name: string;
  /** where it is tried every day; on all of `possible` in the long run */
  readonly daily: readonly Fixture[];
  readonly possible?: readonly Fixture[];
  readonly change?: (inputs: Inputs) => Inputs;
  /** of the changed plan */
  readonly settings?: Partial<Settings>;
  /** of both plans */
  readonly both?: Partial<Settings>;
  readonly predict: (before: Made, after: Made, changed: Inputs, given: Inputs) => void;
}

/** of what is computed in another order, or with other roundings */
const ROUNDING = 1e-9;
/** the same cost with visits between accounts left out: they follow the number of accounts, not only their sums */
const NO_LOCAL = { localFactor: 0 };

/** Layer by layer. */
function pairs(before: Made, after: Made): (readonly [Layer, Layer])[] {
  expect(after.layers.map(({ name }) => name)).toEqual(before.layers.map(({ name }) => name));
  return before.layers.map((layer, l) => [layer, after.layers[l] as Layer]);
}

const near = (a: number, b: number, within = ROUNDING) =>
  expect(Math.abs(a - b), `${a} and ${b}`).toBeLessThanOrEqual(within * Math.max(1, Math.abs(b)));

function samePlan(before: Made, after: Made): void {
  for (const [a, b] of pairs(before, after)) {
    expect(b.assignment).toEqual(a.assignment);
    near(b.objective, a.objective);
    near(b.bound, a.bound, 1e-6);
  }
}

/** Files of the same bytes, but for those that a relation says; hashes of inputs always differ. */
function sameFiles(
  before: Made,
  after: Made,
  back: (text: string) => string = text => text,
  but: (path: string) => boolean = () => false,
): void {
  const hashless = (text: string) => text.replace(/"sha256": ?"[0-9a-f]{64}"/g, '"sha256":""');
  const kept = (made: Made, of: (text: string) => string) =>
    Object.fromEntries(
      [...made.files].map(([path, text]) => [of(path), of(hashless(text))] as const).filter(([p]) => !but(p)),
    );
  const [a, b] = [kept(before, text => text), kept(after, back)];
  expect(Object.keys(b)).toEqual(Object.keys(a));
  for (const [path, text] of Object.entries(a)) {
    // the first line that differs says more than two files do
    if (b[path] === text) continue;
    const lines = (b[path] as string).split('\n');
    const at = text.split('\n').findIndex((line, l) => line !== lines[l]);
    expect(`${path}: ${lines[at]}`).toBe(`${path}: ${text.split('\n')[at]}`);
  }
}

/** Two problems with the same optimum: no plan of one is below the bound of the other, and both keep the same promises. */
function sameOptimum(before: Made, after: Made, gap = 0.03): void {
  for (const [a, b] of pairs(before, after)) {
    expect(b.objective).toBeGreaterThanOrEqual(a.bound - 1e-6 * a.bound);
    expect(a.objective).toBeGreaterThanOrEqual(b.bound - 1e-6 * b.bound);
    near(b.bound, a.bound, 0.005);
    near(b.objective, a.objective, gap);
  }
  expect(broken(after)).toEqual(broken(before));
}

const broken = ({ kpis }: Made) => kpis.promises.filter(({ kept }) => !kept).map(({ name }) => name);

/** Every account is somewhere, once. */
function conserved(made: Made, accounts: readonly Row[]): void {
  const [header, ...lines] = (made.files.get('accounts.csv') as string).trimEnd().split('\n');
  expect(header?.split(',')[0]).toBe('id');
  expect(lines.map(line => line.split(',')[0]).sort()).toEqual(accounts.map(({ id }) => id).sort());
}

const totals = (made: Made) => {
  const { commercial, visits, accounts } = (made.layers[0] as Layer).kpis.plan;
  return { revenue: commercial.revenue, potential: commercial.potential, visits: visits.asked, accounts };
};

const MONEY = ['potential', 'revenue'];

/** Accounts that are twice there, each half of what they were. */
function halved(accounts: readonly Row[]): Row[] {
  const half = mapCells(accounts, ['potential', 'revenue', 'visits_per_year'], cell =>
    String(Number(cell) / 2),
  );
  return half.flatMap(row => [row, { ...row, id: `${row.id}-2` }]);
}

const blank = (row: Row): Row => Object.fromEntries(Object.keys(row).map(column => [column, '']));

/** Rows and columns backwards: as far from their order as they get. */
function backwards(rows: readonly Row[]): Row[] {
  return rows.toReversed().map(row => Object.fromEntries(Object.entries(row).reverse()));
}

const column = (rows: readonly Row[], cell: string): Row[] =>
  rows.map(row => ({ ...row, 'Ω unknown': cell }));

/** Its convex corner cut off along a diagonal: the zone and its new part, both with the point that the whole one has. */
function cutInTwo({ zones, accounts, ...rest }: Inputs, made: Made): Inputs {
  if (!isMap(zones)) throw new Error('points have no inside');
  const points = pointsOf(made);
  const features = zones.features.map((feature): Feature => {
    const [lat, lon] = points.get(feature.properties?.id as string) as [string, string];
    return { ...feature, properties: { ...feature.properties, lat: Number(lat), lon: Number(lon) } };
  });
  const at = features.findIndex(({ properties }) => properties?.id === CUT);
  const whole = features[at] as Feature<Polygon>;
  const ring = (whole.geometry.coordinates[0] as Position[]).slice(0, -1);
  const [head, tail] = CUT_BETWEEN;
  const closed = (part: Position[]) => [...part, part[0] as Position];
  const part = (id: string, positions: Position[]): Feature => ({
    ...whole,
    id,
    properties: { ...whole.properties, id },
    geometry: { type: 'Polygon', coordinates: [closed(positions)] },
  });
  features.splice(
    at,
    1,
    part(CUT, ring.slice(head, tail + 1)),
    part(CUT_PART, [...ring.slice(tail), ...ring.slice(0, head + 1)]),
  );
  // every other account of the zone goes with the part: shares of the cost do not matter, only that they add up
  let count = 0;
  const shared = accounts.map(row => {
    if (row.postal_code !== CUT || count++ % 2 === 0) return row;
    return { ...row, postal_code: CUT_PART };
  });
  return {
    ...rest,
    accounts: shared.map(row => ({ ...row, lat: '', lon: '' })),
    zones: { ...zones, features },
  };
}

const CUT = '22000';
const CUT_PART = '22001';
/** corners of its ring, which is convex there */
const CUT_BETWEEN = [0, 3] as const;

/** Where the plan has the zones. */
function pointsOf(made: Made): Map<string, [string, string]> {
  const [header, ...lines] = (made.files.get('zones.csv') as string).trimEnd().split('\n');
  const [id, lat, lon] = ['zone_id', 'lat', 'lon'].map(name => (header as string).split(',').indexOf(name));
  return new Map(
    lines.map(line => {
      const cells = line.split(',');
      return [
        cells[id as number] as string,
        [cells[lat as number] as string, cells[lon as number] as string],
      ];
    }),
  );
}

export const cutting = { CUT, CUT_PART, cutInTwo };

const turned = (degrees: number) => (inputs: Inputs) =>
  moved(inputs, (lon, lat) => [Number((lon + degrees).toFixed(9)), lat]);

/** A rotation about an axis through the equator: nothing stays at its latitude. */
const tilted = (degrees: number) => (inputs: Inputs) => {
  const angle = (degrees * Math.PI) / 180;
  return moved(inputs, (lon, lat) => {
    const [l, p] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
    const [x, y, z] = [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
    const [u, w] = [x * Math.cos(angle) + z * Math.sin(angle), z * Math.cos(angle) - x * Math.sin(angle)];
    return [(Math.atan2(y, u) * 180) / Math.PI, (Math.asin(w) * 180) / Math.PI];
  });
};

export const RELATIONS: readonly Relation[] = [
  {
    name: 'money in thousandths: the same plan, amounts a thousand times as large',
    daily: ['bretagne'],
    // a condition of the layers names an amount
    possible: ['bretagne', 'us-counties', 'ain-excel'],
    change: inputs => ({
      ...inputs,
      accounts: mapCells(inputs.accounts, MONEY, cell => `${cell}000`),
    }),
    predict(before, after) {
      samePlan(before, after);
      const [a, b] = [totals(before), totals(after)];
      expect(b.visits).toBe(a.visits);
      near(b.revenue as number, 1000 * (a.revenue as number));
      near(b.potential as number, 1000 * (a.potential as number));
      for (const [x, y] of pairs(before, after)) {
        expect(y.kpis.plan.travel).toEqual(x.kpis.plan.travel);
        const { total, ...ofMoney } = x.kpis.plan.balance.potential as { total: number };
        expect(y.kpis.plan.balance).toEqual({
          ...x.kpis.plan.balance,
          potential: { ...ofMoney, total: 1000 * total },
        });
      }
    },
  },
  {
    name: 'other ids in the same order: the same bytes, once the ids are put back',
    daily: ['bretagne'],
    possible: ['bretagne', 'us-counties', 'layers'],
    change: inputs => {
      const prefix = (id: string) => `Xq${id}`;
      return renamed(inputs, { account: prefix, rep: prefix, zone: prefix });
    },
    predict(before, after) {
      samePlan(before, { ...after, layers: after.layers.map(unprefixed) });
      sameFiles(before, after, text => text.replaceAll('Xq', ''));
    },
  },
  {
    name: 'ids in the opposite order: the same optimum',
    daily: ['ain-excel'],
    // in us-counties balance cannot be kept, and how little of it is given up depends on the search: 13 % apart
    possible: ['bretagne', 'ain-excel', 'layers'],
    change: inputs => {
      const turn = (ids: readonly string[]) => {
        const sorted = [...new Set(ids)].sort();
        const to = new Map(sorted.map((id, i) => [id, sorted[sorted.length - 1 - i] as string]));
        return (id: string) => to.get(id) ?? id;
      };
      const zoneIds = isMap(inputs.zones)
        ? inputs.zones.features.map(({ properties }) => properties?.id as string)
        : inputs.zones.map(({ id }) => id as string);
      return renamed(inputs, {
        account: turn(inputs.accounts.map(({ id }) => id as string)),
        rep: turn(inputs.reps.map(({ id }) => id as string)),
        zone: turn(zoneIds),
      });
    },
    predict(before, after, changed) {
      sameOptimum(before, after);
      conserved(after, changed.accounts);
      expect(totals(after)).toEqual(totals(before));
    },
  },
  {
    name: 'the earth turned by 90 degrees: distances, so the plan, are the same within roundings',
    daily: ['bretagne'],
    possible: ['bretagne', 'us-counties', 'ain-excel', 'layers'],
    change: turned(90),
    predict(before, after) {
      for (const [a, b] of pairs(before, after)) near(b.objective, a.objective, 1e-6);
      for (const [a, b] of pairs(before, after)) near(b.bound, a.bound, 1e-6);
      expect(broken(after)).toEqual(broken(before));
    },
  },
  {
    name: 'points over the edge of the map at 180 degrees: nothing is far that was near',
    daily: ['ain-excel'],
    possible: ['ain-excel'],
    change: inputs => moved(inputs, (lon, lat) => [lon + 174.6 > 180 ? lon + 174.6 - 360 : lon + 174.6, lat]),
    predict(before, after) {
      for (const [a, b] of pairs(before, after)) near(b.objective, a.objective, 1e-6);
      expect(broken(after)).toEqual(broken(before));
    },
  },
  {
    name: 'points turned about an axis through the equator: the same within roundings',
    daily: ['ain-excel'],
    possible: ['ain-excel'],
    change: tilted(30),
    predict(before, after) {
      for (const [a, b] of pairs(before, after)) near(b.objective, a.objective, 1e-6);
      expect(broken(after)).toEqual(broken(before));
    },
  },
  {
    name: 'every account twice at half of all it is: the same sums of zones, the same plan',
    daily: ['bretagne'],
    // conditions and shares of layers are about single accounts; a county of us-counties is cut between accounts
    possible: ['bretagne', 'ain-excel'],
    both: NO_LOCAL,
    change: inputs => ({ ...inputs, accounts: halved(inputs.accounts) }),
    predict(before, after, changed) {
      samePlan(before, after);
      expect(totals(after)).toEqual({ ...totals(before), accounts: 2 * totals(before).accounts });
      conserved(after, changed.accounts);
    },
  },
  {
    name: 'an account of nothing: the same plan, and it is in it',
    daily: ['ain-excel'],
    possible: ['bretagne', 'us-counties', 'ain-excel'],
    both: NO_LOCAL,
    change: inputs => {
      // not in a zone that is cut: there, places of accounts are what it is cut by
      const like = inputs.accounts[6] as Row;
      const nothing = { ...blank(like), id: 'nothing', postal_code: like.postal_code as string };
      return {
        ...inputs,
        accounts: [
          {
            ...nothing,
            lat: like.lat as string,
            lon: like.lon as string,
            potential: '0',
            visits_per_year: '0',
          },
          ...inputs.accounts,
        ],
      };
    },
    predict(before, after, changed) {
      samePlan(before, after);
      conserved(after, changed.accounts);
      expect(totals(after)).toEqual({ ...totals(before), accounts: totals(before).accounts + 1 });
    },
  },
  {
    name: 'two reps who swap their names: the same plan, only names are others',
    daily: ['layers'],
    possible: ['bretagne', 'ain-excel', 'layers'],
    change: inputs => ({
      ...inputs,
      reps: inputs.reps.map((row, j) => ({ ...row, name: inputs.reps[j < 2 ? 1 - j : j]?.name as string })),
    }),
    predict(before, after, changed) {
      samePlan(before, after);
      const [a, b] = changed.reps.map(({ name }) => name as string);
      sameFiles(before, after, text =>
        text
          .replaceAll(a as string, '\u0000')
          .replaceAll(b as string, a as string)
          .replaceAll('\u0000', b as string),
      );
    },
  },
  {
    name: 'a far zone where nobody is: all promises as before, and a cost that is its way alone',
    daily: ['bretagne'],
    possible: ['bretagne'],
    change: inputs => {
      if (!isMap(inputs.zones)) return inputs;
      const [w, s] = [-9.5, 47.9];
      const ring = [
        [w, s],
        [w + 0.05, s],
        [w + 0.05, s + 0.05],
        [w, s + 0.05],
        [w, s],
      ];
      const far: Feature = {
        type: 'Feature',
        properties: { id: '29999', name: 'Far' },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
      return { ...inputs, zones: { ...inputs.zones, features: [...inputs.zones.features, far] } };
    },
    predict(before, after, changed) {
      conserved(after, changed.accounts);
      expect(totals(after)).toEqual(totals(before));
      expect(broken(after)).toEqual(broken(before));
      const [[a, b]] = pairs(before, after) as [[Layer, Layer]];
      expect(b.assignment.size).toBe(a.assignment.size + 1);
      // its rep reaches it by a bridge, so the others may have to change hands; the way there is all that it costs at least
      expect(b.objective).toBeGreaterThanOrEqual(a.bound);
      expect(b.objective).toBeLessThanOrEqual(1.02 * a.objective);
      near(b.kpis.plan.travel.local_hours, a.kpis.plan.travel.local_hours);
    },
  },
  {
    name: 'rows and columns backwards: the same bytes, but for the order of the columns that come out again',
    daily: ['bretagne', 'layers'],
    possible: ['bretagne', 'us-counties', 'ain-excel', 'layers'],
    change: inputs => ({
      ...inputs,
      accounts: backwards(inputs.accounts),
      reps: backwards(inputs.reps),
      zones: isMap(inputs.zones)
        ? { ...inputs.zones, features: inputs.zones.features.toReversed() }
        : backwards(inputs.zones),
    }),
    predict(before, after) {
      samePlan(before, after);
      sameFiles(before, after, undefined, path => /(^|\/)(accounts|sectors\/[^/]+)\.csv$/.test(path));
    },
  },
  {
    name: 'columns that nobody knows: the same bytes, and the columns come out again',
    daily: ['ain-excel'],
    possible: ['bretagne', 'us-counties', 'ain-excel', 'layers'],
    change: inputs => ({
      ...inputs,
      accounts: column(inputs.accounts, '=1+1'),
      reps: column(inputs.reps, 'x'),
      zones: mapZones(
        inputs.zones,
        row => ({ ...row, 'Ω unknown': 'y' }),
        feature => ({ ...feature, properties: { ...feature.properties, 'Ω unknown': { deep: [1] } } }),
      ),
    }),
    predict(before, after) {
      samePlan(before, after);
      expect(after.files.get('accounts.csv')).toContain('Ω unknown');
      sameFiles(before, after, undefined, path => /(^|\/)(accounts|sectors\/[^/]+)\.csv$/.test(path));
    },
  },
  {
    name: 'a tighter tolerance: no plan below the bound that the wider one has',
    daily: ['bretagne'],
    possible: ['bretagne', 'us-counties', 'ain-excel'],
    settings: {
      measures: [
        { name: 'potential', tolerance: 0.05 },
        { name: 'workload', tolerance: 0.05 },
      ],
    },
    predict(before, after) {
      const [[a, b]] = pairs(before, after) as [[Layer, Layer]];
      expect(b.objective).toBeGreaterThanOrEqual(a.bound * (1 - 1e-9));
      expect(b.bound).toBeGreaterThanOrEqual(a.bound * (1 - 0.002));
      // the search of the wider one misses none that the tighter one finds
      expect(a.objective).toBeLessThanOrEqual(b.objective * 1.01);
    },
  },
  {
    name: 'hand-overs that cost more: fewer of them, more travel',
    daily: ['bretagne'],
    possible: ['bretagne', 'us-counties', 'ain-excel'],
    both: { stickiness: 1 },
    settings: { stickiness: 8 },
    predict(before, after) {
      const [[a, b]] = pairs(before, after) as [[Layer, Layer]];
      expect(b.excess).toBeLessThanOrEqual(a.excess + ROUNDING);
      const moves = ({ kpis }: Layer) => (kpis.plan.disruption as { accounts: number }).accounts;
      expect(moves(b)).toBeLessThan(moves(a));
      expect(b.kpis.plan.travel.hours).toBeGreaterThanOrEqual(a.kpis.plan.travel.hours * 0.999);
    },
  },
];

function unprefixed(layer: Layer): Layer {
  const bare = (id: string) => id.replace(/^Xq/, '');
  return {
    ...layer,
    assignment: new Map([...layer.assignment].map(([zone, rep]) => [bare(zone), bare(rep)])),
  };
}
