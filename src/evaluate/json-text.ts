// JSON that diffs well: one entry of a list per line, spaces after commas, order by code units.

/** A list, one entry a line, two levels deep. */
export function jsonLines(entries: readonly string[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map(entry => `    ${entry}`).join(',\n')}\n  ]`;
}

/** One line, with a space after each comma and colon outside strings: `["default", "35000", "R1"]`. */
export function jsonLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLine).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${jsonLine(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value === undefined ? null : value);
}

export function byFirst(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

/** Comparator by text keys, code units. */
export function byKeys<T>(...keys: readonly ((item: T) => string)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const x = key(a);
      const y = key(b);
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
}
