import { expect, it } from 'vitest';
import { WORKBOOK_WORDS } from '../../src/report/workbook/words.ts';

it('names sheets as Excel allows, apart from one another and with room for a number', () => {
  for (const { sheets } of Object.values(WORKBOOK_WORDS)) {
    const names = Object.values(sheets);
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\'&]{1,25}$/);
  }
});
