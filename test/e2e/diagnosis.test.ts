// Inputs that no plan can satisfy, made of the bundled map: each is diagnosed, and every change that is proposed is
// made in the files or on the command line, and leads to a plan that keeps all its promises.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import type { ConflictRule, Diagnosis, Relaxation } from '../../src/model/diagnosis.ts';
import { BRETAGNE, sectorize, temporaryFolder } from './cli.ts';

type Rows = Record<string, string>[];
interface Inputs {
  readonly accounts: Rows;
  readonly reps: Rows;
  readonly options: readonly string[];
}

const folder = temporaryFolder();
const read = (path: string): Rows => parse(readFileSync(path, 'utf8'), { columns: true });
const [accounts, reps] = [read(BRETAGNE[0] as string), read(BRETAGNE[1] as string)];

function plan(name: string, inputs: Inputs) {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  const files = ['accounts', 'reps'].map(role => join(home, `${role}.csv`));
  writeFileSync(files[0] as string, stringify(inputs.accounts, { header: true }));
  writeFileSync(files[1] as string, stringify(inputs.reps, { header: true }));
  const out = join(home, 'plan');
  const paths = ['--accounts', files[0], '--reps', files[1], '--zones', BRETAGNE[2]] as string[];
  const run = sectorize([
    'plan',
    ...paths,
    ...inputs.options,
    '--effort',
    'fast',
    '--lang',
    'en',
    '--out',
    out,
  ]);
  const kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
  return { ...run, out, paths, diagnosis: kpis.diagnosis as Diagnosis | null };
}

const SEGMENTS = [...new Set(accounts.map(row => row.segment as string))].sort();
const SLA = 65;

function writeLimits(file: string, minutes: (segment: string) => number): string {
  const lines = SEGMENTS.map(segment => `  ${JSON.stringify(segment)}: ${minutes(segment)}\n`);
  writeFileSync(file, `sla_minutes_by_segment:\n${lines.join('')}`);
  return file;
}

/** The inputs after the change, made as its words say. */
function changed({ accounts, reps, options }: Inputs, one: Relaxation): Inputs {
  const rep = (id: string, change: (row: Record<string, string>) => Record<string, string>): Rows =>
    reps.map(row => (row.id === id ? { ...row, ...change(row) } : row));
  switch (one.change) {
    case 'tolerance': {
      const other = ['potential', 'workload'].filter(name => !one.measures.some(m => m.measure === name));
      const given = [...one.measures.map(m => `${m.measure}=${m.to}`), ...other.map(name => `${name}=0.1`)];
      return { accounts, reps, options: [...options, ...given.flatMap(text => ['--measure', text])] };
    }
    case 'target': {
      const columns = [...new Set(one.targets.map(({ measure }) => `target_${measure}`))];
      const blank = Object.fromEntries(columns.map(column => [column, '']));
      const own = reps.map(row => {
        const mine = one.targets.filter(target => target.rep === row.id);
        return {
          ...row,
          ...blank,
          ...Object.fromEntries(mine.map(t => [`target_${t.measure}`, String(t.to)])),
        };
      });
      return { accounts, reps: own, options };
    }
    case 'allow':
      return {
        // an account may keep a rep away, too
        accounts: accounts.map(row =>
          one.column === 'excluded_accounts' && one.values.includes(row.id as string)
            ? { ...row, excluded_reps: '' }
            : row,
        ),
        reps: rep(one.rep, row => {
          const entries = (row[one.column] as string).split(';').filter(entry => entry !== '');
          const now =
            one.column === 'excluded_zones' || one.column === 'excluded_accounts'
              ? entries.filter(entry => !one.values.includes(entry))
              : [...entries, ...one.values];
          return { [one.column]: now.join(';') };
        }),
        options,
      };
    case 'budget':
      return { accounts, reps, options: [...options, '--budget', `${one.resource}=${one.to}`] };
    case 'travel':
      return { accounts, reps: rep(one.rep, () => ({ max_travel_minutes: String(one.to) })), options };
    case 'unlock': {
      const free = new Set(one.accounts);
      return {
        accounts: accounts.map(row => (free.has(row.id as string) ? { ...row, locked: '' } : row)),
        reps,
        options,
      };
    }
    case 'lift': {
      const without = (cell: string) => cell.split(';').filter(entry => !one.values.includes(entry));
      const own = rep(one.rep, row => ({
        exclusive_zones: without(row.exclusive_zones as string).join(';'),
        ...(one.stays ? { allowed_zones: [row.allowed_zones, ...one.values].join(';') } : {}),
      }));
      return { accounts, reps: own, options };
    }
    case 'sla': {
      const file = join(folder, 'sla.yaml');
      const raised = new Map(one.segments.map(({ segment, to }) => [segment, to]));
      writeLimits(file, segment => raised.get(segment) ?? SLA);
      return { accounts, reps, options: ['--config', file] };
    }
    case 'limit':
      return { accounts, reps, options: [`--${one.side}-${one.of}`, String(one.to)] };
    case 'may_cut':
      return {
        accounts,
        reps,
        options: [...options, '--may-cut', [...one.already, ...one.areas].join(',')],
      };
    case 'max_moved':
      return { accounts, reps, options: ['--max-moved', `${one.to}:revenue`] };
  }
}

