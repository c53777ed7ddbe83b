// Reading JSON that someone else wrote: every access says its path when the value is missing or of another
// type. Only own properties count, so `__proto__` and `constructor` are keys like any other.

import { jsonFault } from '../model/json-fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Of a file that an editor may have put a mark of its encoding in front of. @throws SyntaxError when it is not JSON */
export function parseJson(text: string): unknown {
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

export class Reader {
  readonly #value: Json | undefined;
  readonly #path: string;

  constructor(value: Json | undefined, path: string) {
    this.#value = value;
    this.#path = path;
  }

  /** @throws JsonError when the text is not JSON, or not an object */
  static parse(text: string, name: string): Reader {
    let value: Json;
    try {
      value = parseJson(text) as Json;
    } catch (error) {
      throw new JsonError(`${name} is not JSON: ${jsonFault(error)}`);
    }
    const root = new Reader(value, name);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) root.fail('an object');
    return root;
  }

  get(key: string): Reader {
    const path = `${this.#path}: ${key}`;
    const value = this.#value;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return this.fail('an object');
    return new Reader(Object.hasOwn(value, key) ? (value as { [key: string]: Json })[key] : undefined, path);
  }

  /** Is there such a key? What came with a later version may be absent. */
  has(key: string): boolean {
    const value = this.#value;
    return value !== null && typeof value === 'object' && Object.hasOwn(value, key);
  }

  at(index: number): Reader {
    return new Reader(this.items()[index], `${this.#path}[${index}]`);
  }

  list<T>(read: (item: Reader) => T): T[] {
    return this.items().map((item, index) => read(new Reader(item, `${this.#path}[${index}]`)));
  }

  length(count: number): void {
    if (this.items().length !== count) this.fail(`a list of ${count}`);
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : this.fail('text');
  }

  flag(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.fail('true or false');
  }

  number(): number {
    const value = this.#value;
    return typeof value === 'number' && Number.isFinite(value) ? value : this.fail('a number');
  }

  numberOrNull(): number | null {
    return this.#value === null ? null : this.number();
  }

  isAbsent(): boolean {
    return this.#value === undefined;
  }

  isNull(): boolean {
    return this.#value === null;
  }

  oneOf<T extends string>(words: readonly T[]): T {
    const word = words.find(w => w === this.#value);
    return word ?? this.fail(`one of ${words.join(', ')}`);
  }

  /** An object of numbers; without a prototype, so that no key means anything. */
  numbers(): Record<string, number> {
    return this.records(value => value.number());
  }

  /** An object of values of one kind; without a prototype, likewise. */
  records<T>(read: (item: Reader) => T): Record<string, T> {
    const value = this.#value;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return this.fail('an object');
    const record: Record<string, T> = Object.create(null);
    for (const key of Object.keys(value)) record[key] = read(this.get(key));
    return record;
  }

  /** A month of the calendar, `2027-01`. */
  month(): string {
    const text = this.text();
    return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : this.fail('a month such as "2027-01"');
  }

  whole(from: number, to: number): number {
    const value = this.number();
    const fits = Number.isInteger(value) && value >= from && value <= to;
    return fits ? value : this.fail(`a whole number from ${from} to ${to}`);
  }

  fail(expected: string): never {
    const value = this.#value;
    const found = value === undefined ? 'nothing' : inJson(value);
    throw new JsonError(
      `${this.#path}: found ${found.length > 60 ? `${found.slice(0, 60)}…` : found}, expected ${expected}`,
    );
  }

  private items(): readonly Json[] {
    return Array.isArray(this.#value) ? (this.#value as readonly Json[]) : this.fail('a list');
  }
}

function inJson(value: Json): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'brackets in brackets'; // thousands deep
  }
}
