import { expect, it } from 'vitest';
import { figuresReader } from '../../../src/app/written/account-figures.ts';

const HEADER = ['id', 'lat', 'potential', 'zone_id', 'travel_minutes'];

it('reads amounts by the mark of the whole file, and minutes by that of the profile', () => {
  const columns = new Map([
    ['lat', 1],
    ['potential', 2],
  ]);
  const read = (delimiter: string, ...rows: string[][]) => {
    const reader = figuresReader(HEADER, delimiter, columns, 3);
    for (const row of rows) reader.add(row);
    return reader.finish();
  };
  const french = read(';', ['a', '48,2', '1,234', "'=z", '7,5'], ['b', '48,3', '', 'y', '']);
  expect([...(french.potential ?? [])]).toEqual([1.234, Number.NaN]);
  expect([...french.minutes]).toEqual([7.5, Number.NaN]);
  expect(french.zone).toEqual(['=z', 'y']);
  expect(french.revenue).toBeNull();
  // the latitudes prove the point: the comma is for thousands
  const english = read(',', ['a', '48.2', '1,234', 'z', '7.5']);
  expect([...(english.potential ?? [])]).toEqual([1234]);
});
