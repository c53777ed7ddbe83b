import { describe, expect, it } from 'vitest';
import { parseHours, parseLunch, parseNightPrice, parseTime, parseWeekdays } from '../../src/io/clock.ts';

describe('times and days as people write them', () => {
  it.each([
    ['09:00', 540],
    ['9h', 540],
    ['9h30', 570],
    ['9 h 05', 545],
    ['17.30', 1050],
    ['8', 480],
    ['09:15:00', 555],
    ['24:00', 1440],
    ['24:30', null],
    ['9:60', null],
    ['morning', null],
    ['', null],
  ])('%s is %s minutes after midnight', (text, minutes) => expect(parseTime(text)).toBe(minutes));

  it.each([
    ['8', 480],
    ['7h30', 450],
    ['7,5 h', 450],
    ['4:30', 270],
    ['270 min', 270],
    ['long', null],
  ])('%s lasts %s minutes', (text, minutes) => expect(parseHours(text)).toBe(minutes));

  it.each([
    ['mon-fri', [0, 1, 2, 3, 4]],
    ['lundi au jeudi', [0, 1, 2, 3]],
    ['lun,mar', [0, 1]],
    ['ma me je', [1, 2, 3]],
    ['Tue; Thu', [1, 3]],
    ['1-5', [0, 1, 2, 3, 4]],
    ['sam-lun', [0, 5, 6]],
    ['mercredis', [2]],
    ['toujours', null],
    ['mon-', null],
    ['s', null],
    ['8', null],
  ])('%s are the days %s', (text, days) => expect(parseWeekdays(text)).toEqual(days));

  it('reads lunch and the price of a night', () => {
    expect(parseLunch('45')).toEqual({ lunch: { minutes: 45, from: 720, to: 840 } });
    expect(parseLunch('45 min 12h-13h30')).toEqual({ lunch: { minutes: 45, from: 720, to: 810 } });
    expect(parseLunch('aucun')).toEqual({ lunch: null });
    expect(parseLunch('60 14:00-12:00')).toBeNull();
    expect(parseNightPrice('99,50')).toEqual({ currency: 99.5 });
    expect(parseNightPrice('90 min')).toEqual({ minutes: 90 });
    expect(parseNightPrice('cheap')).toBeNull();
  });
});