const largest = [...accounts].sort((a, b) => Number(b.potential) - Number(a.potential)).slice(0, 60);
const heavy = new Set(largest.map(({ id }) => id));

/** The accounts that R07 (Quimper) is kept from: all but those at home. */
function isKept({ postal_code, rep_id, locked }: Record<string, string>): boolean {
  return postal_code !== '29000' && !(locked !== '' && rep_id === 'R07');
}

function byItself({ id }: Record<string, string>): boolean {
  return Number((id as string).at(-1)) % 2 === 0;
}

const CASES: readonly (readonly [
  string,
  Inputs,
  readonly ConflictRule[],
  readonly Relaxation['change'][],
])[] = [
  [
    'a rep whose area is too poor',
    {
      accounts,
      reps: reps.map(row => ({ ...row, allowed_zones: row.id === 'R03' ? '353' : '' })),
      options: [],
    },
    [
      { rule: 'balance', rep: 'R03', measure: 'workload', side: 'least' },
      { rule: 'eligibility', rep: 'R03', column: 'allowed_zones' },
    ],
    ['allow', 'target'],
  ],
  [
    'a rep who is to keep more than a share',
    {
      accounts: accounts.map(row => (heavy.has(row.id) ? { ...row, rep_id: 'R02', locked: 'oui' } : row)),
      reps,
      options: [],
    },
    [
      { rule: 'balance', rep: 'R02', measure: 'potential', side: 'most' },
      { rule: 'locked', rep: 'R02', accounts: 65 },
    ],
    ['unlock', 'target'],
  ],
  [
    'fewer may change hands than whole zones allow',
    { accounts, reps, options: ['--max-moved', '0.01:revenue'] },
    [{ rule: 'max_moved' }],
    ['max_moved'],
  ],
  [
    'a partner to whom too much is exclusive',
    {
      accounts: accounts.map(row => ({ ...row, sla_minutes: '' })),
      reps: reps.map(row => ({
        ...row,
        exclusive_zones: row.id === 'R10' ? 'department=56' : '',
        allowed_zones: row.id === 'R10' ? 'department=35' : '',
      })),
      options: [],
    },
    [
      // either is too much already
      { rule: 'balance', rep: 'R10', measure: expect.stringMatching(/^(potential|workload)$/), side: 'most' },
      { rule: 'eligibility', rep: 'R10', column: 'exclusive_zones' },
    ],
    ['lift', 'target'],
  ],
  [
    'a rep who is kept from nearly all accounts, by its own list or theirs',
    {
      accounts: accounts.map(row => ({ ...row, excluded_reps: isKept(row) && byItself(row) ? 'R07' : '' })),
      reps: reps.map(row => {
        const kept = accounts.filter(one => isKept(one) && !byItself(one)).map(({ id }) => id);
        return { ...row, excluded_accounts: row.id === 'R07' ? kept.join(';') : '' };
      }),
      options: [],
    },
    [
      { rule: 'balance', rep: 'R07', measure: 'potential', side: 'least' },
      { rule: 'eligibility', rep: 'R07', column: 'excluded_accounts' },
    ],
    ['allow', 'target'],
  ],
  [
    'a rep with more to do than can be reached in time',
    {
      accounts: accounts.map(row => ({ ...row, sla_minutes: '' })),
      reps: reps.map(row => ({ ...row, fte: row.id === 'R05' ? '2.4' : (row.fte as string) })),
      options: ['--config', writeLimits(join(folder, 'before.yaml'), () => SLA)],
    },
    [
      { rule: 'balance', rep: 'R05', measure: 'workload', side: 'least' },
      { rule: 'eligibility', rep: 'R05', column: 'sla_minutes' },
    ],
    ['sla', 'target'],
  ],
];

