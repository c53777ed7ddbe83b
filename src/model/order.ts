// The one order of texts that is the same on every machine: by code units, never by locale.

export function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
