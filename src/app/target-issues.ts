// Reps whose fair share is next to nothing: whatever they get is millions of times too much, no sector of theirs means
// anything, and the solver takes no coefficients that far apart.

import type { PlanContext } from '../model/context.ts';
import type { Issue } from '../model/records.ts';

/** of the largest target of a measure: an intern of a hundredth of an FTE beside a partner of ten is a thousandth */
const LEAST = 1e-6;

/**
 * An error for each rep with a target below a millionth of the largest, once.
 * @param targets as `targetsFor` gives them, rep-major
 */
export function tinyTargets({ reps, measures }: PlanContext, targets: Float64Array): Issue[] {
  const m = measures.length;
  const largest = measures.map((_, q) =>
    reps.list.reduce((best, _rep, j) => (targets[j * m + q]! > targets[best * m + q]! ? j : best), 0),
  );
  return reps.list.flatMap((rep, j): Issue[] => {
    const q = largest.findIndex((best, at) => targets[j * m + at]! < LEAST * targets[best * m + at]!);
    if (q < 0) return [];
    const { name } = measures[q]!;
    const column = rep.targets.has(name) ? `target_${name}` : 'fte';
    return [
      {
        severity: 'error',
        code: 'tiny-target',
        file: reps.file,
        line: rep.line,
        ...(reps.feature ? { feature: true } : {}),
        column,
        found: `rep ${rep.id} with less than a millionth of the target of rep ${reps.list[largest[q]!]!.id} in ${name}`,
        expected: 'targets that can be compared',
        remedy: `correct ${column}, or take the rep out of the file`,
      },
    ];
  });
}
