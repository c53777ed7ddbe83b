import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideDecimal, isBlank, parseBoolean, parseNumber, readNumber } from '../../src/io/numbers.ts';

describe('parseNumber', () => {
  test.each([
    ['12', 12],
    ['-5', -5],
    ['−5', -5],
    ['+3', 3],
    ['- 3', -3],
    ['12-', -12],
    ['(12,5)', -12.5],
    ['1 234,56', 1234.56],
    ['1\u00a0234,56', 1234.56],
    ['1\u202f234\u202f567,5 €', 1234567.5],
    ["1'234.5", 1234.5],
    ['1’234', 1234],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['0,123', 0.123],
    ['.5', 0.5],
    [',5', 0.5],
    ['12.', 12],
    ['€ 12', 12],
    ['$1,234.50', 1234.5],
    ['EUR 1 000', 1000],
    ['12 %', 12],
    ['1e3', 1000],
    ['1,5E-3', 0.0015],
    ['-0', 0],
  ])('%j is %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test.each([
    '',
    ' ',
    'abc',
    '12a',
    '1..2',
    '1,2,3',
    '1 23',
    '1 2',
    '--3',
    '- -3',
    '0x10',
    'Infinity',
    'NaN',
    '1e999',
    '1.234,5.6',
    '12,34,567',
    '1234,567,890',
    '٣',
    '1\u0000',
    '5 kEUR',
    '1/2',
    '2024-01-01',
    `${'9'.repeat(200)}`,
    '=1+1',
  ])('%j is none', text => {
    expect(parseNumber(text)).toBeNull();
  });

  test('1,234 and 1.234 follow the hint', () => {
    expect(parseNumber('1,234')).toBe(1234);
    expect(parseNumber('1,234', { decimal: ',' })).toBe(1.234);
    expect(parseNumber('1.234')).toBe(1.234);
    expect(parseNumber('1.234', { decimal: ',' })).toBe(1234);
    expect(parseNumber('-1.234', { decimal: ',' })).toBe(-1234);
    // spaces or an exponent leave no doubt
    expect(parseNumber('1 000,234')).toBe(1000.234);
    expect(parseNumber('1,234e2')).toBe(123.4);
  });

  test('reads back what French and English formatting write', () => {
    const value = fc.integer({ min: -1e9, max: 1e9 }).map(n => n / 100);
    fc.assert(
      fc.property(value, n => {
        const [whole, fraction] = Math.abs(n).toFixed(2).split('.');
        const sign = n < 0 ? '-' : '';
        for (const [group, mark] of [
          ['\u202f', ','],
          ['\u00a0', ','],
          ['.', ','],
          [',', '.'],
          ["'", '.'],
          ['', '.'],
          ['', ','],
        ]) {
          const text = `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${mark}${fraction}`;
          expect(parseNumber(text)).toBeCloseTo(n, 9);
        }
      }),
    );
  });

  test('never gives NaN or an infinity, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE ()€%\u00a0'x") }), text => {
        const value = parseNumber(text);
        expect(value === null || Number.isFinite(value)).toBe(true);
        expect(Object.is(value, -0)).toBe(false);
      }),
    );
  });
});

test('the column decides, then the file, then the delimiter', () => {
  const none = { comma: 0, point: 0 };
  expect(decideDecimal({ comma: 2, point: 0 }, { comma: 2, point: 9 }, ',')).toEqual({
    mark: ',',
    by: 'column',
    mixed: false,
  });
  expect(decideDecimal(none, { comma: 0, point: 9 }, ';')).toEqual({ mark: '.', by: 'file', mixed: false });
  expect(decideDecimal(none, none, ';')).toEqual({ mark: ',', by: 'default', mixed: false });
  expect(decideDecimal(none, none, ',')).toEqual({ mark: '.', by: 'default', mixed: false });
  expect(decideDecimal({ comma: 5, point: 2 }, none, ',')).toEqual({ mark: ',', by: 'column', mixed: true });
  expect(readNumber('1.234', '.').ambiguous).toBe('.');
  expect(readNumber('12,5', '.').evidence).toBe(',');
  expect(readNumber('1.234,5', '.').evidence).toBe(',');
  expect(readNumber('1.234.567', '.').evidence).toBe(',');
});

test('booleans in French and English', () => {
  for (const yes of ['oui', 'Oui', ' O ', 'VRAI', 'x', '1', 'yes', 'Y', 'true'])
    expect(parseBoolean(yes), yes).toBe(true);
  for (const no of ['non', 'N', 'faux', '0', 'no', 'FALSE']) expect(parseBoolean(no), no).toBe(false);
  for (const other of ['', 'peut-être', '2', '__proto__', 'constructor'])
    expect(parseBoolean(other), other).toBeNull();
});

test('blank is nothing, or a word for nothing', () => {
  for (const text of ['', '  ', '\u00a0', 'N/A', '#N/A', 'null', '-', 'nc'])
    expect(isBlank(text), text).toBe(true);
  for (const text of ['0', 'non', 'x', 'A', 'nanterre']) expect(isBlank(text), text).toBe(false);
});
