import { describe, expect, it } from 'vitest';
import { departmentOf, makeTowns } from '../../src/geo/towns.ts';
import { makeZones } from './real-data.ts';

const normalize = (name: string): string => name.toLowerCase().replaceAll('-', ' ').trim();

describe('departmentOf', () => {
  it.each([
    ['35000', '35'],
    ['01000', '01'],
    ['20090', '20'],
    ['2A004', '20'],
    ['2b', '20'],
    ['97400', '974'],
    ['97411', '974'],
    ['98800', '988'],
    ['35', '35'],
    ['974', '974'],
    ['', ''],
    ['350001', ''],
    ['3500', ''],
    ['Paris', ''],
  ])('reads %s as %s', (code, department) => {
    expect(departmentOf(code)).toBe(department);
  });
});

describe('makeTowns', () => {
  const zones = makeZones([
    { id: '01370', name: 'Saint-Étienne-du-Bois' },
    { id: '85670', name: 'Saint-Étienne-du-Bois' },
    { id: '35400', name: 'Saint-Malo' },
    { id: '99999', name: '' },
  ]);

  it('finds a name within the département of the code', () => {
    const towns = makeTowns(zones, 'FR', normalize);
    expect(towns.find('saint étienne du bois', '85099')).toEqual([2]);
    expect(towns.find('Saint-Étienne-du-Bois', '')).toEqual([0, 2]);
    expect(towns.find('SAINT-MALO', '35418')).toEqual([1]);
    expect(towns.find('Saint-Malo', '75001')).toEqual([]);
    expect(towns.find('', '35400')).toEqual([]);
  });

  it('knows no départements abroad', () => {
    const towns = makeTowns(zones, 'BE', normalize);
    expect(towns.find('Saint-Malo', '75001')).toEqual([1]);
    expect(towns.department(0)).toBe('');
  });

  it('takes the département from a column when the ids do not say it, and allows what is unknown', () => {
    const iris = makeZones([
      { id: 'zone-a', name: 'Cholet', parents: { dep: '49' } },
      { id: 'zone-b', name: 'Cholet', parents: { dep: '2A' } },
      { id: 'zone-c', name: 'Cholet' },
    ]);
    const towns = makeTowns(iris, 'FR', normalize);
    expect(towns.find('Cholet', '49300')).toEqual([0, 2]);
    expect(towns.department(1)).toBe('20');
  });

  it('is not fooled by names that objects know', () => {
    const towns = makeTowns(makeZones([{ id: '1', name: 'constructor' }]), 'FR', s => s);
    expect(towns.find('constructor', '')).toEqual([0]);
    expect(towns.find('__proto__', '')).toEqual([]);
    expect(towns.find('toString', '')).toEqual([]);
  });
});
