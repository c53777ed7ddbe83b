// The plans of test/properties/plan-mutations and two more, made in this process from the sources: what mutation testing can
// see. Those of a folder that SMALL_PLANS names are copied instead: mutants of verify need none of their own.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import { buildProgram } from '../../src/cli/main.ts';
import { CASES, makeCases, type PlanCase, type Run } from '../properties/plan-mutations/cases.ts';
import { MORE_PLANS, makeMore } from './more.ts';

export const SMALL_PLANS = [...CASES, 'full', 'zones'] as const;
export const ALL_PLANS = [...SMALL_PLANS, ...MORE_PLANS] as const;
export type SmallPlan = (typeof ALL_PLANS)[number];

const here: Run = async (...args) => {
  const before = process.exitCode;
  const effort = args[0] === 'plan' && !args.includes('--effort') ? ['--effort', 'fast'] : [];
  try {
    const lang = args.includes('--lang') ? [] : ['--lang', 'en'];
    await buildProgram().parseAsync(['node', 'sectorize', ...args, ...effort, '--quiet', ...lang]);
  } finally {
    // promises that are not met are told by it
    process.exitCode = before;
  }
};

/** What a command writes to standard output. */
export async function answer(...args: readonly string[]): Promise<string> {
  const { write } = process.stdout;
  const parts: string[] = [];
  process.stdout.write = ((part: string | Uint8Array, ...more: unknown[]) => {
    parts.push(typeof part === 'string' ? part : Buffer.from(part).toString());
    const done = more.find(one => typeof one === 'function') as (() => void) | undefined;
    done?.();
    return true;
  }) as typeof write;
  try {
    await buildProgram().parseAsync(['node', 'sectorize', ...args, '--lang', 'en']);
  } finally {
    process.stdout.write = write;
  }
  return parts.join('');
}

/** The plan, made anew below a folder that exists. */
export const makeSmallPlan = (folder: string, name: SmallPlan): Promise<PlanCase> => make(folder, name, here);

/** The plan, copied where there is one. */
export async function openSmallPlan(folder: string, name: SmallPlan): Promise<PlanCase> {
  const { SMALL_PLANS: made } = process.env;
  if (made === undefined) return makeSmallPlan(folder, name);
  cpSync(join(made, name), folder, { recursive: true });
  return make(folder, name, () => {});
}

async function make(folder: string, name: SmallPlan, run: Run): Promise<PlanCase> {
  if (name === 'full') return full(folder, run);
  if (name === 'zones') return zonesAlone(folder, run);
  const more = MORE_PLANS.find(one => one === name);
  if (more) return makeMore(folder, more, run);
  return (await makeCases(folder, [name as (typeof CASES)[number]], run))[0] as PlanCase;
}

const tiny = (name: string) => resolve('fixtures/tiny', name);
const widened = (name: string, columns: string, cells: (row: number) => readonly (string | number)[]) => {
  const [head, ...rows] = readFileSync(tiny(name), 'utf8').trimEnd().split('\n');
  return `${[`${head},${columns}`, ...rows.map((row, r) => `${row},${cells(r).join(',')}`)].join('\n')}\n`;
};

async function zonesAlone(folder: string, run: Run): Promise<PlanCase> {
  const dir = join(folder, 'plan');
  const files = { reps: tiny('reps.csv'), zones: tiny('zones.geojson') };
  const given = ['--reps', files.reps, '--zones', files.zones];
  await run('plan', ...given, '--measure', 'population=40%', '--exact', '--out', dir);
  return { name: 'zones', dir, verify: () => verifyAnyDirectory(dir, files) };
}

/** Every rule and price that a configuration can have beside those of the other plans. */
async function full(folder: string, run: Run): Promise<PlanCase> {
  const own = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const files = {
    accounts: own(
      'accounts.csv',
      widened(
        'accounts.csv',
        'segment,group_id,excluded_reps,strategic,rep_since,sla_minutes,locked,visit_minutes',
        r => [
          ...['abbc'[r % 4] as string, r === 4 || r === 6 ? 'G1' : '', r === 3 ? 'R4' : ''],
          ...[r % 7 === 0 ? 'x' : '', `20${15 + (r % 11)}-0${1 + (r % 9)}-05`],
          ...[r === 4 ? 90 : '', r === 9 ? 1 : '', r % 3 === 0 ? 45 : ''],
        ],
      ),
    ),
    reps: own(
      'reps.csv',
      widened(
        'reps.csv',
        'cost_per_hour,cost_per_km,vehicle,seniority,hired,left,presence,exclusive_zones,excluded_accounts,max_travel_minutes,segments,productivity',
        r => TEAM[r] as readonly string[],
      ),
    ),
    zones: own('zones.geojson', readFileSync(tiny('zones.geojson'), 'utf8')),
    overrides: own('decided.csv', DECIDED),
  };
  const dir = join(folder, 'full', 'plan');
  mkdirSync(join(folder, 'full'), { recursive: true });
  await run('plan', '--config', own('sectorize.yaml', CONFIGURATION), '--out', dir);
  return { name: 'full', dir, verify: () => verifyAnyDirectory(dir, files) };
}

const TEAM = [
  ['40', '0.4', 'electric', 'junior', '2027-02', '', '', '', '', '', '', ''],
  ['41', '', '', 'senior', '', '2027-11-15', '', 'A4', '', '', '', '1.1'],
  ['42', '0.5', 'Kangoo', 'junior', '2026-11-10', '', '2027-06:50%', '', 'A1-1', '', '', '0.9'],
  ['38', '0.6', 'diesel', '', '', '', '', '', '', '200', 'a|b|c', ''],
];

const DECIDED = `zone_id,account_id,rep_id,author,reason,date
B3,,R2,Ana,asked for,2026-12-01
,C1-2,R3,Ana,knows them,2026-12-02
`;

const CONFIGURATION = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
overrides: decided.csv
measures: {potential: 60%, workload: 80%}
stickiness: 0.5
max_moved: 80%:revenue
budgets:
  - {name: juniors, team: {seniority: junior}, resource: km, at_most: 700, price: 0.01}
  - {resource: travel_hours, at_most: 900}
  - {name: two, team: [R1, R4], resource: cost, at_most: 2500, price: 0.001}
quota: {total: 100000, by: {potential: 60%, revenue: 40%}}
vehicles: {electric: {g_co2_per_km: 20, cost_per_km: 0.2}, Kangoo: {g_co2_per_km: 150}}
default_vehicle: diesel
period: {from: 2027-01, months: 12}
ramp_up: [50%, 75%]
productivity_by_segment: {junior: {a: 80%}}
visit_minutes_by_segment: {b: 30}
sla_minutes_by_segment: {c: 300}
groups: one-rep
hand_over:
  hours_per_1000_revenue: 5
  by_years_held: [{years: 0, factor: 0.5}, {years: 5, factor: 2}]
  as_of: 2027-01-01
keep_together: {department: {price: 3, except: [Sud]}}
min_accounts: 3
max_zones: 9
`;
