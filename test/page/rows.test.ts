import { describe, expect, it } from 'vitest';
import { figuresOfColumn, folded, hasWords, orderOf, readFigure } from '../../src/page/rows.ts';
import { formatNumber, formatShare, formatSigned, MISSING } from '../../src/report/format.ts';

describe('readFigure', () => {
  it('reads back what the report writes, in both languages', () => {
    for (const lang of ['fr', 'en'] as const) {
      for (const value of [0, 7, -31.5, 1234.5, -1234567.5, 0.266, 999999.9]) {
        expect(readFigure(formatNumber(value, 3, lang), lang)).toEqual({ value, unit: '' });
      }
      expect(readFigure(formatShare(-0.315, lang), lang)).toEqual({ value: -31.5, unit: '%' });
      expect(readFigure(formatSigned(1234.5, lang), lang)).toEqual({ value: 123450, unit: '%' });
      expect(readFigure(MISSING[lang], lang).value).toBeNaN();
    }
  });
});

describe('figuresOfColumn', () => {
  it('has no order where units are mixed or a cell is words', () => {
    expect(figuresOfColumn(['1,5 %', 'n.d.', '', '−2 %'], 'fr')).toEqual([1.5, Number.NaN, Number.NaN, -2]);
    expect(figuresOfColumn(['1,5 %', '3'], 'fr')).toBeNull();
    expect(figuresOfColumn(['1', 'see 2'], 'en')).toBeNull();
    expect(figuresOfColumn(['n/a', ''], 'en')).toBeNull();
  });
});

describe('orderOf', () => {
  it('is stable both ways, with what is missing last', () => {
    const values = [2, Number.NaN, 1, 2, Number.NaN, 10];
    const order = (direction: 'ascending' | 'descending') =>
      orderOf(values, (a, b) => a - b, Number.isNaN, direction);
    expect(order('ascending')).toEqual([2, 0, 3, 5, 1, 4]);
    expect(order('descending')).toEqual([5, 0, 3, 2, 1, 4]);
  });
});

describe('hasWords', () => {
  it('takes neither accents, capitals nor special spaces for differences', () => {
    const row = folded('Éts CŒUR d’Aunis\u00a0: 12\u202f345 −3');
    for (const wanted of ['ets', 'coeur', 'AUNIS éts', "d'aunis", '12 345', '-3', ' ']) {
      expect(hasWords(row, wanted), wanted).toBe(true);
    }
    expect(hasWords(row, 'ets niort')).toBe(false);
  });
});
