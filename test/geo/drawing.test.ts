import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bordersOf } from '../../src/geo/dissolve.ts';
import { drawnBorders, makeDrawing } from '../../src/geo/drawing.ts';
import { type MapDrawing, outlineOf, ringPoints } from '../../src/model/drawing.ts';
import { gridContext } from '../evaluate/grid.ts';

function drawn(points: boolean): MapDrawing {
  const { zones } = gridContext({ reps: [{ id: 'A', at: [0, 0] }], rows: 4, columns: 5, points });
  return makeDrawing(zones, drawnBorders(zones, bordersOf(zones))) as MapDrawing;
}

/** Twice the area, positive whichever way a ring runs round ground, negative for a hole. */
function area(drawing: MapDrawing, rings: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const ring of rings) {
    const points = ringPoints(drawing.arcs, ring);
    for (let i = 0; i < points.length; i += 2) {
      const [ax, ay] = [points[i]!, points[i + 1]!];
      const [bx, by] = [points[(i + 2) % points.length]!, points[(i + 3) % points.length]!];
      sum += ax * by - bx * ay;
    }
  }
  return Math.abs(sum);
}

test.each([
  ['polygons', false],
  ['points', true],
])('outlines of any zones have their area, drawn from %s', (_, points) => {
  const drawing = drawn(points);
  expect(drawing.cells).toBe(points);
  const areas = drawing.zones.map(rings => area(drawing, rings));
  expect(Math.min(...areas)).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.subarray([...drawing.zones.keys()], { minLength: 1 }), members => {
      const outline = outlineOf(
        drawing.arcs,
        members.map(z => drawing.zones[z]!),
      );
      expect(area(drawing, outline)).toBe(members.reduce((sum, z) => sum + areas[z]!, 0));
    }),
  );
});

test('the plane is as long as ten thousand units, north is up, and its scale is that of the ground', () => {
  const drawing = drawn(false);
  expect(Math.max(drawing.width, drawing.height)).toBe(10_000);
  const [south, north] = [drawing.place(0, 2), drawing.place(1, 2)];
  expect(north[1]).toBeLessThan(south[1]);
  const km = Math.hypot(north[0] - south[0], north[1] - south[1]) * drawing.kmPerUnit;
  expect(km).toBeGreaterThan(110);
  expect(km).toBeLessThan(112.5);
});
