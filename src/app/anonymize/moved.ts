// The map elsewhere: every place is turned around the axis of the Earth by a secret angle. Distances, areas and which zones touch
// stay as they are, to a centimetre. A turn about any other axis would hide the latitude too, but borders are straight on the
// map of longitude and latitude, and only this one keeps them straight: with others long borders would gape. A mirror would
// keep them, but zones that are split are cut from west to east and south to north.

import { createHmac } from 'node:crypto';
import { bboxOfPoints, KM_PER_DEGREE, lonDelta } from '../../geo/sphere.ts';

export type Place = readonly [lat: number, lon: number];

export interface Motion {
  readonly move: (lat: number, lon: number) => Place;
  /** what reads coordinates of the answer: new lon = to + (lon − from) */
  readonly rows: readonly (readonly [name: string, value: number])[];
}

/** centimetres, finer than any map */
const DECIMALS = 1e7;
const rounded = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS;

/** Numbers in [0, 1) that follow from the secret and what they are for. */
export function secretNumber(secret: Uint8Array, what: string): number {
  return createHmac('sha256', secret).update(what).digest().readUIntBE(0, 6) / 2 ** 48;
}

export function secretMotion(secret: Uint8Array, lats: Float64Array, lons: Float64Array): Motion {
  const box = bboxOfPoints(lats, lons) ?? [0, 0, 0, 0];
  // a map over the antimeridian stays there: what is wrong may be so because of it
  const across = box[2] > 180;
  // rounded as places are, so that all of them are turned by the same number of their last digits
  const from = rounded((box[0] + box[2]) / 2);
  const room = Math.max(0, 179 - (box[2] - box[0]) / 2);
  const middle = across ? from : rounded((2 * secretNumber(secret, 'turn') - 1) * room);
  return {
    move(lat, lon) {
      const turned = middle + lonDelta(from, lon);
      const inside = turned >= 180 ? turned - 360 : turned < -180 ? turned + 360 : turned;
      return [rounded(lat), rounded(inside)];
    },
    rows: [
      ['longitude from', from],
      ['longitude to', middle],
    ],
  };
}

/**
 * A place moved at random by up to `metres`, evenly over that disk, and where `same` says that it is still in the same zone:
 * else by less, at last not at all.
 */
export function jittered(
  secret: Uint8Array,
  what: string,
  [lat, lon]: Place,
  metres: number,
  same: (lat: number, lon: number) => boolean,
): Place {
  let reach = metres;
  for (let turn = 0; turn < 12 && reach > 0; turn++) {
    const angle = 2 * Math.PI * secretNumber(secret, `${what} angle ${turn}`);
    const km = (reach / 1000) * Math.sqrt(secretNumber(secret, `${what} way ${turn}`));
    const y = lat + (km * Math.sin(angle)) / KM_PER_DEGREE;
    const x = lon + (km * Math.cos(angle)) / KM_PER_DEGREE / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
    if (Math.abs(y) <= 90 && Math.abs(x) <= 180 && same(y, x)) return [y, x];
    if (turn % 3 === 2) reach /= 4;
  }
  return [lat, lon];
}
