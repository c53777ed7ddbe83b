// Rows of named cells, printed in columns.

export interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export function printTable({ title, rows }: Table): void {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const cells = rows.map(row => names.map(name => String(row[name] ?? '–')));
  const widths = names.map((name, c) =>
    Math.max(name.length, ...cells.map(row => (row[c] as string).length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => cell.padEnd(widths[c] as number))
      .join('  ')
      .trimEnd();
  process.stdout.write(`\n${title}\n${line(names)}\n${cells.map(line).join('\n')}\n`);
}

/** Best wall-clock seconds of several runs: the machine's noise only ever adds. */
export async function seconds(runs: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

export const fixed = (value: number, digits = 2): string => value.toFixed(digits);
