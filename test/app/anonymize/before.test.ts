// Bundles of revisions: the plan before under other names, which stands where it stood, and not a word of its own.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bundle, makeBundle } from '../../../src/app/anonymize/bundle.ts';
import { makePlan, type PlanOutcome, writePlan } from '../../../src/app/plan.ts';
import type { InputFiles } from '../../../src/app/read.ts';
import { readPrevious } from '../../../src/app/revision/read.ts';
import { resolveRequest } from '../../../src/cli/request.ts';
import { layeredPlanToText } from '../../../src/evaluate/layers/plan-json.ts';
import { parsePlan, planToText } from '../../../src/evaluate/plan-json.ts';
import { PROFILES } from '../../../src/io/csv.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/model/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-before-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
};
const tiny = (name: string) => resolve('fixtures/tiny', name);
const FILES = {
  accounts: tiny('accounts.csv'),
  reps: tiny('reps.csv'),
  zones: tiny('zones.geojson'),
  aliases: null,
};
const settingsOf = (patch: Partial<Settings>): Settings => ({
  ...DEFAULT_SETTINGS,
  effort: 'fast',
  ...patch,
});
const usual = {
  map: new Map<string, string>(),
  layer: 'default',
  profile: PROFILES.default,
  raw: false,
  lang: 'en',
  diagnosis: false,
  replan: false,
  threads: 1,
} as const;
const plan = (files: InputFiles, settings: Settings) => makePlan({ ...usual, files, settings }, {});
const bundleOf = (files: InputFiles, settings: Settings, secret: number) =>
  makeBundle({ files, settings, map: usual.map, layers: [] }, new Uint8Array(32).fill(secret));

function write(dir: string, { files }: Bundle): string {
  for (const { path, content } of files) put(join(dir, path), [...(content as Iterable<string>)].join(''));
  return join(folder, dir, 'sectorize.yaml');
}

async function planOfBundle(config: string): Promise<PlanOutcome> {
  const { request } = await resolveRequest({ config, map: new Map(), lang: 'en', diagnosis: false });
  return makePlan({ ...request, replan: false, threads: 1 }, {});
}

const servedBy = ({ plan: { assignment } }: PlanOutcome) => assignment.map(([, zone, rep]) => [zone, rep]);
const sectorsOf = ({ plan: { sectors } }: PlanOutcome) => sectors.map(of => [of.repId, of.sectorId]);

interface Case {
  readonly earlier?: Partial<Settings>;
  readonly now?: Partial<Settings>;
  readonly filesThen?: Partial<InputFiles>;
  readonly files?: Partial<InputFiles>;
  /** of the plan before */
  readonly edit?: (before: Plan) => Plan;
  readonly stands: boolean;
}

const reps = readFileSync(tiny('reps.csv'), 'utf8');
const accounts = readFileSync(tiny('accounts.csv'), 'utf8').trim().split('\n');
const compact = { objective: 'compactness' } as const;
const BASES = ['46.3612,2.0321', '46.3441,2.3577', '46.0319,2.0712', '46.0588,2.3409'];
const BASED = {
  reps: put('based.csv', `id,lat,lon,fte\n${BASES.map((base, at) => `R${at + 1},${base},1`).join('\n')}\n`),
};
const CASES: Readonly<Record<string, Case>> = {
  'nothing has changed': { stands: true },
  'bases that are moved at random, so that costs are others': { ...both(BASED), stands: true },
  'it cost a ten-millionth less': {
    ...both(BASED),
    edit: before => ({
      ...before,
      solver: { ...before.solver, objective: before.solver.objective * (1 - 1e-7) },
    }),
    stands: false,
  },
  'compact sectors, whose costs are in amounts': { earlier: compact, now: compact, stands: true },
  'no bases, so that centers are those of the plan': {
    filesThen: { reps: put('no-bases.csv', 'id,fte\nR1,1\nR2,1\nR3,1\nR4,1\n') },
    files: { reps: put('no-bases.csv', 'id,fte\nR1,1\nR2,1\nR3,1\nR4,1\n') },
    stands: true,
  },
  'groups that have one rep': {
    earlier: { groups: 'one-rep' },
    now: { groups: 'one-rep' },
    ...both({
      ...BASED,
      accounts: put(
        'groups.csv',
        accounts
          .map((line, at) => `${line},${at === 0 ? 'group_id' : [1, 2, 5].includes(at) ? 'G' : ''}`)
          .join('\n'),
      ),
    }),
    stands: true,
  },
  'a rule that is no more': {
    filesThen: { reps: put('kept.csv', addColumn(reps, 'excluded_zones', ['A2', '', '', ''])) },
    stands: false,
  },
  'other words of a formula, which are left out': {
    earlier: { potentialFormula: 'potential * 2' },
    now: { potentialFormula: 'potential + potential' },
    stands: false,
  },
  'a rep who leaves, and one who joins': {
    files: { reps: put('joined.csv', reps.replace('R3,Cléo', 'R9,Zoé')) },
    stands: false,
  },
};

