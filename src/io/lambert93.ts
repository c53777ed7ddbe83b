// Lambert-93 (RGF93, EPSG:2154), the projection of French official data, back to degrees.
// Formulas: IGN, NTG_71, algorithms ALG0002 and ALG0004; ellipsoid GRS 1980. RGF93 is WGS84 to within centimetres.

import { powerOf } from '../model/power.ts';

const E = 0.08181919104281579;
const N = 0.725607765053267;
const C = 11754255.4261;
const X_POLE = 700000;
const Y_POLE = 12655612.0499;
const LON_ORIGIN = (3 * Math.PI) / 180;

/** @returns degrees, to better than a millimetre */
export function fromLambert93(x: number, y: number): { lat: number; lon: number } {
  const dx = x - X_POLE;
  const dy = Y_POLE - y;
  const lon = LON_ORIGIN + Math.atan(dx / dy) / N;
  const isometric = -Math.log(Math.hypot(dx, dy) / C) / N;
  let lat = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2;
  for (let turn = 0; turn < 12; turn++) {
    const sine = E * Math.sin(lat);
    const next = 2 * Math.atan(powerOf((1 + sine) / (1 - sine), E / 2) * Math.exp(isometric)) - Math.PI / 2;
    if (Math.abs(next - lat) < 1e-12) break;
    lat = next;
  }
  // 1e-9 degree is a tenth of a millimetre: the last bits, in which engines may differ, are cut
  return { lat: Math.round((lat * 180e9) / Math.PI) / 1e9, lon: Math.round((lon * 180e9) / Math.PI) / 1e9 };
}

/** Metres that Lambert-93 gives to metropolitan France; no degrees, no other French grid is in this range. */
export function isLambert93(x: number, y: number): boolean {
  return x >= 50_000 && x <= 1_300_000 && y >= 6_000_000 && y <= 7_200_000;
}
