import { expect, it } from 'vitest';
import { tourMatrix } from '../../src/model/tour-matrix.ts';

it('takes each known road for its own direction, and its travel for the rest', () => {
  const travel = { minutes: () => 10, km: () => 5, minutesForKm: () => 1 };
  const roads = { from: [0, 2], to: [1, 0], minutes: [7, 0], km: [Number.NaN, 3] };
  const { minutes, km } = tourMatrix([48, 48.1, 48.2], [-2, -2, -2], travel, roads);
  expect([...minutes]).toEqual([0, 7, 10, 10, 0, 10, 0, 10, 0]);
  expect([...km]).toEqual([0, 5, 5, 5, 0, 5, 3, 5, 0]);
});