function both(files: Partial<InputFiles>): Pick<Case, 'filesThen' | 'files'> {
  return { filesThen: files, files };
}

function addColumn(csv: string, name: string, cells: readonly string[]): string {
  const lines = csv.trim().split('\n');
  return lines.map((line, at) => `${line},${at === 0 ? name : cells[at - 1]}`).join('\n');
}

describe('a revision from the bundle', () => {
  it.each(Object.entries(CASES))('is the one from the inputs: %s', async (name, of) => {
    const dir = name.replaceAll(/\W/g, '-');
    const then = await plan({ ...FILES, ...of.filesThen }, settingsOf(of.earlier ?? {}));
    const before = join(folder, dir, 'then');
    await writePlan(then, before);
    if (of.edit) {
      const path = join(before, 'plan.json');
      writeFileSync(path, planToText(of.edit(parsePlan(readFileSync(path, 'utf8')))));
    }
    const files = { ...FILES, ...of.files, from: [before] };
    const settings = settingsOf({ stickiness: 1, ...of.now });
    const own = await plan(files, settings);
    const bundle = await bundleOf(files, settings, 7);
    expect(bundle.same).toMatchObject({ differs: [] });
    const other = await planOfBundle(write(`${dir}/bundle`, bundle));
    expect([own, other].map(({ kpis }) => kpis.revision?.stands)).toEqual([of.stands, of.stands]);
    const names = new Map(bundle.key.map(([, original, named]) => [original, named]));
    const translated = (pairs: readonly (readonly string[])[]) =>
      pairs.map(pair => pair.map(id => names.get(id)));
    expect(servedBy(other)).toEqual(translated(servedBy(own)));
    expect(sectorsOf(other)).toEqual(translated(sectorsOf(own)));
  });
});

