// The shape of a zone checked and mended, with every repair in words: what reading zones needs of geometry. `io` does not
// import it but is given it (io/zone-places.ts says what it takes), so that the arrows keep pointing one way.

import type { Issue, MultiPolygon, Severity } from '../model/records.ts';
import { pointInside } from './inside.ts';
import { mendPolygons } from './mend.ts';
import type { ShapeFault, ShapeFinding } from './rings.ts';
import { bbox, greatCircleKm, sphericalAreaKm2 } from './sphere.ts';

export interface MendedShape {
  /** null when no area is left */
  readonly polygons: MultiPolygon['coordinates'] | null;
  /** [lon, lat]: a position of the input, where a collapsed zone is; null without any */
  readonly somewhere: readonly [number, number] | null;
  /** codes are those of ShapeFault, and `collapsed-zone`; without file and line */
  readonly issues: readonly Pick<Issue, 'severity' | 'code' | 'found' | 'expected' | 'remedy'>[];
}

/** Raw MultiPolygon coordinates in degrees → a valid shape and what had to be done for it. */
export function mendShape(raw: unknown): MendedShape {
  const { polygons, findings, firstPosition } = mendPolygons(raw);
  const somewhere = firstPosition ? middle(raw, firstPosition) : null;
  if (polygons) {
    const issues = findings.map(inWords);
    const cut = findings.some(({ fault }) => fault === 'antimeridian');
    return {
      polygons,
      somewhere,
      issues: cut || bbox(polygons)![2] <= 180 ? issues : [...issues, BOTH_SIDES],
    };
  }
  // repeats, spikes and empty rings are how it collapsed; only positions that are no numbers may be why
  const causes = findings.filter(({ fault }) => fault === 'bad-position' || fault === 'tangled').map(inWords);
  const collapsed = {
    severity: 'warning',
    code: 'collapsed-zone',
    found: somewhere
      ? `a polygon without a usable area${placed(somewhere)}`
      : 'a polygon without a usable position',
    expected: 'a polygon with an area',
    remedy: somewhere
      ? 'the zone is kept as a point, joined to the nearest zone; draw its polygon again'
      : 'draw its polygon again',
  } as const;
  return { polygons, somewhere, issues: [...causes, collapsed] };
}

/** Middle of the box of all positions: for a collapsed ring, the middle of what it collapsed to. */
function middle(raw: unknown, first: readonly number[]): [number, number] {
  let [west, south, east, north] = [first[0]!, first[1]!, first[0]!, first[1]!];
  const visit = (value: unknown, depth: number): void => {
    // polygons, rings, positions: what lies deeper is none
    if (!Array.isArray(value) || depth > 3) return;
    if (!Number.isFinite(value[0]) || !Number.isFinite(value[1])) {
      for (const inner of value) visit(inner, depth + 1);
      return;
    }
    west = Math.min(west, value[0]);
    east = Math.max(east, value[0]);
    south = Math.min(south, value[1]);
    north = Math.max(north, value[1]);
  };
  visit(raw, 0);
  return [(west + east) / 2, (south + north) / 2];
}

const WORDS: Record<
  ShapeFault,
  readonly [what: string, expected: string, remedy: string, severity?: Severity]
> = {
  'bad-position': ['positions that are no numbers', 'numbers', 'left out; mend the coordinates', 'warning'],
  'open-ring': ['rings that do not end where they begin', 'closed rings', 'closed'],
  'repeated-vertices': ['vertices given twice in a row', 'each vertex once', 'the repeats are dropped'],
  spike: ['spikes of no width', 'rings without spikes', 'the spikes are dropped'],
  'too-few-positions': ['rings of fewer than four positions', 'at least four', 'the rings are dropped'],
  'zero-area': ['rings without area', 'rings with an area', 'the rings are dropped'],
  'self-crossing': [
    'places where rings cross themselves',
    'simple rings',
    'cut where they cross (even-odd rule)',
  ],
  'self-touching': ['places where a ring touches itself', 'simple rings', 'cut into rings that do not'],
  'hole-outside': [
    'holes that do not lie inside their polygon',
    'holes inside',
    'taken as parts when wound like the outline, else dropped',
  ],
  'overlapping-parts': ['parts that overlap', 'parts that do not overlap', 'united'],
  tangled: [
    'an outline that is no border',
    'at most 20,000 crossings and 50,000 rings in a zone',
    'the zone has no polygon; draw it again',
    'warning',
  ],
  antimeridian: ['polygons across the antimeridian', 'polygons within ±180°', 'cut there', 'info'],
};

/** Nothing is wrong with it, but whoever maps or edits the file should know. */
const BOTH_SIDES: MendedShape['issues'][number] = {
  severity: 'info',
  code: 'antimeridian',
  found: 'parts on both sides of the antimeridian',
  expected: 'a zone on one side of it',
  remedy: 'nothing to do: distances and borders are those across it',
};

function inWords({ fault, count, at }: ShapeFinding): MendedShape['issues'][number] {
  const [what, expected, remedy, severity = 'repair'] = WORDS[fault];
  return {
    severity,
    code: fault,
    found: fault === 'tangled' ? what : `${what}: ${Math.max(1, Math.round(count))}${at ? placed(at) : ''}`,
    expected,
    remedy,
  };
}

/** Latitude first, as maps and this program's messages have it. */
const placed = ([lon, lat]: readonly number[]): string => `, at ${lat!.toFixed(5)} ${lon!.toFixed(5)}`;

/** Everything that reading zones is given. */
export const shapeTools = { mendShape, pointInside, bbox, sphericalAreaKm2, greatCircleKm } as const;
