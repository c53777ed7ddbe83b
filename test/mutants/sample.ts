// Which lines are mutated: a seeded sample, since whole folders would take many hours.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../fixtures/build/random.ts';

/** consecutive lines that are taken together */
const LINES = 6;

/**
 * Ranges of lines of a folder's sources, `file:first-last`, drawn without putting back, every line as likely as any other.
 * @param count how many ranges
 */
export function drawRanges(folder: string, count: number, random: Random): string[] {
  const ranges = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .flatMap(file => {
      const lines = readFileSync(file, 'utf8').split('\n').length;
      return Array.from({ length: Math.ceil(lines / LINES) }, (_, r) => {
        const first = r * LINES + 1;
        return `${file}:${first}-${Math.min(first + LINES - 1, lines)}`;
      });
    });
  const drawn: string[] = [];
  while (drawn.length < count && ranges.length > 0) {
    drawn.push(...ranges.splice(random.int(0, ranges.length - 1), 1));
  }
  return drawn;
}

/** Wilson's interval of a share, 95 %: it holds for small samples and for shares near one. */
export function interval(part: number, of: number): readonly [number, number] {
  const z = 1.96;
  const p = part / of;
  const middle = p + (z * z) / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [(middle - half) / whole, (middle + half) / whole];
}
