// Real maps that are hard to read: what is odd is reported, and nothing is lost. The expected counts are those of the
// data's own README and of its oracle column zone_pip, the polygon that really holds each account.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../../bench/data.ts';
import { eachZone, frenchReps, repsInTowns } from '../../bench/inputs.ts';
import {
  cellsOf,
  differences,
  findings,
  haveShared,
  inputArgs,
  kpisOf,
  type Run,
  sectorize,
  temporaryFolder,
} from './cli.ts';

const folder = temporaryFolder();

interface OddMap {
  readonly accounts: string;
  readonly reps: (zonesCsv: string, folder: string) => string;
  readonly options: readonly string[];
  /** findings that a plan prints, by code, other than columns matched by synonym */
  readonly expected: Record<string, number>;
  /** pieces of the map that no border joins, less one: its README's "components" */
  readonly bridges: number;
  readonly rejected: number;
}

const MAPS: Record<string, OddMap> = {
  'us-counties': {
    accounts: 'accounts.csv',
    reps: (zones, to) => repsInTowns(zones, 40, to, eachZone),
    options: ['--country', 'US'],
    bridges: 9,
    // Guam, Saipan and Puerto Rico have hospitals and no county
    rejected: 6,
    expected: {
      // ZIP codes are no counties: places come from the coordinates
      'codes-are-no-zones': 1,
      bridge: 9,
      // Aleutians West (02016)
      antimeridian: 1,
      // the 39 invalid polygons: these, in 39 counties (see below)
      'self-touching': 1,
      'self-crossing': 5,
      spike: 26,
      'zero-area': 18,
      'collapsed-zone': 1,
      // valid, but not as it should be
      'repeated-vertices': 53,
      't-junction': 1,
      'overlapping-zones': 1,
      // 14 hospitals in no polygon: on the shore, or overseas
      'outside-zones': 8,
      'no-zone': 6,
      // Los Angeles is more than a rep's share
      'zone-split': 1,
    },
  },
  'nasty-fr-islands-enclaves': {
    accounts: 'accounts.csv',
    reps: (zones, to) => frenchReps(zones, 12, to),
    options: [],
    bridges: 19,
    rejected: 0,
    expected: {
      bridge: 19,
      // the 300 accounts whose code is not that of the polygon around them, by what is known of the code
      'unknown-postal-code': 199,
      'zone-disagreement': 96,
      'department-disagreement': 5,
      'zone-disagreements': 1,
    },
  },
  'us-zcta-dc': {
    accounts: 'accounts_sampled_5k.csv',
    reps: (zones, to) => repsInTowns(zones, 4, to, eachZone),
    options: ['--country', 'US'],
    bridges: 0,
    rejected: 0,
    // its fifteen one-building enclaves are ordinary zones with one neighbor; one account stands on a border
    expected: { 'zone-disagreement': 1, 'zone-disagreements': 1 },
  },
  'germany-plz3': {
    accounts: 'accounts.csv',
    reps: (zones, to) => repsInTowns(zones, 20, to, eachZone),
    options: ['--country', 'DE'],
    bridges: 0,
    rejected: 48,
    expected: {
      'duplicate-id': 48,
      // ten accounts outside the polygon of their code, one of them 124 km away
      'zone-disagreement': 9,
      'zone-disagreements': 1,
      'implausible-coordinates': 1,
    },
  },
};

const present = haveShared('odd maps', ...Object.keys(MAPS));

describe.skipIf(!present).each(Object.entries(MAPS))('%s', (name, map) => {
  const data = sharedData(name) ?? '';
  const out = join(folder, name, 'plan');
  const accounts = join(data, map.accounts);
  let inputs: string[];
  let run: Run;

  beforeAll(() => {
    mkdirSync(join(folder, name));
    const reps = map.reps(join(data, 'zones.csv'), join(folder, name));
    inputs = inputArgs([accounts, reps, join(data, 'zones.geojson')]);
    run = sectorize(['plan', ...inputs, ...map.options, '--effort', 'fast', '--no-diagnosis', '--out', out]);
  });

  it('plans, and names the promises that it could not keep', () => {
    const broken = kpisOf(out).promises.filter(promise => !promise.kept);
    expect(run.code, run.stderr).toBe(broken.length === 0 ? 0 : 3);
    for (const promise of broken) expect(run.stdout).toContain(`not kept: ${promise.name}`);
    // only balance may fail here: what makes a plan a plan must hold
    expect(broken.map(promise => promise.name.split(':')[0])).toEqual(broken.map(() => 'balance'));
    expect(kpisOf(out).plan.contiguity.extra_pieces).toBe(0);
  });

  it('reports every oddity', () => {
    const { 'matched-by-synonym': _, ...found } = findings(run.stderr);
    expect(found).toEqual(map.expected);
    expect(found.bridge ?? 0).toBe(map.bridges);
  });

  it('loses no zone', () => {
    const input = cellsOf(join(data, 'zones.csv'), 'id').map(([id]) => id as string);
    const rows = cellsOf(join(out, 'zones.csv'), 'zone_id').map(([id]) => id as string);
    expect(new Set(rows).size).toBe(rows.length);
    const zones = [...new Set(rows.map(id => id.replace(/#\d+$/, '')))];
    expect(differences(input, zones)).toEqual({ missing: [], added: [] });
  });

  it('loses no account', () => {
    const ids = (path: string) => cellsOf(path, 'id').map(([id]) => id as string);
    const [used, rejected] = [ids(join(out, 'accounts.csv')), ids(join(out, 'rejects.csv'))];
    expect(differences(ids(accounts), [...used, ...rejected])).toEqual({ missing: [], added: [] });
    expect(rejected).toHaveLength(map.rejected);
    const inSectors = cellsOf(join(out, 'sectors.csv'), 'accounts').map(([count]) => Number(count));
    expect(inSectors.reduce((sum, count) => sum + count, 0)).toBe(used.length);
  });

  it('places accounts in the polygon around them, unless their postal code is another zone', () => {
    const zones = new Set(cellsOf(join(data, 'zones.csv'), 'id').map(([id]) => id));
    const codesAreZones = !('codes-are-no-zones' in map.expected);
    const wrong = cellsOf(join(out, 'accounts.csv'), 'id', 'postal_code', 'zone_pip', 'zone_id').filter(
      ([, code, polygon, zone]) => {
        const expected = codesAreZones && zones.has(code) ? code : polygon;
        return expected !== '' && (zone as string).replace(/#\d+$/, '') !== expected;
      },
    );
    expect(wrong).toEqual([]);
  });

  it('gives a plan that verify recomputes', () => {
    const check = sectorize(['verify', out, ...inputs]);
    expect(check.stdout).not.toMatch(/^[1-9]\d* untrue claims?/m);
    expect(check.code, check.stdout.slice(-2000)).toBe(run.code);
  });
});

describe.skipIf(!present)('check of us-counties', () => {
  it('names each of the 39 invalid polygons', () => {
    const args = ['--zones', join(sharedData('us-counties') as string, 'zones.geojson'), '--country', 'US'];
    const run = sectorize(['check', '--json', ...args, '--rejects', join(folder, 'rejects.csv')]);
    const events = run.stderr
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const invalid = /^(self-touching|self-crossing|spike|zero-area|collapsed-zone)$/;
    const zones = events
      .filter(({ event, code }) => event === 'finding' && invalid.test(code))
      .map(finding => finding.line);
    expect(new Set(zones).size).toBe(39);
    expect(events.at(-1)).toMatchObject({ event: 'result', errors: 0 });
  });
});
