// Neighbors as the file names them: made symmetric, unknown ids and a zone's own id left out and reported.

import type { Issue, Zones } from '../model/records.ts';
import { EXAMPLES, list } from './words.ts';

export function columnNeighbors(zones: Zones): { pairs: Set<number>; issues: Issue[] } {
  const n = zones.count;
  const indexOf = new Map(zones.id.map((id, i) => [id, i]));
  const directed = new Set<number>();
  const issues: Issue[] = [];
  const issue = (
    severity: Issue['severity'],
    code: string,
    found: string,
    expected: string,
    remedy: string,
  ) =>
    issues.push({
      severity,
      code,
      file: zones.file,
      line: null,
      column: 'neighbors',
      found,
      expected,
      remedy,
    });
  const unknown: string[] = [];
  zones.neighborIds?.forEach((ids, i) => {
    for (const id of ids) {
      const j = indexOf.get(id);
      if (j === undefined) unknown.push(`${zones.id[i]}→${id}`);
      else if (j !== i) directed.add(i * n + j);
    }
  });
  const pairs = new Set<number>();
  const oneSided: string[] = [];
  for (const key of [...directed].sort((p, q) => p - q)) {
    const [i, j] = [Math.floor(key / n), key % n];
    if (!directed.has(j * n + i)) oneSided.push(`${zones.id[i]}→${zones.id[j]}`);
    pairs.add(Math.min(i, j) * n + Math.max(i, j));
  }
  if (unknown.length > 0) {
    issue(
      'warning',
      'unknown-neighbor',
      `${unknown.length} neighbors that are no zones: ${list(unknown, EXAMPLES)}`,
      'ids of zones in the same file',
      'they are ignored; add the zones or correct the ids',
    );
  }
  if (oneSided.length > 0) {
    issue(
      'info',
      'one-sided-neighbor',
      `${oneSided.length} neighbors named on one side only: ${list(oneSided, EXAMPLES)}`,
      'each zone in the list of the other',
      'taken as neighbors both ways',
    );
  }
  return { pairs, issues };
}
