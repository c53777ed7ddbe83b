// Tours of the demo's plan, from the command line to what verify says of them, and of what is changed in them.

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import { checkTours } from '../../src/app/tours/verify.ts';
import type { VerifyInput } from '../../src/evaluate/verify.ts';
import { BRETAGNE, cellsOf, contents, inputArgs, type Run, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const plan = join(folder, 'plan');
const FAST = ['--effort', 'fast'];
const START = ['--start', '2027-01-04'];
let before: Map<string, string>;
let run: Run;
let small: string[];

/** a small map, some of whose accounts have other visits or hours; its reps cost 44 an hour */
const files = (name: string, layers: Record<string, string>): string[] => {
  const special: Record<string, string> = {
    'A1-1': '12,13:00,13:40,,,a',
    'A1-2': '12,9h,17h30,mon;thu,20,a',
    'B1-1': '12,,,,60,a',
    'B2-1': '12,,,sat-sun,,b',
  };
  const read = (file: string) => readFileSync(resolve('fixtures/tiny', file), 'utf8').trimEnd().split('\n');
  const [head, ...rows] = read('accounts.csv').map(line => line.split(','));
  const accounts = rows.map(cells => [...cells.slice(0, 7), ...(special[cells[0]!] ?? '4,,,,,b').split(',')]);
  const columns = ['opens', 'closes', 'visit_days', 'min_days_between', 'segment'];
  const own = join(folder, `${name}-accounts.csv`);
  writeFileSync(
    own,
    [[...head!.slice(0, 8), ...columns], ...accounts].map(cells => `${cells.join(',')}\n`).join(''),
  );
  const [repHead, ...reps] = read('reps.csv');
  const team = join(folder, `${name}-reps.csv`);
  const withLayers = reps.map(line => `${line},44,${layers[line.slice(0, 2)] ?? ''}\n`);
  writeFileSync(team, `${repHead},cost_per_hour,layer\n${withLayers.join('')}`);
  return inputArgs([own, team, resolve('fixtures/tiny/zones.geojson')]);
};

beforeAll(() => {
  sectorize(['plan', ...inputArgs(), ...FAST, '--no-diagnosis', '--out', plan, '--quiet']);
  before = contents(plan);
  run = sectorize(['tours', plan, ...inputArgs(), ...FAST, ...START]);
  small = files('hours', {});
  sectorize([
    'plan',
    ...small,
    '--measure',
    'potential=90%',
    ...FAST,
    '--out',
    join(folder, 'hours'),
    '--quiet',
  ]);
});

const json = (dir: string) => JSON.parse(readFileSync(join(dir, 'tours.json'), 'utf8'));
const sum = (values: readonly string[]) => values.reduce((total, value) => total + Number(value), 0);

describe('tours of a quarter', () => {
  it('have every visit, and leave who serves whom as it was', () => {
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('All 2,114 visits are planned.');
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const after = contents(plan);
    // figures of travel are those of the tours from now on, and so is what shows them
    expect([...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path)).toEqual([
      ...['costs.csv', 'kpis.json', 'report.html', 'report.md', 'sectors.csv', 'sectors.geojson'],
    ]);
    expect([...after.keys()].filter(path => !before.has(path))).toEqual([
      ...Array.from({ length: 10 }, (_, j) => `calendars/R${String(j + 1).padStart(2, '0')}.ics`),
      ...['frequency.csv', 'tours-today.csv', 'tours.csv', 'tours.geojson', 'tours.json'],
    ]);
  });

  it('are recomputed by verify, and are the same bytes again', () => {
    const verified = sectorize(['verify', plan, ...inputArgs()]);
    expect(verified.code, verified.stdout).toBe(0);
    expect(verified.stdout).toMatch(/ok {3}tours-routes +\d{5}/);
    // of a plan that has tours by now: what its figures were before is taken up, not corrected twice
    const again = join(folder, 'again');
    expect(
      sectorize(['tours', plan, ...inputArgs(), ...FAST, ...START, '--out', again, '--quiet']),
    ).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(contents(again)).toEqual(contents(plan));
  });

  it('add up in every file', () => {
    const rows = cellsOf(join(plan, 'tours.csv'), 'rep_id', 'kind', 'km', 'minutes', 'day');
    const { total } = json(plan);
    expect(sum(rows.map(([, , km]) => km!))).toBeCloseTo(total.km, -1);
    expect(sum(rows.map(([, , , minutes]) => minutes!)) / 60).toBeCloseTo(total.driving_hours, 0);
    const visits = rows.filter(([, kind]) => kind === 'visit').length;
    expect(visits).toBe(total.visits_planned);
    expect(sum(cellsOf(join(plan, 'frequency.csv'), 'planned').flat())).toBe(visits);
    const { features } = JSON.parse(readFileSync(join(plan, 'tours.geojson'), 'utf8'));
    expect(features).toHaveLength(total.days_worked);
    expect(
      sum(features.map((line: { properties: { km: number } }) => String(line.properties.km))),
    ).toBeCloseTo(total.km, -1);
    let events = 0;
    for (const [path, text] of contents(plan)) {
      if (!path.endsWith('.ics')) continue;
      const calendar = new ICAL.Component(ICAL.parse(Buffer.from(text, 'latin1').toString('utf8')));
      const own = calendar.getAllSubcomponents('vevent').map(event => new ICAL.Event(event));
      expect(new Set(own.map(({ uid }) => uid)).size).toBe(own.length);
      expect(
        own.every(
          ({ duration, startDate }) => duration.toSeconds() > 0 && startDate.zone.tzid === 'Europe/Paris',
        ),
      ).toBe(true);
      events += own.length;
    }
    expect(events).toBe(visits);
  });

  it('say nothing untrue that verify would not find', async () => {
    const [accounts, reps, zones] = BRETAGNE as [string, string, string];
    const layers: VerifyInput[] = [];
    await verifyAnyDirectory(plan, { accounts, reps, zones, onRead: input => layers.push(input) });
    const dir = join(folder, 'lies');
    const names = [
      'plan.json',
      'tours.json',
      'tours.csv',
      'tours-today.csv',
      'frequency.csv',
      'tours.geojson',
    ];
    mkdirSync(dir);
    for (const name of [...names, 'calendars'])
      cpSync(join(plan, name), join(dir, name), { recursive: true });
    const lie = async (name: string, edit: (text: string) => string) => {
      const path = join(dir, name);
      const text = readFileSync(path, 'utf8');
      const changed = edit(text);
      expect(changed, `${name} is to be changed`).not.toBe(text);
      writeFileSync(path, changed);
      const checks = await checkTours(dir, layers);
      writeFileSync(path, text);
      return checks
        .filter(({ ok }) => !ok)
        .map(check => `${check.name}: ${check.problems.join('\n')}`)
        .join('\n');
    };
    expect((await checkTours(dir, layers)).filter(({ ok }) => !ok)).toEqual([]);
    /** changes the first row of visits, by the index of a column */
    const cell = (column: number, value: (old: string) => string) => (text: string) => {
      const lines = text.split('\n');
      const at = lines.findIndex(line => line.includes(',visit,'));
      const cells = lines[at]!.split(',');
      cells[column] = value(cells[column]!);
      lines[at] = cells.join(',');
      return lines.join('\n');
    };
    const visit = /\n[^\n]*,visit,[^\n]*/;
    expect(
      await lie(
        'tours.csv',
        cell(17, km => String(Number(km) + 0.1)),
      ),
    ).toContain('tours-routes');
    expect(
      await lie(
        'tours.csv',
        cell(16, minutes => String(Number(minutes) - 1)),
      ),
    ).toContain('tours-routes');
    expect(
      await lie(
        'tours.csv',
        cell(6, () => '7'),
      ),
    ).toContain('sequence is 7');
    expect(
      await lie(
        'tours.csv',
        cell(14, () => '08:31'),
      ),
    ).toContain('begins before');
    expect(
      await lie(
        'tours.csv',
        cell(11, () => '48.5'),
      ),
    ).toContain('is at 48.5');
    expect(
      await lie(
        'tours.csv',
        cell(4, () => '2027-01-05'),
      ),
    ).toContain('another date');
    expect(await lie('tours.csv', text => text.replace(visit, ''))).toContain('visits planned');
    expect(await lie('tours.csv', text => text.replace(/,lunch,/, ',pause,'))).toMatch(
      /rows of another kind|no lunch/,
    );
    // a whole day moved to Easter Monday, and one to another rep
    expect(
      await lie('tours.csv', text =>
        text.replaceAll('R01,Maëlle Corvaizier,1,2027-01-04,1', 'R01,Maëlle Corvaizier,85,2027-03-29,1'),
      ),
    ).toContain('does not work on that day');
    expect(
      await lie('tours.csv', text => text.replaceAll('R01,Maëlle Corvaizier,1,', 'R02,Maëlle Corvaizier,1,')),
    ).toContain("is not one of the rep's");
    const asked = /(,[\d.]+),1,1,0,,,\n/;
    expect(await lie('frequency.csv', text => text.replace(asked, '$1,2,1,1,no-room,,\n'))).toContain(
      '2 visits asked, recomputed 1',
    );
    expect(await lie('frequency.csv', text => text.replace(asked, '$1,1,1,0,too-far,,\n'))).toContain(
      'reason',
    );
    expect(await lie('frequency.csv', text => text.replace(/\n[^\n]*C00017[^\n]*/, ''))).toContain('C00017');
    const figure = (name: string) => (text: string) =>
      text.replace(
        new RegExp(`("${name}": )([\\d.]+)`),
        (_, key: string, value: string) => key + String(Number(value) + 1),
      );
    for (const name of [
      'km',
      'hours',
      'waiting_hours',
      'driving_hours',
      'visits_asked',
      'visits_missing',
      'days_worked',
      'visit_hours',
      'lunch_hours',
      'hours_per_visit',
    ])
      expect(await lie('tours.json', figure(name)), name).toContain(`total: ${name} is`);
    type Tours = ReturnType<typeof JSON.parse>;
    const changed = (edit: (tours: Tours) => void) => (text: string) => {
      const tours = JSON.parse(text);
      edit(tours);
      return JSON.stringify(tours);
    };
    const small: readonly [edit: (tours: Tours) => void, said: string][] = [
      [({ total }) => (total.waiting_hours += 0.001), 'total: waiting_hours is'],
      [({ total }) => (total.per_year.hours -= 0.01), 'total: per_year.hours is'],
      [({ reps }) => (reps[1].hours += 0.001), 'default, R02: hours is'],
      [({ reps }) => (reps[1].rep_name = 'x'), 'the rep is called "x"'],
      [({ reps }) => (reps[1].base[0] += 1e-4), 'R02: the base is at'],
      [({ reps }) => (reps[1].night_minutes = 'x'), 'night_minutes'],
      [({ today }) => (today[1].visits_planned += 1), 'today: default, R02: visits_planned is'],
      [({ today }) => (today[1].driving_hours -= 0.001), 'today: default, R02: driving_hours is'],
      [({ today }) => (today[1].km += 0.001), 'today: default, R02: km is'],
      [({ today }) => delete today[1].nights, 'today: default, R02: nights is'],
      [({ today }) => today.push(today[1]), 'tours.json today: there are 11 reps'],
      [({ made_from }) => made_from.inputs.push(made_from.inputs[0]), 'made_from has an input twice'],
      [tours => delete tours.complete, 'complete is nothing'],
      [({ reps }) => (reps[1].lower_bound_hours = null), 'complete is true'],
      [tours => (tours.layers_without_travel = ['x']), 'layers_without_travel is x'],
      [tours => delete tours.version, 'no version'],
      [({ settings }) => (settings.country = 'BE'), 'country is BE'],
      [({ settings }) => (settings.dayStart = 500), 'departure is'],
      [({ settings }) => (settings.lunch.to = 900), 'lunch on a day that is over by then'],
      [({ settings }) => (settings.weekdays[0] = null), 'settings that cannot be: weekdays'],
      [({ settings }) => delete settings.daysOff, 'settings that cannot be: daysOff'],
      [({ settings }) => (settings.seed = 1.5), 'settings that cannot be: seed'],
    ];
    for (const [edit, said] of small) expect(await lie('tours.json', changed(edit))).toContain(said);
    expect(await lie('tours.json', text => text.replace('"dayMinutes": 480', '"dayMinutes": 400'))).toContain(
      'too long',
    );
    expect(
      await lie('tours.json', text => text.replace('"drivingMinutes": 300', '"drivingMinutes": 60')),
    ).toContain('at the wheel');
    expect(await lie('tours.json', text => text.replace('"spacing": 0.5', '"spacing": 1'))).toContain(
      'days apart',
    );
    expect(
      await lie('tours.json', text =>
        text.replace('"seed": 1', '"seed": 1, "holidays": false').replace('"holidays": true, ', ''),
      ),
    ).toContain('calendar: off');
    expect(
      await lie('tours.json', text => text.replace(/("role": "accounts", "sha256": ")./, '$1x')),
    ).toContain('accounts is another file');
    // the tours of today's sectors, and what the figures of the plan are corrected by
    expect(
      await lie(
        'tours-today.csv',
        cell(17, km => String(Number(km) + 9)),
      ),
    ).toContain('today');
    expect(
      await lie('tours.json', text => text.replace(/("travel_ratio": \{\s*"hours": )[\d.]+/, '$11')),
    ).toContain('travel_ratio of R01, hours: 1,');
    const asBefore = spoiledIn(folder, plan, 'kpis.json', () => before.get('kpis.json')!);
    expect(liesOf(asBefore, BRETAGNE)).toContain('kpis');
    expect(await lie('tours.geojson', text => text.replace(/"km":\d+/, '"km":9'))).toContain('tours.geojson');
    const digit = (text: string) => text.replace(/("driving_hours":\d+\.\d)\d?/, '$1999');
    expect(await lie('tours.geojson', digit)).toContain('driving_hours is');
    expect(
      await lie('calendars/R05.ics', text =>
        text.replace(/DTSTART;TZID=Europe\/Paris:(\d{8}T)\d{6}/, 'DTSTART;TZID=Europe/Paris:$1070000'),
      ),
    ).toContain('no event');
    expect(await lie('plan.json', text => text.replace('"seed": 1', '"seed": 2'))).toContain(
      'another plan.json',
    );
  });
});

describe('the days that reps have, and what they may hold', () => {
  it('keep opening hours, weekdays and distances, and say why not', () => {
    const inputs = small;
    const out = join(folder, 'hours');
    const made = sectorize([
      ...['tours', out, ...inputs, ...FAST, '--lang', 'fr', '--profile', 'excel-fr', '--strict', '--points'],
      ...['--nights', '2', '--night-price', '110', '--lunch', '45 12:00-13:30', '--weekdays', 'lun-jeu'],
    ]);
    expect(made.code, made.stderr).toBe(3);
    expect(made.stderr).toContain("pas d'agendas");
    expect(made.stdout).toContain('ses heures et jours ne rencontrent jamais');
    expect(existsSync(join(out, 'calendars'))).toBe(false);
    const frequency = readFileSync(join(out, 'frequency.csv'), 'utf8');
    expect(frequency).toMatch(/^\ufefflayer;.*\r\n/);
    const reason = (id: string) =>
      new RegExp(`;${id};.*?;\\d+;\\d+;\\d+;\\d+;([a-z-]*)`).exec(frequency)?.[1];
    expect(['A1-1', 'A1-2', 'B1-1', 'B2-1'].map(reason)).toEqual(['too-long', '', 'too-often', 'closed']);
    const verified = sectorize(['verify', out, ...inputs]);
    expect(verified.code, verified.stdout).toBe(0);
    expect(json(out).reps[0].night_minutes).toBe(150);
  });

  it('come from the configuration, over which the command line wins', () => {
    const config = join(folder, 'sectorize.yaml');
    const [a, r, z] = BRETAGNE;
    writeFileSync(
      config,
      `accounts: ${a}\nreps: ${r}\nzones: ${z}\ntours:\n  period: week\n  part: 3\n  start: 2027-01-18\n  day_length: 7h\n  days_off: [2027-01-20]\n`,
    );
    const out = join(folder, 'week');
    const made = sectorize([
      'tours',
      plan,
      '--config',
      config,
      ...FAST,
      '--day-length',
      '9h',
      '--out',
      out,
      '--json',
    ]);
    expect(made.code, made.stderr).toBe(0);
    const { settings, calendar, total } = JSON.parse(made.stdout);
    expect(settings).toMatchObject({ period: 'week', dayMinutes: 540, daysOff: ['2027-01-20'] });
    expect(calendar).toEqual({
      weeks: 1,
      part: 3,
      first: '2027-01-18',
      last: '2027-01-24',
      off: ['2027-01-20'],
    });
    expect(total.visits_asked).toBeGreaterThan(140);
    expect(sectorize(['verify', out, '--config', config]).code).toBe(0);
  });

  it('are shared by the layers of one person', () => {
    const layered = join(folder, 'layered');
    const inputs = files('layers', { R1: 'special:40%|field:60%', R2: 'field', R3: 'field', R4: 'key' });
    const config = join(folder, 'layers.yaml');
    writeFileSync(
      config,
      `measures: {potential: 90%}
layers:
  - {name: special, where: {segment: a}}
  - {name: field}
  - {name: key, overlay: yes, where: {potential: ">=60"}, revenue_share: 40%, visits_share: 50%}
`,
    );
    sectorize(['plan', '--config', config, ...inputs, ...FAST, '--out', layered, '--quiet']);
    const made = sectorize(['tours', layered, ...inputs, ...FAST, ...START]);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stderr).toContain('figures of a plan with layers stay those of the approximation');
    const rows = cellsOf(join(layered, 'tours.csv'), 'layer', 'rep_id', 'day');
    const of = (layer: string) =>
      new Set(rows.filter(([name, rep]) => name === layer && rep === 'R1').map(([, , day]) => day));
    expect(of('special').size).toBeGreaterThan(0);
    expect(of('field').size).toBeGreaterThan(0);
    expect([...of('special')].filter(day => of('field').has(day))).toEqual([]);
    expect(rows.some(([layer, rep]) => layer === 'key' && rep === 'R4')).toBe(true);
    expect(existsSync(join(layered, 'calendars/R1.ics'))).toBe(true);
    const { stdout } = sectorize(['verify', layered, ...inputs]);
    expect(stdout).toMatch(/ok {3}tours-visits/);
    expect(stdout).not.toContain('FAIL tours');
  });
});

describe('what tours refuse', () => {
  it('is written nowhere, with what to do', () => {
    const refused = (...args: string[]) => {
      const { code, stderr } = sectorize(['tours', ...args]);
      expect(code, stderr).toBe(2);
      return stderr;
    };
    expect(refused(plan, ...inputArgs(), '--part', '5')).toContain('from 1 to 4');
    expect(refused(plan, ...inputArgs(), '--day-off', '2027-01-05')).toContain('--start');
    expect(refused(plan, ...inputArgs(), '--start', 'monday')).toContain('2027-01-04');
    expect(refused(plan, ...inputArgs(), '--day-start', '20:00')).toContain('midnight');
    const other = join(folder, 'other.csv');
    writeFileSync(other, readFileSync(BRETAGNE[0]!, 'utf8').replace('23590', '23591'));
    expect(refused(plan, ...inputArgs([other, ...BRETAGNE.slice(1)]))).toContain(
      'the inputs that the plan was made from',
    );
    const zones = join(folder, 'zones-only');
    sectorize(['plan', ...small.slice(2), '--measure', 'population=90%', ...FAST, '--out', zones, '--quiet']);
    expect(refused(zones, ...small.slice(2))).toContain('with accounts');
    const approved = join(folder, 'approved');
    const made = sectorize(['tours', join(folder, 'hours'), ...small, ...FAST, '--out', approved, '--quiet']);
    expect(made.code, made.stderr).toBe(0);
    expect(sectorize(['approve', approved, ...small, '--by', 'A', '--on', '2027-01-02']).code).toBe(0);
    expect(refused(approved, ...small)).toContain('approved');
    // what was decided about the plan changes nothing that the tours were made from
    expect(sectorize(['verify', approved, ...small]).code).toBe(0);
  });
});
