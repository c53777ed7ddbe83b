// Columns that grow while a file streams by, and a column of numbers that settles its decimal mark at the end.

import { type DecimalEvidence, decideDecimal, isBlank, readNumber } from './numbers.ts';

export class FloatColumn {
  #values = new Float64Array(256);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  finish(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}

export interface NumberColumnResult {
  /** NaN where the cell is blank or no number */
  readonly values: Float64Array;
  /** rows whose cell is neither blank nor a number */
  readonly bad: readonly number[];
  /** cells like `1,234` that only the default settled, and the first such row (−1: none) */
  readonly guessed: number;
  readonly firstGuessed: number;
  readonly mark: ',' | '.';
  readonly mixed: boolean;
}

export class NumberColumn {
  readonly evidence: DecimalEvidence = { comma: 0, point: 0 };
  readonly #values = new FloatColumn();
  readonly #ambiguous: number[] = [];
  readonly #bad: number[] = [];
  readonly #degrees: boolean;

  /** @param degrees coordinates: `48,123` can have no thousands */
  constructor(degrees = false) {
    this.#degrees = degrees;
  }

  push(text: string): void {
    if (isBlank(text)) {
      this.#values.push(Number.NaN);
      return;
    }
    const first = readNumber(text, '.');
    let { value } = first;
    let { evidence } = first;
    if (value === null) this.#bad.push(this.#values.length);
    else if (first.ambiguous !== '') {
      if (this.#degrees) {
        value = readNumber(text, first.ambiguous).value;
        evidence = first.ambiguous;
      } else this.#ambiguous.push(this.#values.length);
    }
    if (evidence === ',') this.evidence.comma++;
    else if (evidence === '.') this.evidence.point++;
    this.#values.push(value ?? Number.NaN);
  }

  /**
   * @param file evidence of all columns together
   * @param cell the text of a row's cell, for those that are still to be settled
   */
  finish(file: DecimalEvidence, delimiter: string, cell: (row: number) => string): NumberColumnResult {
    const decision = decideDecimal(this.evidence, file, delimiter);
    const values = this.#values.finish();
    for (const row of this.#ambiguous) values[row] = readNumber(cell(row), decision.mark).value ?? Number.NaN;
    const guessed = decision.by === 'default' ? this.#ambiguous.length : 0;
    return {
      values,
      bad: this.#bad,
      guessed,
      firstGuessed: guessed > 0 ? this.#ambiguous[0] : -1,
      mark: decision.mark,
      mixed: decision.mixed,
    };
  }
}

/** Texts that repeat (towns, segments, reps) are kept once. */
export function createInterner(): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    if (text === '') return '';
    const found = known.get(text);
    if (found !== undefined) return found;
    const own = flat(text);
    // a column without repetition must not be kept twice
    if (known.size < 200_000) known.set(own, own);
    return own;
  };
}

/** A copy of its own: a slice of a block of the file would keep the whole block in memory. */
export function flat(text: string): string {
  // V8 copies shorter slices anyway
  return text.length < 13 ? text : Buffer.from(text).toString();
}
