// Which layers a rep serves, and with what part of their time: `field`, `field|health`, `field:60%|health:40%`. Without
// percentages the time is divided in proportion to the visit hours per FTE that each of the layers asks for.

import { parseShare } from '../../io/config.ts';
import { type IssueLog, quoteCell } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import { parseList } from '../../io/reps.ts';
import type { LayerRule } from '../../model/layers.ts';
import type { Issue, Rep, Reps } from '../../model/records.ts';

/** Layer index → share of the rep's FTE, sums to 1; a share that is not given is NaN. */
export type Served = ReadonlyMap<number, number>;

/** Percentages of a person must add up to a whole one, to a tenth of a percent. */
const SLACK = 1e-3;
/** Shares are whole basis points, so that what is written is what was used. */
const BASIS = 10_000;

/** The layers of every rep, by id; what cannot be read is an error with its line. */
export function layersOfReps(reps: Reps, layers: readonly LayerRule[], log: IssueLog): Map<string, Served> {
  const names = layers.map(layer => layer.name);
  const error = (rep: Rep, code: string, found: string, expected: string, remedy: string) =>
    log.add({
      severity: 'error',
      code,
      file: reps.file,
      line: rep.line,
      ...(reps.feature ? { feature: true } : {}),
      column: 'layer',
      found,
      expected,
      remedy,
    } satisfies Issue);
  const served = new Map<string, Served>();
  for (const rep of reps.list) {
    const entries = parseList(rep.layer) ?? [];
    const shares = new Map<number, number>();
    if (entries.length === 0) {
      const expected = `one of ${names.join(', ')}, or several with | between`;
      error(rep, 'rep-without-layer', `rep ${rep.id} without a layer`, expected, 'fill in the column layer');
    }
    for (const entry of entries) {
      const { name, share } = entryOf(entry);
      const l = names.indexOf(name);
      if (l < 0) {
        const near = nearest(name, names);
        const remedy = near === null ? `layers: ${names.join(', ')}` : `did you mean ${near}?`;
        error(
          rep,
          'unknown-layer',
          `layer ${quoteCell(name)} of rep ${rep.id}`,
          'a layer that is configured',
          remedy,
        );
      } else if (share === null || share === 0) {
        const expected = 'a share such as 60%, above 0';
        error(
          rep,
          'bad-share',
          `${quoteCell(entry)} of rep ${rep.id}`,
          expected,
          'write field:60%|health:40%',
        );
      } else shares.set(l, share);
    }
    const given = [...shares.values()].filter(share => !Number.isNaN(share));
    const sum = given.reduce((total, share) => total + share, 0);
    const whole = given.length === 0 || (given.length === shares.size && Math.abs(sum - 1) <= SLACK);
    if (!whole) {
      const found = `layers ${quoteCell(rep.layer)} of rep ${rep.id}`;
      const expected = 'a share for each of the layers, 100% together, or none at all';
      error(rep, 'bad-share', found, expected, 'mend the shares: a rep has one capacity');
    }
    served.set(rep.id, given.length === 0 ? shares : new Map([...shares].map(([l, s]) => [l, s / sum])));
  }
  layers.forEach((layer, l) => {
    if ([...served.values()].some(shares => shares.has(l))) return;
    log.add({
      severity: 'error',
      code: 'layer-without-reps',
      file: reps.file,
      line: null,
      column: 'layer',
      found: `layer ${layer.name}, which no rep serves`,
      expected: 'at least one rep in each layer',
      remedy: `write ${layer.name} into the column layer of its reps`,
    });
  });
  return served;
}

/** `field:60%` */
function entryOf(entry: string): { name: string; share: number | null } {
  const colon = entry.lastIndexOf(':');
  if (colon < 0) return { name: entry, share: Number.NaN };
  return { name: entry.slice(0, colon).trim(), share: parseShare(entry.slice(colon + 1)) };
}

/**
 * Every share, the open ones in proportion to the layers' visit hours per FTE, each shared rep counted whole.
 * @param hours visit hours a year of each layer
 */
export function settleShares(
  reps: Reps,
  served: ReadonlyMap<string, Served>,
  hours: readonly number[],
): Map<string, Served> {
  const list = [...reps.list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const force = hours.map((_, l) =>
    list.reduce((sum, rep) => {
      const share = served.get(rep.id)?.get(l);
      return sum + (share === undefined ? 0 : rep.fte * rep.productivity * (share || 1));
    }, 0),
  );
  return new Map(
    list.map(rep => {
      const shares = served.get(rep.id) as Served;
      const layers = [...shares.keys()].sort((a, b) => a - b);
      if (layers.length === 0 || !layers.some(l => Number.isNaN(shares.get(l)))) {
        return [
          rep.id,
          inBasisPoints(
            layers,
            layers.map(l => shares.get(l) as number),
          ),
        ] as const;
      }
      const need = layers.map(l => (hours[l] as number) / (force[l] as number));
      const total = need.reduce((sum, x) => sum + x, 0);
      // layers that ask for nothing share their rep in equal parts
      const parts = need.map(x => (total > 0 ? x / total : 1 / layers.length));
      return [rep.id, inBasisPoints(layers, parts)] as const;
    }),
  );
}

/** At least one point each; the rounding goes to the largest, so that they add up to 1. */
function inBasisPoints(layers: readonly number[], parts: readonly number[]): Served {
  const points = parts.map(part => Math.max(1, Math.round(part * BASIS)));
  const largest = points.indexOf(Math.max(...points));
  if (largest >= 0) {
    const others = points.reduce((sum, p, i) => sum + (i === largest ? 0 : p), 0);
    points[largest] = BASIS - others;
  }
  return new Map(layers.map((l, i) => [l, (points[i] as number) / BASIS] as const));
}
