// `export` as a user runs it: moves add up to the plan, and maps are read by other programs' parsers.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { area } from '@turf/turf';
import { DOMParser } from '@xmldom/xmldom';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellsOf, contents, inputArgs, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => sectorize(args, { cwd: folder });
const external = ['--external-id', 'ERP__c'];

beforeAll(() => {
  expect(run('plan', ...inputArgs(), '--effort', 'fast', '--out', 'plan', '--quiet').code).toBe(0);
  const reps = cellsOf('fixtures/bretagne/reps.csv', 'id').map(
    ([id]) => `${id},${id}@example.org,${id}@acme.example`,
  );
  writeFileSync(join(folder, 'crm.csv'), `id,email,username\n${reps.join('\n')}\n`);
});

function collection(path: string): Feature<Polygon | MultiPolygon>[] {
  return (JSON.parse(readFileSync(join(folder, path), 'utf8')) as FeatureCollection<Polygon | MultiPolygon>)
    .features;
}

describe('Salesforce', () => {
  it('turns the incumbent into the plan, row by row', () => {
    expect(run('export', 'salesforce', ...external, '--reps', 'crm.csv').code).toBe(0);
    const pairs = (file: string) =>
      cellsOf(join(folder, 'plan-salesforce', file), 'Account:Object.ERP__c', 'Territory2.DeveloperName').map(
        String,
      );
    const accounts = cellsOf(join(folder, 'plan/accounts.csv'), 'id', 'rep_id', 'assigned_rep_id');
    const now = new Set(accounts.flatMap(([id, rep]) => (rep === '' ? [] : [`${id},${rep}`])));
    for (const pair of pairs('ObjectTerritory2Association-to-delete.csv'))
      expect(now.delete(pair)).toBe(true);
    const added = pairs('ObjectTerritory2Association.csv');
    expect(added.length).toBeGreaterThan(100);
    for (const pair of added) now.add(pair);
    const planned = accounts.map(([id, , rep]) => `${id},${rep}`).sort();
    expect([...now].sort()).toEqual(planned);

    expect(
      run('export', 'salesforce', ...external, '--reps', 'crm.csv', '--full', '--out', 'full').code,
    ).toBe(0);
    const full = cellsOf(
      join(folder, 'full/ObjectTerritory2Association.csv'),
      'Account:Object.ERP__c',
      'Territory2.DeveloperName',
    );
    expect(full.map(String).sort()).toEqual(planned);
    expect(cellsOf(join(folder, 'full/UserTerritory2Association.csv'), 'User.Username')).toHaveLength(10);
  });

  it('writes the same bytes again, in either language, and never over a plan', () => {
    const first = contents(join(folder, 'full'));
    const again = run('export', 'salesforce', ...external, '--reps', 'crm.csv', '--full', '--out', 'full');
    expect(again.stdout).toContain('ObjectTerritory2Association.csv: 1,600 rows');
    expect(contents(join(folder, 'full'))).toEqual(first);
    const french = run(
      'export',
      'salesforce',
      ...external,
      '--reps',
      'crm.csv',
      '--out',
      'fr',
      '--lang',
      'fr',
    );
    expect(french.stdout).toMatch(/ObjectTerritory2Association\.csv\u00a0: \d+ lignes/);
    expect(readFileSync(join(folder, 'fr/steps.txt'), 'utf8')).toContain('À faire, dans cet ordre');
    const over = run('export', 'salesforce', ...external, '--out', 'plan');
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('a directory of its own')]);
  });
});

