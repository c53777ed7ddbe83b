// What the page's script is told, as JSON in the page: only what it cannot read from the page itself.

/** A map with the sectors of one layer on it. */
export interface PageMap {
  readonly width: number;
  readonly height: number;
  readonly kmPerUnit: number;
  /** x, y, then steps dx, dy … */
  readonly arcs: readonly (readonly number[])[];
  /** rings of arcs of each zone; see model/drawing.ts */
  readonly zones: readonly (readonly (readonly number[])[])[];
  readonly ids: readonly string[];
  /** '' where the name is the id */
  readonly names: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** sector of each zone, −1 for none; null without an incumbent */
  readonly after: readonly number[];
  readonly before: readonly number[] | null;
  readonly sectors: readonly PageSector[];
  readonly measures: readonly PageMeasure[];
}

export interface PageSector {
  /** short, on the map */
  readonly label: string;
  readonly name: string;
  readonly color: string;
  /** name and figure, written for the reader */
  readonly figures: readonly (readonly [name: string, figure: string])[];
}

export interface PageMeasure {
  readonly name: string;
  /** of each zone */
  readonly values: readonly number[];
  /** upper ends of all classes but the last one, ascending */
  readonly breaks: readonly number[];
}

export interface PageData {
  readonly lang: 'fr' | 'en';
  readonly maps: readonly PageMap[];
  readonly words: PageWords;
}

export interface PageWords {
  readonly before: string;
  readonly after: string;
  readonly none: string;
  readonly atLeast: string;
  readonly below: string;
  readonly expand: string;
  readonly collapse: string;
  readonly filter: string;
  /** with `{shown}` and `{all}` */
  readonly rows: string;
  readonly toMap: string;
}
