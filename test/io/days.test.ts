import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDayOrMonth, parseMonth, parsePresence } from '../../src/io/days.ts';

test.each([
  ['2027-04', '2027-04'],
  [' 2027-4 ', '2027-04'],
  ['04/2027', '2027-04'],
  ['2027-04-15', '2027-04-15'],
  ['15/04/2027', '2027-04-15'],
  ['1.4.2027', '2027-04-01'],
  ['15-04-2027', '2027-04-15'],
  ['2027-04-15T08:30:00Z', '2027-04-15'],
  ['2027-04-15 00:00', '2027-04-15'],
  ['29/02/2028', '2028-02-29'],
])('%s is %s', (text, day) => {
  expect(parseDayOrMonth(text, 'FR')).toBe(day);
});

test.each([
  ...['', 'soon', '2027', '2027-13', '13/2027', '2027-00', '29/02/2027', '31/04/2027', '2027-04-00'],
  ...['04/15/2027', '15/04/27', '46127', '2027-04-15x', '15/04-2027', '2027-04-15T', '0000-01'],
])('%s is no day', text => {
  expect(parseDayOrMonth(text, 'FR')).toBeNull();
});

test('the month comes first in the US, where the days are written with slashes', () => {
  expect(parseDayOrMonth('04/15/2027', 'US')).toBe('2027-04-15');
  expect(parseDayOrMonth('04/05/2027', 'US')).toBe('2027-04-05');
  expect(parseDayOrMonth('04/05/2027', 'FR')).toBe('2027-05-04');
  expect(parseDayOrMonth('05.04.2027', 'US')).toBe('2027-04-05');
});

test('every day of the calendar is read back, and the days around it that are none are not', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, date => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, number] = iso.split('-');
      expect(parseDayOrMonth(iso, 'FR')).toBe(iso);
      expect(parseDayOrMonth(`${number}/${month}/${year}`, 'FR')).toBe(iso);
      expect(parseMonth(`${month}/${year}`)).toBe(iso.slice(0, 7));
      const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
      expect(parseDayOrMonth(`${year}-${month}-${last}`, 'FR')).toBe(`${year}-${month}-${last}`);
      expect(parseDayOrMonth(`${year}-${month}-${last + 1}`, 'FR')).toBeNull();
    }),
  );
});

test('part-time months', () => {
  const read = (text: string) => {
    const found = parsePresence(text);
    return found && Object.fromEntries(found);
  };
  expect(read('2027-03:50% 2027-04:0%')).toEqual({ '2027-03': 0.5, '2027-04': 0 });
  expect(read('03/2027 = 12,5 %; 2027-04=0,5|2027-5:1')).toEqual({
    '2027-03': 0.125,
    '2027-04': 0.5,
    '2027-05': 1,
  });
  expect(read('2027-11..2028-02:0%, 2028-03: 80%')).toEqual({
    '2027-11': 0,
    '2027-12': 0,
    '2028-01': 0,
    '2028-02': 0,
    '2028-03': 0.8,
  });
  for (const bad of [
    ...['half time', '2027-03', '2027-03:', '2027-03:150%', '2027-03:50', '2027-13:50%', '50%'],
    ...['2027-03:50% 2027-03:0%', '2027-05..2027-03:0%', '1900-01..2027-01:0%', '2027-03:50% or so'],
  ])
    expect(read(bad), bad).toBeNull();
});