describe('an impossible balance', () => {
  it.each(CASES)('%s', { timeout: 300_000 }, (name, inputs, conflict, changes) => {
    const before = plan(name.replaceAll(' ', '-'), inputs);
    expect(before.code).toBe(3);
    const diagnosis = before.diagnosis as Diagnosis;
    expect(diagnosis.possible_on_paper).toBe(false);
    expect(diagnosis.minimal).toBe(true);
    expect(diagnosis.conflict).toEqual(conflict);
    const found = diagnosis.relaxations.map(({ change }) => change);
    for (const change of changes) expect(found).toContain(change);
    const costs = diagnosis.relaxations.map(one => one.objective_change);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    // what is proposed is said, in the terminal and in the report
    const report = readFileSync(join(before.out, 'report.md'), 'utf8');
    for (const text of [before.stdout, report]) expect(text).toMatch(/contradict each other|one rule alone/);
    expect(before.stdout.match(/than this plan|as much as this plan/g)).toHaveLength(costs.length);

    for (const one of diagnosis.relaxations) {
      const after = plan(`${name}-${one.change}`.replaceAll(' ', '-'), changed(inputs, one));
      expect(after.stderr, one.change).not.toContain('error');
      expect(after.code, `${one.change}: ${after.stdout}`).toBe(0);
      expect(after.diagnosis).toBeNull();
    }
  });

  const onPaper: readonly (readonly [string, Inputs, Relaxation['change']])[] = [
    [
      'areas kept whole that three sectors cannot share evenly',
      {
        accounts: accounts.map(row => ({ ...row, sla_minutes: '', locked: '' })),
        reps: reps.filter(({ id }) => ['R01', 'R06', 'R09'].includes(id as string)),
        options: ['--keep-together', 'department', '--measure', 'potential=0.1'],
      },
      'may_cut',
    ],
    [
      'too few accounts for the largest of them',
      { accounts, reps, options: ['--max-accounts', '162'] },
      'limit',
    ],
  ];

  it.each(onPaper)('%s: possible on paper only', { timeout: 300_000 }, (name, inputs, change) => {
    const before = plan(name.replaceAll(' ', '-'), inputs);
    expect(before.code).toBe(3);
    expect(before.diagnosis?.possible_on_paper).toBe(true);
    const found = before.diagnosis?.relaxations ?? [];
    expect(found.map(one => one.change)).toContain(change);
    for (const one of found.filter(relaxation => relaxation.change === change)) {
      const after = plan(`${name}-${one.change}`.replaceAll(' ', '-'), changed(inputs, one));
      expect(after.code, `${one.change}: ${after.stdout}`).toBe(0);
    }
  });

  it('is not looked for where every promise is kept', () => {
    const { code, diagnosis, stdout } = plan('kept', { accounts, reps, options: [] });
    expect(code).toBe(0);
    expect(diagnosis).toBeNull();
    expect(stdout).not.toContain('what would help');
  });
});
