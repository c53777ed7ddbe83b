// Parts of input files.

export const csv = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
export const rows = (count: number, of: (row: number) => string) =>
  Array.from({ length: count }, (_, r) => of(r));
export const geojson = (...features: readonly object[]) =>
  JSON.stringify({ type: 'FeatureCollection', features });
export const ring = (x: number, y: number, size: number, flip = false) =>
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ].map(([a, b]) => (flip ? [b, a] : [a, b]));
export const zone = (id: unknown, coordinates: unknown, more = {}) => ({
  type: 'Feature',
  properties: { id, ...more },
  geometry: coordinates === null ? null : { type: 'Polygon', coordinates: [coordinates] },
});
export const point = (properties: object, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});
