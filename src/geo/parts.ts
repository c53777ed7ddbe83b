// Zone shapes flattened into typed arrays: one part per polygon of a zone, each with its rings. A part that crosses the
// antimeridian is unrolled, so that x (longitude) may leave [−180, 180] and every part lies in one piece of the plane.

import { squareOf } from '../model/power.ts';
import type { Zones } from '../model/records.ts';
import { greatCircleKm, lonNear, unwrapPolygons } from './sphere.ts';

export interface Parts {
  readonly count: number;
  /** zone of each part, ascending */
  readonly zone: Int32Array;
  /** parts of zone z are zoneParts[z] … zoneParts[z + 1] */
  readonly zoneParts: Int32Array;
  /** rings of part p are partRings[p] … partRings[p + 1]; positions of ring r are ringStart[r] … ringStart[r + 1] */
  readonly partRings: Int32Array;
  readonly ringStart: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function partsOf(zones: Zones): Parts {
  const zone: number[] = [];
  const zoneParts = new Int32Array(zones.count + 1);
  const partRings = [0];
  const ringStart = [0];
  const positions = positionCount(zones);
  const x = new Float64Array(positions);
  const y = new Float64Array(positions);
  let at = 0;
  for (let z = 0; z < zones.count; z++) {
    for (const polygon of zones.geometry[z] ?? []) {
      for (const ring of unwrapPolygons([polygon])[0]!) {
        for (const position of ring) {
          x[at] = position[0]!;
          y[at++] = position[1]!;
        }
        ringStart.push(at);
      }
      partRings.push(ringStart.length - 1);
      zone.push(z);
    }
    zoneParts[z + 1] = zone.length;
  }
  return {
    count: zone.length,
    zone: Int32Array.from(zone),
    zoneParts,
    partRings: Int32Array.from(partRings),
    ringStart: Int32Array.from(ringStart),
    x,
    y,
  };
}

function positionCount({ geometry }: Zones): number {
  let count = 0;
  for (const polygons of geometry) {
    for (const rings of polygons ?? []) for (const ring of rings) count += ring.length;
  }
  return count;
}

/** [minX, minY, maxX, maxY] of a part; infinite and reversed when it has no position. */
export function partBox(parts: Parts, part: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const first = parts.ringStart[parts.partRings[part]!]!;
  const last = parts.ringStart[parts.partRings[part + 1]!]!;
  for (let i = first; i < last; i++) {
    box[0] = Math.min(box[0], parts.x[i]!);
    box[1] = Math.min(box[1], parts.y[i]!);
    box[2] = Math.max(box[2], parts.x[i]!);
    box[3] = Math.max(box[3], parts.y[i]!);
  }
  return box;
}

/**
 * Even–odd rule over all rings, holes included; the border counts as inside. Each edge is looked at from its lower end
 * whichever way it is written, so that two parts that share a border agree to the last bit on which side a point lies:
 * no point falls between them, and none but those on the border itself is in both.
 */
export function partHolds(parts: Parts, part: number, px: number, py: number): boolean {
  const { x, y, ringStart } = parts;
  let inside = false;
  for (let r = parts.partRings[part]!; r < parts.partRings[part + 1]!; r++) {
    const end = ringStart[r + 1]! - 1;
    for (let i = ringStart[r]!; i < end; i++) {
      const ya = y[i]!;
      const yb = y[i + 1]!;
      if ((ya < py && yb < py) || (ya > py && yb > py)) continue;
      const xa = x[i]!;
      const xb = x[i + 1]!;
      if (ya === yb) {
        if ((xa <= px && px <= xb) || (xb <= px && px <= xa)) return true;
        continue;
      }
      const up = ya < yb;
      const x1 = up ? xa : xb;
      const y1 = up ? ya : yb;
      const x2 = up ? xb : xa;
      const y2 = up ? yb : ya;
      const side = (x2 - x1) * (py - y1) - (px - x1) * (y2 - y1);
      if (side === 0) return true;
      if (py < y2 && side > 0) inside = !inside;
    }
  }
  return inside;
}

/**
 * Great-circle km from a point to the nearest position of a part's border. The foot on each edge is found on the local
 * plane (degrees, longitudes shortened by the cosine of the latitude): good to a few parts in a thousand up to some
 * hundred kilometres, an upper bound beyond.
 */
export function kmToPart(parts: Parts, part: number, lat: number, lon: number): number {
  const { x, y } = parts;
  const first = parts.ringStart[parts.partRings[part]!]!;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const px = lonNear(lon, x[first] ?? lon);
  let best = Infinity;
  let footX = Number.NaN;
  let footY = Number.NaN;
  for (let r = parts.partRings[part]!; r < parts.partRings[part + 1]!; r++) {
    const end = parts.ringStart[r + 1]! - 1;
    for (let i = parts.ringStart[r]!; i < end; i++) {
      const dx = (x[i + 1]! - x[i]!) * shrink;
      const dy = y[i + 1]! - y[i]!;
      const qx = (px - x[i]!) * shrink;
      const qy = lat - y[i]!;
      const length2 = dx * dx + dy * dy;
      const t = length2 > 0 ? Math.max(0, Math.min(1, (qx * dx + qy * dy) / length2)) : 0;
      const d = squareOf(qx - t * dx) + squareOf(qy - t * dy);
      if (d < best) {
        best = d;
        footX = x[i]! + t * (x[i + 1]! - x[i]!);
        footY = y[i]! + t * dy;
      }
    }
  }
  return Number.isNaN(footX) ? Infinity : greatCircleKm(lat, lon, footY, footX);
}
