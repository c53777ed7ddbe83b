import { expect, it } from 'vitest';
import { seniorityIssues } from '../../src/app/seniority-issues.ts';
import type { Rep } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import { type AccountSpec, gridZones, makeAccounts, makeRep } from '../model/world.ts';

const zones = gridZones(1, 2);
const period = { from: '2027-01', months: 12 };

function told(reps: readonly Rep[], more: Partial<Settings>, accounts: readonly AccountSpec[] | null = []) {
  const placed = {
    reps: { file: 'reps.csv', rowsRead: reps.length, list: reps },
    accounts: accounts && makeAccounts(accounts, zones),
  };
  return seniorityIssues(placed, { ...DEFAULT_SETTINGS, ...more }, false).map(
    ({ severity, code, file, line, column, found }) =>
      `${severity} ${code} ${file}:${line}:${column}: ${found}`,
  );
}

it('says what the FTE of everyone counts who is not there all the time', () => {
  const settings = { period, rampUp: [0.25, 0.5, 0.75] };
  const reps = [
    makeRep('R1', { hired: '2027-04' }),
    makeRep('R2', { hired: '2019-01' }),
    makeRep('R3', {
      fte: 0.8,
      left: '2027-06',
      presence: new Map([
        ['2027-05', 0.5],
        ['2028-05', 0],
      ]),
    }),
  ];
  expect(told(reps, settings)).toEqual([
    'info rep-presence reps.csv:2:hired: rep R1: 1 FTE counts 0.63 from 2027-01 to 2027-12 (hired 2027-04)',
    'warning outside-period reps.csv:2:presence: rep R3: 2028-05',
    'info rep-presence reps.csv:2:left: rep R3: 0.8 FTE counts 0.37 from 2027-01 to 2027-12 (left 2027-06, part-time months)',
  ]);
  expect(told(reps, {})).toEqual([]);
});

it('stops for a rep who is never there', () => {
  const reps = [makeRep('R1', { hired: '2028-01-01' }), makeRep('R2', { left: '2026-12' })];
  expect(told(reps, { period })).toEqual([
    'error absent-rep reps.csv:2:hired: rep R1, who is not there at all from 2027-01 to 2027-12 (hired 2028-01-01)',
    'error absent-rep reps.csv:2:left: rep R2, who is not there at all from 2027-01 to 2027-12 (left 2026-12)',
  ]);
});

it('says which policies meet nobody', () => {
  const reps = [makeRep('R1', { seniority: 'junior', segmentProductivity: new Map([['helth', 0.7]]) })];
  const accounts = [
    { zone: 0, segment: 'health', minutes: 30 },
    { zone: 0, segment: 'shops' },
  ];
  const settings: Partial<Settings> = {
    rampUp: [0.5],
    visitMinutesBySegment: { health: 90, shops: 30, farms: 10 },
    productivityBySegment: { junior: { health: 0.7, mines: 2 }, Senior: { shops: 1.1 } },
  };
  expect(told(reps, settings, accounts)).toEqual([
    'info no-period ramp_up:null:null: a ramp-up, but no period to plan',
    'warning idle-policy visit_minutes_by_segment:null:null: farms: no segment of any account',
    'warning idle-policy visit_minutes_by_segment:null:null: health: no account without its own visit_minutes',
    'warning idle-policy productivity_by_segment:null:null: Senior: no seniority of any rep',
    'warning idle-policy productivity_by_segment:null:null: mines: no segment of any account',
    'warning idle-policy reps.csv:null:productivity:helth: helth: no segment of any account',
  ]);
  expect(told([makeRep('R1')], {}, null)).toEqual([]);
});
