// What the model asks of a travel source. geo/travel implements it; model only knows its shape.

export interface Travel {
  /** minutes by road between two points in degrees; 0 for the same point */
  minutes(fromLat: number, fromLon: number, toLat: number, toLon: number): number;
  /** road km */
  km(fromLat: number, fromLon: number, toLat: number, toLon: number): number;
  /** minutes for a great-circle distance in km */
  minutesForKm(greatCircleKm: number): number;
}
