// Levels above the sectors on real ground: areas and regions formed, given by the files, and shared out from the top; what
// verify makes of them, and of lies about them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, cellsOf, contents, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, liesWithin, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const managers = join(folder, 'managers.csv');
const teams = join(folder, 'teams.csv');
const config = join(folder, 'sectorize.yaml');
const formed = join(folder, 'formed');
const again = join(folder, 'again');
const given = join(folder, 'given');
const shared = join(folder, 'shared');
const withTeams = [BRETAGNE[0]!, teams, BRETAGNE[2]!];

function plan(out: string, inputs: readonly string[], ...more: readonly string[]) {
  const args = [...inputArgs(inputs), '--effort', 'fast', '--no-diagnosis', '--out', out];
  return sectorize(['plan', ...args, ...more]);
}

const hierarchyOf = (dir: string) => kpisOf(dir).hierarchy!;

const spoiled = (from: string, file: string, change: (text: string) => string) =>
  spoiledIn(folder, from, file, change);

beforeAll(() => {
  writeFileSync(
    managers,
    'id;nom;niveau;code postal;rattaché à\nA1;Anne;area;35000;D1\nA2;Benoît;area;29200;D2\nA3;Carole;area;56000;D2\nD1;Denis;region;35000;\nD2;Élise;region;;\n',
  );
  const [header, ...rows] = readFileSync(BRETAGNE[1]!, 'utf8').trimEnd().split('\n');
  const managerOf: Record<string, string> = { '35': 'A1', '29': 'A2', '22': 'A2', '56': 'A3' };
  const lines = rows.map(row => `${row},${managerOf[row.split(',')[2]!.slice(0, 2)]}`);
  writeFileSync(teams, `${[`${header},manager_id`, ...lines].join('\n')}\n`);
  writeFileSync(
    config,
    'hierarchy:\n  order: top-down\n  levels:\n    - {name: area, count: 2, measures: {sectors: 10%, potential: 2%, workload: 4%}}\n',
  );
  expect(plan(formed, BRETAGNE, '--level', 'area=4', '--level', 'region=2').code).toBe(0);
  plan(again, BRETAGNE, '--level', 'area=4', '--level', 'region=2');
  const named = ['--managers', managers, '--level', 'area', '--level', 'region'];
  expect(plan(given, withTeams, ...named).code).toBe(0);
  plan(shared, BRETAGNE, '--config', config);
});

describe('formed from below', () => {
  it('puts every sector into one area and every area into one region, balanced and in one piece', () => {
    const { order, levels } = hierarchyOf(formed);
    expect(order).toBe('bottom-up');
    expect(levels.map(({ level, groups }) => [level, groups.length])).toEqual([
      ['area', 4],
      ['region', 2],
    ]);
    const sectors = cellsOf(join(formed, 'sectors.csv'), 'sector_id', 'area_id', 'region_id');
    const [areas, regions] = levels;
    for (const { id, parent, members } of areas!.groups) {
      expect(members).toEqual(sectors.filter(([, area]) => area === id).map(([sector]) => sector));
      expect(regions!.groups.find(group => group.id === parent)!.members).toContain(id);
    }
    expect(sectors.every(([, , region]) => regions!.groups.some(({ id }) => id === region))).toBe(true);
    for (const { balance, contiguity, objective } of levels) {
      expect(contiguity.extra_pieces).toBe(0);
      for (const { max_deviation, tolerance } of Object.values(balance))
        expect(max_deviation).toBeLessThanOrEqual(tolerance + 1e-6);
      expect(objective.proven).toBe(true);
      expect(objective.gap).toBe(0);
    }
    const zones = cellsOf(join(formed, 'zones.csv'), 'sector_id', 'area_id');
    const areaOf = new Map(sectors.map(([sector, area]) => [sector!, area!]));
    expect(zones.every(([sector, area]) => areaOf.get(sector!) === area)).toBe(true);
    expect(kpisOf(formed).promises.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['balance:area:sectors', 'balance:region:potential', 'contiguity:region']),
    );
  });

  it('holds before verify, and is the same bytes again', () => {
    expect(liesOf(formed, BRETAGNE)).toEqual([]);
    expect(contents(again)).toEqual(contents(formed));
  });

  it('is told in the report, in French too', () => {
    expect(readFileSync(join(formed, 'report.md'), 'utf8')).toContain('## Levels of management');
  });
});

describe('given by the files', () => {
  it('honors every manager, and starts from their bases', () => {
    const { levels } = hierarchyOf(given);
    expect(levels.map(({ how }) => how)).toEqual(['given', 'given']);
    const wanted = new Map(cellsOf(teams, 'id', 'manager_id').map(([id, manager]) => [id!, manager!]));
    for (const [rep, area] of cellsOf(join(given, 'sectors.csv'), 'rep_id', 'area_id'))
      expect(area).toBe(wanted.get(rep!));
    const parents = levels[0]!.groups.map(({ manager, parent }) => [manager, parent]);
    expect(parents).toEqual([
      ['A1', 'D1'],
      ['A2', 'D2'],
      ['A3', 'D2'],
    ]);
    expect(levels[0]!.groups.every(({ start, before }) => !start.found && before !== null)).toBe(true);
    expect(liesOf(given, withTeams, '--managers', managers)).toEqual([]);
  });
});

