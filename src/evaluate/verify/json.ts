// Looking into parsed JSON of unknown shape, without trusting it.

/** The value at a path of keys; undefined when any step is missing. Only own keys count. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** characters of a list that are shown */
const MOST_SHOWN = 100;

/** Text of what someone else wrote, for a message or to look up: an object may have a `toString` of its own. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) return 'an object';
  if (value.length === 0) return 'an empty list';
  const plain = value.every(entry => entry === null || typeof entry !== 'object');
  const text = plain ? value.join(', ') : '';
  return text === '' || text.length > MOST_SHOWN ? 'a list' : text;
}

/** A number, or NaN for null and anything else. */
export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : Number.NaN;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
