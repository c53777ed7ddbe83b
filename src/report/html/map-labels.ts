// Where each sector's label stands on the map, and what it says: short enough to fit, the same in lists and charts.

import type { MapDrawing } from '../../model/drawing.ts';
import { squareOf } from '../../model/power.ts';

const LONGEST = 7;

/** Ids where all are short, else numbers. */
export function sectorLabels(ids: readonly string[]): string[] {
  const short = ids.every(id => [...id].length <= LONGEST && /^[\p{L}\p{N}._-]+$/u.test(id));
  return ids.map((id, j) => (short ? id : String(j + 1)));
}

/** The zone of each sector that is nearest to the middle of its zones: inside it, whatever its shape; −1 for none. */
export function middleZones(drawing: MapDrawing, sectorOf: ArrayLike<number>, count: number): Int32Array {
  const [sumX, sumY, zones] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let z = 0; z < drawing.x.length; z++) {
    const j = sectorOf[z] as number;
    if (j < 0) continue;
    sumX[j] = (sumX[j] as number) + (drawing.x[z] as number);
    sumY[j] = (sumY[j] as number) + (drawing.y[z] as number);
    zones[j] = (zones[j] as number) + 1;
  }
  const nearest = new Int32Array(count).fill(-1);
  const least = new Float64Array(count).fill(Infinity);
  for (let z = 0; z < drawing.x.length; z++) {
    const j = sectorOf[z] as number;
    if (j < 0) continue;
    const n = zones[j] as number;
    const away =
      squareOf((drawing.x[z] as number) - (sumX[j] as number) / n) +
      squareOf((drawing.y[z] as number) - (sumY[j] as number) / n);
    if (away < (least[j] as number)) {
      least[j] = away;
      nearest[j] = z;
    }
  }
  return nearest;
}
