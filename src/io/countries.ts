// Rough boxes in which a country's accounts lie, to recognize coordinates that are swapped or wrong. Degrees.

type Box = readonly [south: number, west: number, north: number, east: number];

const BOXES = new Map<string, readonly Box[]>([
  [
    'FR',
    [
      [41.2, -5.3, 51.2, 9.8],
      // Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy; Guyane; Saint-Pierre-et-Miquelon
      [14.2, -63.3, 18.3, -60.7],
      [2, -54.8, 6, -51.4],
      [46.6, -56.6, 47.3, -56],
      // La Réunion; Mayotte; Nouvelle-Calédonie; Polynésie; Wallis-et-Futuna
      [-21.6, 55, -20.7, 56],
      [-13.2, 44.8, -12.4, 45.5],
      [-23, 163, -19, 168.6],
      [-28, -155, -7.5, -134],
      [-14.6, -178.4, -13, -176],
    ],
  ],
  ['DE', [[47.2, 5.8, 55.2, 15.2]]],
  ['BE', [[49.4, 2.4, 51.6, 6.5]]],
  ['NL', [[50.7, 3.2, 53.7, 7.3]]],
  ['LU', [[49.4, 5.7, 50.2, 6.6]]],
  ['CH', [[45.7, 5.9, 47.9, 10.6]]],
  ['AT', [[46.3, 9.5, 49.1, 17.2]]],
  ['IT', [[35.2, 6.5, 47.2, 18.7]]],
  [
    'ES',
    [
      [35.1, -9.5, 43.9, 4.5],
      [27.5, -18.3, 29.5, -13.3],
    ],
  ],
  [
    'PT',
    [
      [36.8, -9.7, 42.3, -6.1],
      [32.2, -31.5, 39.9, -16],
    ],
  ],
  ['GB', [[49.7, -8.8, 61, 2]]],
  [
    'US',
    [
      [24.3, -125.1, 49.5, -66.8],
      [51, -180, 71.6, -129],
      [51, 172, 53.5, 180],
      [18.8, -160.6, 22.4, -154.6],
      [17.6, -67.4, 18.6, -64.4],
      [13.2, 144.5, 20.7, 146.2],
      // Palau, Micronesia and the Marshalls have ZIP codes
      [1, 131, 14.7, 172.2],
      [-14.7, -171.2, -11, -168],
    ],
  ],
]);

/** null: no box is known for the country */
export function inCountry(country: string, lat: number, lon: number): boolean | null {
  const boxes = BOXES.get(country);
  if (boxes === undefined) return null;
  return boxes.some(
    ([south, west, north, east]) => lat >= south && lat <= north && lon >= west && lon <= east,
  );
}

/** The countries whose boxes are known. */
export const KNOWN_COUNTRIES: readonly string[] = [...BOXES.keys()];
