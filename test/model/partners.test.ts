import { describe, expect, it } from 'vitest';
import { eligibilityOf } from '../../src/model/eligibility.ts';
import type { Rep } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { slaLimits } from '../../src/model/sla.ts';
import { type AccountSpec, flatTravel, gridZones, makeAccounts, makeContext, makeRep } from './world.ts';

// z000 z001 | z002 z003: west and east
const zones = gridZones(1, 4);

function judge(patches: readonly Partial<Rep>[], accounts: readonly AccountSpec[] = [], sla = {}) {
  const reps = patches.map((patch, j) => makeRep(`R${j + 1}`, { line: j + 2, ...patch }));
  const settings = { ...DEFAULT_SETTINGS, measures: [], slaMinutesBySegment: sla };
  const context = makeContext(zones, accounts, reps, { settings });
  const at = (lon: boolean) => Float64Array.from(reps, rep => (lon ? rep.lon : rep.lat));
  const { broken, issues } = eligibilityOf(context, { lat: at(false), lon: at(true) }, flatTravel);
  const k = reps.length;
  return {
    issues,
    said: issues.map(({ severity, code, line, found }) => `${severity} ${code} ${line}: ${found}`),
    /** zones of each rep, by their last digit */
    zones: reps.map((_, j) => [0, 1, 2, 3].filter(i => broken[i * k + j] === 0).join('')),
  };
}

describe('exclusive areas', () => {
  it('are closed to the others, and need not be allowed as well', () => {
    expect(judge([{ exclusiveZones: ['W'] }, {}, {}]).zones).toEqual(['0123', '23', '23']);
    expect(judge([{ exclusiveZones: ['W'], allowedZones: ['z002'] }, {}]).zones).toEqual(['012', '23']);
  });

  it('have holes where their rep is excluded', () => {
    expect(judge([{ exclusiveZones: ['W'], excludedZones: ['z000'] }, {}]).zones).toEqual(['123', '023']);
  });

  it('may be shared, which is said: quietly when both name the same area', () => {
    const same = judge([{ exclusiveZones: ['W'] }, { exclusiveZones: ['W'] }, {}]);
    expect(same.zones).toEqual(['0123', '0123', '23']);
    expect(same.said).toEqual([
      'info exclusive-overlap 3: 2 zones exclusive to both R1 and R2, such as z000',
    ]);
    const slip = judge([{ exclusiveZones: ['W'] }, { exclusiveZones: ['z001', 'z002'] }, {}]);
    expect(slip.zones).toEqual(['013', '123', '3']);
    expect(slip.said).toEqual([
      'warning exclusive-overlap 3: 1 zone exclusive to both R1 and R2, such as z001',
    ]);
  });

  it('that nobody can serve are named with their rule', () => {
    const { issues } = judge(
      [{ exclusiveZones: ['z003'], segments: ['a'] }, {}],
      [
        { zone: 3, segment: 'b' },
        { zone: 0, segment: 'a' },
      ],
    );
    expect(issues[0]?.code).toBe('no-eligible-rep');
    expect(issues[0]?.found).toContain('segments excludes 1 of 2, exclusive_zones excludes 1 of 2');
  });

  it('and partners without any area are said', () => {
    expect(judge([{ exclusiveZones: ['Q'], kind: 'partner' }, { kind: 'partner' }]).said).toEqual([
      'warning idle-rule 2: rep R1: Q: no zone, prefix of one, or parent area',
      'info partner-without-area 3: partner R2 without an area',
    ]);
  });
});

describe('excluded accounts', () => {
  const accounts: AccountSpec[] = [
    { zone: 0, group: 'g' },
    { zone: 1, excluded: ['partners'] },
    { zone: 2, excluded: ['R2', 'R9'] },
    { zone: 3, excluded: ['R1'], rep: 'R2', locked: true },
  ];

  it('keep their zones from the rep, unless they are locked to another', () => {
    const { zones: of, said } = judge([{ kind: 'partner', excludedAccounts: ['g', 'a77'] }, {}], accounts);
    expect(of).toEqual(['23', '013']);
    expect(said).toEqual([
      'warning idle-rule 4: 1 account excludes R9: no rep R9',
      'warning idle-rule 2: rep R1: a77: no account that is planned, nor group of one',
      'info partner-without-area 2: partner R1 without an area',
    ]);
  });

  it('say when there is no partner whom they exclude', () => {
    expect(judge([{}, {}], [{ zone: 0, excluded: ['partners'] }]).said).toEqual([
      'warning idle-rule 2: 1 account excludes partners: no rep is a partner (column kind)',
    ]);
  });

  it('cannot be locked to the rep whom they exclude', () => {
    const { said } = judge([{}, {}], [{ zone: 0, excluded: ['R1'], rep: 'R1', locked: true }]);
    expect(said).toEqual([
      'error locked-to-excluded 2: account a000, locked to rep R1, who may not serve it (excluded_accounts)',
    ]);
  });
});

describe('service levels by segment', () => {
  it('hold where the account says nothing itself', () => {
    const accounts: AccountSpec[] = [
      { zone: 1, segment: 'a' },
      { zone: 2, segment: 'a', sla: 25 },
      { zone: 3, segment: 'b' },
    ];
    expect(judge([{}, { lon: 0.3 }], accounts, { a: 15 }).zones).toEqual(['0123', '023']);
    expect(judge([{}, { lon: 0.3 }], accounts, { c: 15 }).said).toEqual([
      'warning idle-rule null: c: no segment of any account',
    ]);
  });

  it('take segments for what they are called, whatever that is', () => {
    const accounts = makeAccounts([{ zone: 0, segment: 'toString' }], zones);
    const settings = { ...DEFAULT_SETTINGS, slaMinutesBySegment: { a: 15 } };
    expect([...(slaLimits(accounts, settings) ?? [])]).toEqual([Number.NaN]);
  });
});