describe('maps', () => {
  it('KML is XML, and its polygons have the area of the outlines', () => {
    expect(run('export', 'kml', '--zones').code).toBe(0);
    const errors: string[] = [];
    const parser = new DOMParser({ onError: (_, message) => errors.push(message) });
    const xml = parser.parseFromString(
      readFileSync(join(folder, 'plan-kml/sectors.kml'), 'utf8'),
      'text/xml',
    );
    expect(errors).toEqual([]);
    const [sectors, labels, zones] = Array.from(xml.getElementsByTagName('Folder'));
    const placemarks = Array.from(sectors!.getElementsByTagName('Placemark'));
    const outlines = collection('plan/sectors.geojson');
    expect(placemarks).toHaveLength(outlines.length);
    const ring = (text: string | null) => text!.split(' ').map(point => point.split(',').map(Number));
    placemarks.forEach((placemark, s) => {
      const polygons = Array.from(placemark.getElementsByTagName('Polygon'), polygon =>
        Array.from(polygon.getElementsByTagName('coordinates'), ({ textContent }) => ring(textContent)),
      );
      const drawn = area({ type: 'MultiPolygon', coordinates: polygons });
      expect(drawn / area(outlines[s]!)).toBeCloseTo(1, 9);
      expect(placemark.getElementsByTagName('name')[0]!.textContent).toBe(outlines[s]!.properties!.title);
      // #rrggbb is aabbggrr there
      const fill = String(outlines[s]!.properties!.fill);
      const id = placemark.getElementsByTagName('styleUrl')[0]!.textContent!.slice(1);
      const style = xml.getElementById(id)!.getElementsByTagName('PolyStyle')[0]!;
      expect(style.textContent).toBe(`80${fill.slice(5, 7)}${fill.slice(3, 5)}${fill.slice(1, 3)}`);
    });
    expect(labels!.getElementsByTagName('Point')).toHaveLength(outlines.length);
    expect(zones!.getElementsByTagName('Placemark').length).toBeGreaterThan(300);
  });

  it('TopoJSON decodes to the outlines, and has each border once', () => {
    expect(run('export', 'topojson', '--zones').code).toBe(0);
    expect(run('export', 'geojson', '--zones').code).toBe(0);
    const topology = JSON.parse(
      readFileSync(join(folder, 'plan-topojson/sectors.topojson'), 'utf8'),
    ) as Topology;
    // where a ring begins is the topology's affair: compared as sets of edges
    const edges = ({ geometry }: Feature) =>
      ((geometry as Polygon | MultiPolygon).coordinates as number[][][][])
        .flatMap(polygon => (geometry.type === 'Polygon' ? [polygon as unknown as number[][]] : polygon))
        .flatMap(points =>
          points
            .slice(1)
            .map((point, i) =>
              [points[i]!, point].map(p => p.map(value => value.toFixed(6)).join(',')).join(' '),
            ),
        )
        .sort();
    for (const name of ['sectors', 'zones'] as const) {
      const decoded = feature(topology, topology.objects[name] as GeometryCollection).features;
      const written = collection(`plan-geojson/${name}.geojson`);
      expect(decoded.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
      decoded.forEach((shape, s) => {
        expect(edges(shape)).toEqual(edges(written[s]!));
      });
    }
    // each stretch of border once, whoever shares it: zones, their neighbors, sectors
    const stretches = new Set(
      collection('plan-geojson/zones.geojson')
        .flatMap(edges)
        .map(edge => edge.split(' ').sort().join(' ')),
    );
    expect(topology.arcs.reduce((sum, arc) => sum + arc.length - 1, 0)).toBe(stretches.size);
  });
});

describe('layers and levels', () => {
  it('one set of territories per layer; one owner per account', () => {
    const config = join(process.cwd(), 'fixtures/layers/sectorize.yaml');
    expect(run('plan', '--config', config, '--effort', 'fast', '--out', 'layered', '--quiet').code).toBe(0);
    const reps = join(process.cwd(), 'fixtures/layers/reps.csv');
    const emails = cellsOf(reps, 'id').map(([id]) => `${id},${id}@example.org`);
    writeFileSync(join(folder, 'owners.csv'), `id,email\n${emails.join('\n')}\n`);
    expect(run('export', 'salesforce', ...external, '--plan', 'layered', '--full').code).toBe(0);
    const names = cellsOf(join(folder, 'layered-salesforce/Territory2.csv'), 'DeveloperName').flat();
    for (const prefix of ['health_', 'field_', 'key_accounts_', 'groups_'])
      expect(names.some(name => name.startsWith(prefix))).toBe(true);
    // an account of an overlay is in two territories
    const rows = cellsOf(
      join(folder, 'layered-salesforce/ObjectTerritory2Association.csv'),
      'Account:Object.ERP__c',
    );
    expect(rows).toHaveLength(1600 + 72 + 49);
    const hubspot = run(
      'export',
      'hubspot',
      '--plan',
      'layered',
      '--external-id',
      'erp',
      '--reps',
      'owners.csv',
      '--full',
    );
    expect(hubspot.stderr).toContain('Overlays have territories at most (key accounts, groups)');
    const owners = new Map(
      cellsOf(join(folder, 'layered-hubspot/companies.csv'), 'erp', 'Company owner') as [string, string][],
    );
    const assigned = cellsOf(join(folder, 'layered/accounts.csv'), 'id', 'assigned_rep_id');
    expect(owners).toEqual(new Map(assigned.map(([id, rep]) => [id, `${rep}@example.org`])));
    expect(run('export', 'kml', '--plan', 'layered').code).toBe(0);
  });

  it('levels are parents, in a file before their children', () => {
    const levels = ['--level', 'area=3', '--level', 'region=1'];
    expect(
      run('plan', ...inputArgs(), '--effort', 'fast', ...levels, '--out', 'levels', '--quiet').code,
    ).toBe(0);
    expect(run('export', 'salesforce', ...external, '--plan', 'levels', '--full').code).toBe(0);
    const read = (depth: number) =>
      cellsOf(
        join(folder, `levels-salesforce/Territory2-${depth}.csv`),
        'DeveloperName',
        'ParentTerritory2.DeveloperName',
      );
    expect(cellsOf(join(folder, 'levels-salesforce/Territory2-1.csv'), 'DeveloperName')).toEqual([
      ['region_region_1'],
    ]);
    expect(read(2).map(([, parent]) => parent)).toEqual(Array(3).fill('region_region_1'));
    const areas = new Map(
      cellsOf(join(folder, 'levels/sectors.csv'), 'sector_id', 'area_id') as [string, string][],
    );
    expect(new Map(read(3) as [string, string][])).toEqual(
      new Map([...areas].map(([sector, area]) => [sector, `area_${area.replace('-', '_')}`])),
    );
    // today's sectors are there already: they get a parent
    expect(run('export', 'salesforce', ...external, '--plan', 'levels').code).toBe(0);
    expect(cellsOf(join(folder, 'levels-salesforce/Territory2-to-update.csv'), 'DeveloperName')).toHaveLength(
      10,
    );
    expect(run('export', 'topojson', '--plan', 'levels').code).toBe(0);
    const topology = JSON.parse(
      readFileSync(join(folder, 'levels-topojson/sectors.topojson'), 'utf8'),
    ) as Topology;
    expect(Object.keys(topology.objects)).toEqual(['level-1', 'level-2', 'sectors']);
  });
});

describe('what does not go', () => {
  it('points instead of polygons, no accounts, options of other formats', () => {
    const zones = cellsOf('fixtures/tiny/accounts.csv', 'postal_code', 'lat', 'lon').filter(
      (_, row) => row % 2 === 0,
    );
    writeFileSync(
      join(folder, 'zones.csv'),
      `id,lat,lon,population\n${zones.map(cells => `${cells},10`).join('\n')}\n`,
    );
    const args = [
      '--reps',
      join(process.cwd(), 'fixtures/tiny/reps.csv'),
      '--zones',
      'zones.csv',
      '--measure',
      'population=20%',
    ];
    run('plan', ...args, '--effort', 'fast', '--out', 'points', '--quiet');
    // outlines are those of the cells around the points, zones the points themselves
    expect(run('export', 'kml', '--plan', 'points', '--zones').code).toBe(0);
    expect(run('export', 'geojson', '--plan', 'points', '--zones').code).toBe(0);
    const types = (name: string) =>
      collection(`points-geojson/${name}.geojson`).map(shape => shape.geometry.type);
    expect(new Set(types('zones'))).toEqual(new Set(['Point']));
    expect(types('sectors')).toEqual(Array(4).fill('Polygon'));
    const kml = readFileSync(join(folder, 'points-kml/sectors.kml'), 'utf8');
    expect([kml.match(/<Point>/g)?.length, kml.match(/<Polygon>/g)?.length]).toEqual([16 + 4, 4]);
    const salesforce = run('export', 'salesforce', '--plan', 'points');
    expect([salesforce.code, salesforce.stderr]).toEqual([0, expect.stringContaining('territories only')]);
    const hubspot = run('export', 'hubspot', '--plan', 'points');
    expect([hubspot.code, hubspot.stderr]).toEqual([2, expect.stringContaining('made without accounts')]);

    const strange = run('export', 'kml', '--full', '--ids', 'x.csv');
    expect([strange.code, strange.stderr]).toEqual([
      2,
      expect.stringMatching(/maps have everything[\s\S]*one to salesforce/),
    ]);
    expect(run('export', 'siebel').code).toBe(2);
    expect(run('export', 'salesforce', '--prefix', '1__').code).toBe(2);
  });
});