describe('shared out from the top', () => {
  it('balances areas closer than whole sectors can, and keeps every sector inside its area', () => {
    const [area] = hierarchyOf(shared).levels;
    expect(area!.how).toBe('shared');
    expect(area!.balance.potential!.max_deviation).toBeLessThanOrEqual(0.02 + 1e-6);
    expect(area!.contiguity.extra_pieces).toBe(0);
    expect(liesOf(shared, BRETAGNE)).toEqual([]);
  });
});

describe('verify', () => {
  const lie = (file: string, change: (text: string) => string) =>
    liesWithin(spoiled(formed, file, change), BRETAGNE);

  it('sees a sector that is put into another area', async () => {
    const found = await lie('plan.json', text =>
      text.replace(
        /\["area", "R01", "(area-\d)"\]/,
        (_, now) => `["area", "R01", "${now === 'area-1' ? 'area-2' : 'area-1'}"]`,
      ),
    );
    expect(found).toEqual(expect.arrayContaining(['level:area', 'levels.csv']));
  });

  it('sees a sector in two areas, and one in none', async () => {
    expect(await lie('plan.json', text => text.replace(/\["area", "R01"/, '["area", "R02"'))).toContain(
      'hierarchy',
    );
  });

  it('sees another number of groups than was asked for', async () => {
    expect(await lie('plan.json', text => text.replace(/"count": 4\b/, '"count": 5'))).toContain('hierarchy');
  });

  it('sees a bound that the prices do not certify', async () => {
    const found = await lie('plan.json', text => {
      const parsed = JSON.parse(text) as { hierarchy: { tiers: { lowerBound: number }[] } };
      const { lowerBound } = parsed.hierarchy.tiers[0]!;
      return text.replaceAll(`"lowerBound": ${lowerBound}`, `"lowerBound": ${lowerBound * 1.01}`);
    });
    expect(found).toContain('level:area');
  });

  it('sees a manager moved to where travel is not least', async () => {
    expect(
      await lie('plan.json', text => text.replace(/("level": "area", [^\n]*"start": \[)([\d.]+)/, '$147.9')),
    ).toContain('level:area');
  });

  it('sees figures of a group that are not its own', async () => {
    expect(
      await lie('levels.csv', text => text.replace(/^(area,area-1,[^,]*,[^,]*,[^,]*,)\d/m, '$19')),
    ).toEqual(['levels.csv']);
    expect(await lie('sectors.csv', text => text.replace(/area-1/, 'area-2'))).toContain('levels.csv');
    expect(
      await lie('levels/area.geojson', text => text.replace('"group_id":"area-1"', '"group_id":"area-9"')),
    ).toEqual(['levels/*.geojson']);
    const kpis = (text: string) => {
      const parsed = JSON.parse(text) as ReturnType<typeof kpisOf>;
      const [area] = parsed.hierarchy!.levels;
      (area!.groups[0] as { revenue: number }).revenue += 1000;
      return JSON.stringify(parsed);
    };
    // and the tables of the levels do not say the same any more
    expect(await lie('kpis.json', kpis)).toEqual(['level:area', 'levels.csv', 'levels/*.geojson']);
  });
});

describe('what cannot be', () => {
  const refused = (inputs: readonly string[], ...more: readonly string[]) => {
    const { code, stderr } = plan(join(folder, 'refused'), inputs, ...more);
    expect(code).toBe(2);
    return stderr;
  };
  const file = (text: string) => {
    const path = join(folder, 'other-managers.csv');
    writeFileSync(path, text);
    return ['--managers', path];
  };

  it.each([
    [['--level', 'area=0'], /level area with 0 groups/],
    [['--level', 'area=11'], /11 groups of 10 sectors/],
    [['--level', 'area=3', '--level', 'region=4'], /4 groups of 3 groups of level area/],
    [['--level', 'area'], /neither a number nor managers/],
    [['--level', '__proto__=2'], /a letter first/],
    [['--level', '../x=2'], /a letter first/],
    [['--level', 'sector=2'], /the name sector, which something else has/],
    [['--level', 'area=3', '--level', 'Area=2'], /two levels of that name/],
    [['--order', 'top-down'], /levels to be planned in it/],
    [['--level', 'area=3', '--order', 'top-down', '--max-moved', '10%'], /a disruption budget/],
    [
      ['--level', 'area=3', '--order', 'top-down', '--centers', 'free'],
      /reps without a base, or --centers free/,
    ],
    [['--level', 'area=3', '--write-lp', 'x.mps'], /levels above its sectors/],
  ] as const)('%j', (options, message) => {
    expect(refused(BRETAGNE, ...options)).toMatch(message);
  });

  it.each([
    ['id,level\nA1,area\nA1,area\n', /"A1", which line 2 has already/],
    ['id,level\nA1,area\nA2,areas\n', /manager A2 of level "areas".*did you mean area/],
    ['id,level\nA1,\nA2,area\n', /manager A1 without a level/],
    ['id,level,reports_to\nA1,area,D1\nD1,region,A1\n', /manager D1 of the top level, who reports to "A1"/],
    ['id,level,reports_to\nA1,area,D9\nD1,region,\n', /manager A1, who reports to "D9"/],
    ['id,level,postal_code\nA1,area,99999\nD1,region,\n', /base "99999" of manager A1/],
  ] as const)('managers %j', (text, message) => {
    expect(refused(BRETAGNE, ...file(text), '--level', 'area=3', '--level', 'region=2')).toMatch(message);
  });

  it('a rep of a manager who is not in the file', () => {
    const found = refused(withTeams, ...file('id,level\nA1,area\nA2,area\n'), '--level', 'area');
    expect(found).toMatch(/rep R\d+, who reports to "A3"/);
  });
});