describe('of a plan before', () => {
  const CANARY = 'Canary';
  let sung = 0;
  const canary = () => `${CANARY}${++sung}`;
  const ids = {
    rep: `m ${CANARY}`,
    gone: `zz ${CANARY}`,
    zone: `B1 ${CANARY}`,
    account: `A1-1 ${CANARY}`,
    layer: `a ${CANARY}`,
  };

  /** Every word of a plan is a canary, but ids that are known today. */
  function singing(before: Plan, layer: string): Plan {
    const [first, ...rest] = before.sectors;
    const settings: Settings = {
      ...before.settings,
      potentialFormula: `potential + ${canary()}`,
      measures: [...before.settings.measures, { name: canary(), tolerance: 0.3 }],
      visitsBySegment: { [canary()]: 2 },
      handOver: { hoursPer1000Revenue: 1, byYearsHeld: [], asOf: canary() },
      hierarchy: {
        order: 'bottom-up',
        levels: [
          { name: canary(), count: 2, measures: [{ name: canary(), tolerance: 1 }], daysPerReport: 1 },
        ],
      },
      visitMinutesBySegment: { [canary()]: 20 },
      slaMinutesBySegment: { [canary()]: 90 },
      productivityBySegment: { [canary()]: { [canary()]: 0.5 } },
      keepTogether: [{ column: canary(), price: 3, except: [canary()] }],
      budgets: [
        { name: canary(), team: { reps: [canary()] }, resource: 'km', atMost: 9, price: 1 },
        { name: canary(), team: { column: 'kind', value: canary() }, resource: 'cost', atMost: 9, price: 1 },
        {
          name: canary(),
          team: { column: 'seniority', value: canary() },
          resource: 'km',
          atMost: 9,
          price: 1,
        },
      ],
      vehicles: { [canary()]: { gCo2PerKm: 1, costPerKm: null } },
      defaultVehicle: canary(),
    };
    return {
      ...before,
      version: canary(),
      settings,
      status: [{ state: 'proposed', on: '2027-01-01', by: canary(), note: canary(), despite: [canary()] }],
      inputs: before.inputs.map(input => ({ ...input, file: canary() })),
      map: [['accounts.id', canary()]],
      bridges: [[canary(), canary(), 3]],
      splits: [{ zone: canary(), parts: [{ id: canary(), lat: 1, lon: 2, areaKm2: 3 }] }],
      named: [[canary(), canary(), canary()]],
      sectors: [
        { ...first!, layer, sectorId: `${first!.repId}-2`, sectorName: canary(), ownName: true },
        { ...rest[0]!, layer, sectorId: ids.gone, sectorName: canary() },
        { ...rest[1]!, layer, sectorId: `${rest[1]!.repId}.${ids.layer}`, sectorName: canary() },
        {
          ...rest[2]!,
          layer,
          repId: ids.rep,
          sectorId: ids.rep,
          sectorName: canary(),
          center: [46.0123, 2.0321],
        },
      ],
      assignment: [
        ...before.assignment.map(([, zone, rep]) => [layer, zone, rep === 'R4' ? ids.rep : rep] as const),
        [layer, ids.zone, 'R1'],
        [layer, 'B2#1', 'R1'],
        [layer, `${ids.zone}#2`, 'R2'],
      ],
    };
  }

  it('no word gets through, and all of its ids stand in their order', async () => {
    const settings = settingsOf({});
    const made = (await plan(FILES, settings)).plan;
    const incumbents = `account_id,rep_id\nA1-1,R1\n${ids.account},${ids.rep}\n`;
    put('singing/plan.json', planToText(singing(made, canary())));
    put('singing/incumbents.csv', incumbents);
    const layer = { where: [], revenueShare: 1, visitsShare: 1, overlay: false, name: ids.layer };
    put(
      'layered/plan.json',
      layeredPlanToText({
        schema: 'sectorize-layers/1',
        version: canary(),
        settings: made.settings,
        inputs: [],
        map: [[canary(), canary()]],
        reproducible: true,
        measures: [canary()],
        layers: [
          { ...layer, folder: canary() },
          {
            ...{ ...layer, name: `b ${CANARY}`, overlay: true, folder: 'second' },
            where: [{ column: canary(), field: canary(), any: [canary()] }],
          },
        ],
        reps: [[canary(), canary(), 1]],
        sectors: [[canary(), canary(), canary()]],
        named: [[canary(), canary(), canary(), canary()]],
        assignment: [[canary(), canary(), canary()]],
      }),
    );
    const { layers } = JSON.parse(readFileSync(join(folder, 'layered/plan.json'), 'utf8'));
    const folders = [`layered/layers/${layers[0].folder}`, 'layered/layers/second'];
    for (const own of folders) {
      put(`${own}/plan.json`, planToText(singing(made, ids.layer)));
      put(`${own}/incumbents.csv`, incumbents);
    }
    const files = { ...FILES, from: ['singing', 'layered'].map(name => join(folder, name)) };
    const bundle = await bundleOf(files, settingsOf({ stickiness: 1 }), 8);
    expect(bundle.same).toMatchObject({ differs: [] });
    expect(bundle.findings.filter(([severity]) => severity === 'error')).toEqual([]);
    expect(bundle.before).toEqual(['before/1', 'before/2']);
    const written = bundle.files.flatMap(({ path, content }) => [path, ...(content as Iterable<string>)]);
    expect(sung).toBeGreaterThan(60);
    expect(written.join('\n')).not.toContain(CANARY);
    // a place of the plan that is no zone's is where somebody starts
    expect(written.join('\n')).not.toContain('46.0123');

    for (const kind of ['zone', 'rep', 'account', 'layer']) {
      const rows = bundle.key.filter(([of]) => of === kind);
      const byOriginal = [...rows].sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([, , name]) => String(name));
      expect(byOriginal.length).toBeGreaterThan(1);
      expect([...byOriginal].sort()).toEqual(byOriginal);
    }

    const nameOf = (kind: string, original: string) =>
      bundle.key.find(([of, text]) => of === kind && text === original)?.[2];
    const rep = (id: string) => nameOf('rep', id);
    write('sung', bundle);
    const { previous } = await readPrevious(['before/1', 'before/2'].map(dir => join(folder, 'sung', dir)));
    const [single, first, second] = previous.plans;
    expect(previous.plans).toHaveLength(3);
    expect([single?.layer, first?.layer, second?.overlay]).toEqual([null, nameOf('layer', ids.layer), true]);
    expect(single?.sectors.map(({ sectorId, repId, name }) => [sectorId, repId, name !== ''])).toEqual(
      [
        [`${rep('R1')}-2`, rep('R1'), true],
        [rep(ids.gone), rep('R2'), false],
        [`${rep('R3')}.${nameOf('layer', ids.layer)}`, rep('R3'), false],
        [rep(ids.rep), rep(ids.rep), false],
      ].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    expect(single?.zoneRep.get(`${nameOf('zone', 'B2')}#1`)).toBe(rep('R1'));
    expect(single?.zoneRep.get(`${nameOf('zone', ids.zone)}#2`)).toBe(rep('R2'));
    expect(single?.accountRep.get(String(nameOf('account', ids.account)))).toBe(rep(ids.rep));
  });

  it('one that cannot be read leaves a bundle of the inputs, which says so', async () => {
    const before = put('torn/plan.json', '{"schema":"sectorize-plan/1"');
    const bundle = await bundleOf({ ...FILES, from: [dirname(before)] }, settingsOf({}), 9);
    expect(bundle.same).toBeNull();
    expect(bundle.before).toEqual([]);
    expect(bundle.findings.map(([severity, , input]) => [severity, input])).toContainEqual(['error', 'from']);
  });
});
