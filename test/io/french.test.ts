import { describe, expect, test } from 'vitest';
import { departmentOf, normalizeTown, repairPostalCode } from '../../src/io/french.ts';

describe('repairPostalCode, FR', () => {
  test.each([
    ['1000', '01000'],
    ['75 001', '75001'],
    ['1 000', '01000'],
    ['F-75001', '75001'],
    ['FR 75001', '75001'],
    ['fr-1000', '01000'],
    ['75001.0', '75001'],
    ['1000,0', '01000'],
    ['O1000', '01000'],
    ['75OO1', '75001'],
    ['="01000"', '01000'],
    ["'01000", '01000'],
    ['75001 PARIS', '75001'],
    ['2a004', '2A004'],
  ])('%j is %j, and said', (text, code) => {
    const repair = repairPostalCode(text, 'FR');
    expect(repair).toMatchObject({ code, repaired: true, cedex: false });
    expect(repair.note).not.toBe('');
  });

  test.each(['75001 CEDEX 12', '75001CEDEX', 'CEDEX 12 75001', 'CEDEX 75001', '75001 Cedex'])(
    '%j is a CEDEX code',
    text => {
      expect(repairPostalCode(text, 'FR')).toMatchObject({ code: '75001', repaired: true, cedex: true });
    },
  );

  test.each(['01000', '20090', '971', '2A', '22', '123456', 'ABC', '0123', 'OOOOO', '', 'Z1', '__proto__'])(
    '%j stays',
    text => {
      expect(repairPostalCode(text, 'FR')).toEqual({ code: text, repaired: false, note: '', cedex: false });
    },
  );

  test('spaces around are no repair, a hostile cell is not searched', () => {
    expect(repairPostalCode(' 01000 ', 'FR')).toMatchObject({ code: '01000', repaired: false });
    const huge = `1${' 0'.repeat(1 << 20)}`;
    expect(repairPostalCode(huge, 'FR').code).toBe(huge);
  });
});

test('elsewhere only artefacts and the country prefix are mended', () => {
  expect(repairPostalCode('1000', 'BE').code).toBe('1000');
  expect(repairPostalCode('1000', 'US').code).toBe('1000');
  expect(repairPostalCode('D-50667', 'DE').code).toBe('50667');
  expect(repairPostalCode('06082-1234', 'US').code).toBe('06082');
  expect(repairPostalCode('50667.0', 'DE').code).toBe('50667');
  expect(repairPostalCode('EC1A 1BB', 'GB').code).toBe('EC1A 1BB');
  // the country is the user's text and no pattern
  expect(repairPostalCode('7500', '(')).toMatchObject({ code: '7500', repaired: false });
});

test('departments, with Corsica and overseas', () => {
  const wanted = {
    '01000': '01',
    '75001': '75',
    '20000': '2A',
    '20137': '2A',
    '20200': '2B',
    '20600': '2B',
    '2A004': '2A',
    '2B033': '2B',
    '97110': '971',
    '97400': '974',
    '97600': '976',
    '98700': '987',
    '98800': '988',
    '00100': '',
    '750': '',
    abcde: '',
  };
  for (const [code, department] of Object.entries(wanted)) expect(departmentOf(code), code).toBe(department);
  // five digits, not five of more
  for (const code of ['350001', 'F35000', '35000-']) expect(departmentOf(code), code).toBe('');
});

test('towns compare without accents, CEDEX, arrondissement and abbreviations', () => {
  const same = [
    ['St-Étienne', 'SAINT ETIENNE CEDEX 2', 'Saint-Étienne'],
    ['Paris 12e Arrondissement', 'PARIS 1ER', 'Paris-12', 'PARIS CEDEX 08', 'paris'],
    ['Lyon 3ème', 'LYON 03'],
    ['Havre (Le)', 'LE HAVRE'],
    ['CHALONS S/MARNE', 'Châlons-sur-Marne'],
    ['Ste Foy', 'Sainte-Foy'],
    ["L'Haÿ-les-Roses", 'L HAY LES ROSES'],
  ];
  for (const group of same) expect(new Set(group.map(normalizeTown)).size, group.join()).toBe(1);
  expect(normalizeTown('Saint-Ouen')).not.toBe(normalizeTown('Saint-Ouen-sur-Seine'));
  expect(normalizeTown('Stains')).toBe('STAINS');
});
