// Names of a matrix file → points, each looked up once; what is wrong with them is said once for all rows.

import { flat } from '../columns.ts';
import { type IssueLog, quoteCell } from '../issues.ts';
import type { PointIndex } from './points.ts';
import type { Resolver } from './resolver.ts';

/** no point: unknown, or the error has been told */
export const NO_POINT = -1;

export interface MatrixNames {
  /** the point of a name, NO_POINT for none */
  of(name: string, line: number, column: string): number;
  /** whether several names of the file are this point */
  isShared(point: number): boolean;
  /** tells about the names that nobody has */
  finish(): void;
}

const EXAMPLES = 3;

export function matrixNames(resolve: Resolver, points: PointIndex, file: string, log: IssueLog): MatrixNames {
  const known = new Map<string, number>();
  const named = new Set<number>();
  const shared = new Set<number>();
  const unknown: { readonly name: string; readonly line: number; readonly column: string }[] = [];

  function lookUp(name: string, line: number, column: string): number {
    const found = resolve(name);
    if (found === null) {
      unknown.push({ name: name.slice(0, 100), line, column });
      return NO_POINT;
    }
    if ('ambiguous' in found) {
      log.add({
        severity: 'error',
        code: 'ambiguous-road-name',
        file,
        line,
        column,
        found: `${quoteCell(name)}, which several have`,
        expected: 'a name of one place',
        remedy: `write ${found.ambiguous.map(quoteCell).join(' or ')} everywhere`,
      });
      return NO_POINT;
    }
    const point = points.of(found.lat, found.lon);
    if (named.has(point)) shared.add(point);
    else named.add(point);
    return point;
  }

  return {
    of(name, line, column) {
      let point = known.get(name);
      if (point === undefined) {
        point = lookUp(name, line, column);
        known.set(flat(name), point);
      }
      return point;
    },
    isShared: point => shared.has(point),
    finish() {
      const [first] = unknown;
      if (!first) return;
      const more = unknown.length > EXAMPLES ? ' …' : '';
      const names = unknown.slice(0, EXAMPLES).map(({ name }) => quoteCell(name));
      log.add({
        severity: 'warning',
        code: 'unknown-road-name',
        file,
        line: first.line,
        column: first.column,
        found: `${unknown.length} ${unknown.length === 1 ? 'name' : 'names'} of no rep, zone or account: ${names.join(', ')}${more}`,
        expected: 'ids of reps, zones or accounts',
        remedy: 'nothing, if the matrix is larger than the plan; else mend the ids',
      });
    },
  };
}
