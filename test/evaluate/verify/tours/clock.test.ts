// Days by hand: when the rep leaves, and where lunch is.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import { checkClock, type Leg } from '../../../../src/evaluate/verify/tours/clock.ts';
import type { TourRow } from '../../../../src/evaluate/verify/tours/rows.ts';
import type { TourRules } from '../../../../src/evaluate/verify/tours/rules.ts';

const RULES = { dayStart: 510, lunch: null } as TourRules;
const LUNCH = { ...RULES, lunch: { minutes: 60, from: 720, to: 840 } };

type Times = Partial<Pick<TourRow, 'arrival' | 'begin' | 'departure'>>;
const row = (kind: string, times: Times): TourRow => ({
  ...{ kind, account: '', name: '', city: '', sequence: 0, lat: 0, lon: 0, minutes: 0, km: 0 },
  ...{ arrival: Number.NaN, begin: Number.NaN, departure: Number.NaN },
  ...times,
});
const visit = (arrival: number, begin: number, departure: number) =>
  row('visit', { arrival, begin, departure });
const start = (departure: number) => row('start', { departure });
const lunch = (begin: number) => row('lunch', { begin, departure: begin + 60 });
const end = (arrival: number) => row('end', { arrival });

/** Drives of half an hour and a bit, visits of an hour. */
function said(rows: readonly TourRow[], rules: TourRules, hours: readonly (readonly [number, number])[]) {
  const stops = rows.filter(({ kind }) => kind === 'visit' || kind === 'end');
  const legs = stops.map((own, i): Leg => {
    const [opens, closes] = hours[i] ?? [0, Number.POSITIVE_INFINITY];
    return { drive: 30.25, opens, closes, service: own.kind === 'visit' ? 60 : 0, row: own };
  });
  const check = newCheck('clock');
  const length = checkClock('a day', rows, legs, rules, check);
  return { length, problems: check.result().problems };
}

describe('the hours of a day', () => {
  it('begin at the start where nobody waits', () => {
    const day = [start(510), visit(540, 540, 600), end(630)];
    expect(said(day, RULES, [])).toEqual({ length: 120.5, problems: [] });
    // four minutes of a break on the way home
    expect(said([...day.slice(0, 2), end(634)], RULES, []).problems).toHaveLength(1);
  });

  it('begin as late as the first account opens, but for one that closes before', () => {
    const day = [start(570), visit(600, 600, 660), end(690)];
    expect(said(day, RULES, [[600, 1440]])).toEqual({ length: 120.5, problems: [] });
    expect(said([start(510), visit(540, 600, 660), end(690)], RULES, [[600, 1440]]).problems).not.toEqual([]);
    const hours = [
      [0, 620],
      [700, 1440],
    ] as const;
    const both = [start(530), visit(560, 560, 620), visit(650, 700, 760), end(790)];
    expect(said(both, RULES, hours)).toEqual({ length: 260.5, problems: [] });
  });

  it('have lunch on days that go on, where it makes them shortest', () => {
    const four = [visit(540, 540, 600), visit(631, 631, 691), visit(781, 781, 841), visit(871, 871, 931)];
    const day = [start(510), ...four.slice(0, 2), lunch(721), ...four.slice(2), end(961)];
    expect(said(day, LUNCH, []).problems).toEqual([]);
    expect(said(day, LUNCH, []).length).toBeCloseTo(451.25);
    // one leg earlier it means waiting for noon
    const early = [
      ...[start(510), visit(540, 540, 600), lunch(720), visit(780, 780, 840)],
      ...[visit(870, 870, 930), visit(961, 961, 1021), end(1051)],
    ];
    expect(said(early, LUNCH, []).problems).not.toEqual([]);
    const without = [start(510), ...four.slice(0, 2), visit(721, 721, 781), visit(811, 811, 871), end(901)];
    expect(said(without, LUNCH, []).problems).toContain('tours.csv: a day: no lunch');
    const short = [start(510), visit(540, 540, 600), lunch(720), end(780)];
    expect(said(short, LUNCH, []).problems.join()).toContain('lunch on a day that is over by then');
  });
});
