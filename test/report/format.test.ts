import { expect, test } from 'vitest';
import { escapeMarkdown, formatNumber, formatShare, formatSigned } from '../../src/report/format.ts';

test('numbers for people', () => {
  expect(formatNumber(1234567.891, 1, 'en')).toBe('1,234,567.9');
  expect(formatNumber(1234567.891, 1, 'fr')).toBe('1\u202f234\u202f567,9');
  expect(formatNumber(999, 0, 'en')).toBe('999');
  expect(formatNumber(-1000, 0, 'en')).toBe('\u22121,000');
  expect(formatNumber(-0.004, 2, 'en')).toBe('0.00');
  expect(formatNumber(null, 2, 'en')).toBe('n/a');
  expect(formatNumber(Number.NaN, 2, 'fr')).toBe('n.d.');
  expect(formatNumber(Number.POSITIVE_INFINITY, 2, 'fr')).toBe('n.d.');
});

test('shares and deviations', () => {
  expect(formatShare(0.0525, 'en')).toBe('5.3%');
  expect(formatShare(0.05, 'fr', 0)).toBe('5\u00a0%');
  expect(formatSigned(0.1, 'en')).toBe('+10.0%');
  expect(formatSigned(-0.1, 'en')).toBe('\u221210.0%');
  expect(formatSigned(0.00001, 'en')).toBe('0.0%');
  expect(formatSigned(null, 'en')).toBe('n/a');
});

test('a cell of ten megabytes is cut', () => {
  expect(escapeMarkdown('x'.repeat(10_000_000)).length).toBeLessThan(300);
});
