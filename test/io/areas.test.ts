import { expect, test } from 'vitest';
import { readArea } from '../../src/io/areas.ts';

const COLUMNS = ['department', 'region', 'Zone de chalandise', 'a=b'];

test('an area as it is written, or of one column', () => {
  const area = (entry: string) => readArea(entry, COLUMNS);
  expect(area('22')).toEqual({ area: '22' });
  expect(area('department=22')).toEqual({ area: 'department=22' });
  expect(area('Département = 22')).toEqual({ area: 'department=22' });
  expect(area('dep=2A')).toEqual({ area: 'department=2A' });
  expect(area('région=Bretagne')).toEqual({ area: 'region=Bretagne' });
  expect(area('zone de chalandise=Rennes=Nord')).toEqual({ area: 'Zone de chalandise=Rennes=Nord' });
  // nothing is known of the zones: they are an error of their own
  expect(readArea('nowhere=22', undefined)).toEqual({ area: 'nowhere=22' });
});

test('a column that the zones do not have is named with those that they have', () => {
  expect(readArea('departmnt=22', COLUMNS)).toEqual({
    expected:
      'column=value with one of the zones’ columns: "department", "region", "Zone de chalandise", "a=b"',
    remedy: 'did you mean department=22?',
  });
  expect(readArea('canton=x', COLUMNS)).toMatchObject({ remedy: 'name one of these columns' });
  expect(readArea('=x', COLUMNS)).toMatchObject({ remedy: 'name one of these columns' });
  expect(readArea('region=', COLUMNS)).toMatchObject({ remedy: 'write the region after the equals sign' });
  expect(readArea('__proto__=x', COLUMNS)).toHaveProperty('expected');
  expect(readArea('region=x', [])).toEqual({
    expected: 'a prefix of zone ids: the zones have no parent column',
    remedy: 'write the beginning of the ids',
  });
});

test('two columns that only differ in case must be named exactly', () => {
  expect(readArea('SECTEUR=x', ['Secteur', 'secteur'])).toHaveProperty('expected');
  expect(readArea('secteur=x', ['Secteur', 'secteur'])).toEqual({ area: 'secteur=x' });
});
