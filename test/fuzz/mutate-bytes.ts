// Bytes of real files, damaged: a list of operations on a file, so that what fails shrinks to the operations that matter.

import fc from 'fast-check';
import { bytes } from './case.ts';
import { NAMES, NUMBERS } from './tokens.ts';

type Edit = (from: Uint8Array, other: Uint8Array) => Uint8Array;

function replaced(from: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  const out = new Uint8Array(start + by.length + from.length - end);
  out.set(from.subarray(0, start));
  out.set(by, start);
  out.set(from.subarray(end), start + by.length);
  return out;
}

const at = (from: Uint8Array, share: number) => Math.min(from.length, Math.floor(share * from.length));
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

/** Bytes that no single encoding has next to ASCII. */
const FOREIGN: readonly Uint8Array[] = [
  Uint8Array.of(0),
  Uint8Array.of(0, 0, 0, 0),
  Uint8Array.of(0xef, 0xbb, 0xbf),
  Uint8Array.of(0xff, 0xfe),
  Uint8Array.of(0xfe, 0xff),
  Uint8Array.of(0xff, 0xfe, 0, 0),
  Uint8Array.of(0xe9),
  Uint8Array.of(0x80, 0x9b),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xc0, 0xaf),
  Uint8Array.of(0xf4, 0x90, 0x80, 0x80),
  Uint8Array.of(0x1b, 0x5b, 0x33, 0x31, 0x6d),
  Uint8Array.of(0x0d),
  Uint8Array.of(0x0a),
  Uint8Array.of(0x0d, 0x0a),
  Uint8Array.of(0x1e),
  Uint8Array.of(0x1a),
  Uint8Array.of(0x22),
  Uint8Array.of(0x22, 0x22, 0x22),
  utf16('é;"x"\n'),
  bytes('{"'),
  bytes('}]'),
  bytes('[['),
  bytes(',,'),
  bytes(';;'),
  bytes('\t'),
  bytes('---\n'),
  bytes('!!js/function x'),
  bytes('&a [*a]'),
  bytes('<<: *a'),
];

const share = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.oneof(fc.nat(4), fc.nat(80), fc.nat(2000));
const piece = fc.oneof(
  fc.constantFrom(...FOREIGN),
  fc.constantFrom(...NAMES).map(bytes),
  fc.constantFrom(...NUMBERS).map(bytes),
);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(share, fc.nat(7)).map(
    ([s, bit]): Edit =>
      from => {
        if (from.length === 0) return from;
        const out = from.slice();
        const i = Math.min(from.length - 1, at(from, s));
        out[i] = (out[i] as number) ^ (1 << bit);
        return out;
      },
  ),
  fc.tuple(share, length).map(
    ([s, n]): Edit =>
      from => {
        const start = at(from, s);
        return replaced(from, start, Math.min(from.length, start + n), new Uint8Array(0));
      },
  ),
  fc.tuple(share, length, fc.integer({ min: 1, max: 40 })).map(
    ([s, n, times]): Edit =>
      from => {
        const start = at(from, s);
        const block = Buffer.from(from.subarray(start, start + n));
        return replaced(from, start, start, Buffer.concat(Array(times).fill(block)));
      },
  ),
  fc.tuple(share, piece).map(
    ([s, by]): Edit =>
      from =>
        replaced(from, at(from, s), at(from, s), by),
  ),
  fc.tuple(share, length, piece).map(
    ([s, n, by]): Edit =>
      from => {
        const start = at(from, s);
        return replaced(from, start, Math.min(from.length, start + n), by);
      },
  ),
  share.map(
    (s): Edit =>
      from =>
        from.slice(0, at(from, s)),
  ),
  fc.tuple(share, share).map(
    ([s, t]): Edit =>
      (from, other) =>
        replaced(from, at(from, s), from.length, other.subarray(at(other, t))),
  ),
  fc.tuple(share, share).map(
    ([s, t]): Edit =>
      from => {
        const [a, b] = [Math.min(at(from, s), at(from, t)), Math.max(at(from, s), at(from, t))];
        return replaced(from, a, b, from.slice(a, b).reverse());
      },
  ),
  // one number of the text becomes another
  fc.tuple(share, fc.constantFrom(...NUMBERS)).map(
    ([s, by]): Edit =>
      from => {
        const text = Buffer.from(from).toString('latin1');
        const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
        const found = numbers[Math.min(numbers.length - 1, Math.floor(s * numbers.length))];
        if (!found) return from;
        return replaced(from, found.index, found.index + found[0].length, bytes(by));
      },
  ),
  // a word of the text becomes another
  fc.tuple(share, fc.constantFrom(...NAMES)).map(
    ([s, by]): Edit =>
      from => {
        const text = Buffer.from(from).toString('latin1');
        const words = [...text.matchAll(/[A-Za-z_][\w-]*/g)];
        const found = words[Math.min(words.length - 1, Math.floor(s * words.length))];
        if (!found) return from;
        return replaced(from, found.index, found.index + found[0].length, bytes(by));
      },
  ),
  // two numbers change places
  fc.tuple(share, share).map(
    ([s, t]): Edit =>
      from => {
        const text = Buffer.from(from).toString('latin1');
        const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
        if (numbers.length < 2) return from;
        const pick = (x: number) =>
          numbers[Math.min(numbers.length - 1, Math.floor(x * numbers.length))] as RegExpExecArray;
        const [a, b] = [pick(s), pick(t)].sort((x, y) => x.index - y.index) as [
          RegExpExecArray,
          RegExpExecArray,
        ];
        if (a === b) return from;
        const swapped =
          text.slice(0, a.index) +
          b[0] +
          text.slice(a.index + a[0].length, b.index) +
          a[0] +
          text.slice(b.index + b[0].length);
        return Buffer.from(swapped, 'latin1');
      },
  ),
  // the rest of the file, or all of it, in another encoding
  share.map(
    (s): Edit =>
      from =>
        replaced(
          from,
          at(from, s),
          from.length,
          utf16(Buffer.from(from.subarray(at(from, s))).toString('utf8')),
        ),
  ),
  share.map(
    (s): Edit =>
      from =>
        replaced(
          from,
          at(from, s),
          from.length,
          Buffer.from(Buffer.from(from.subarray(at(from, s))).toString('utf8'), 'latin1'),
        ),
  ),
  fc.constant<Edit>(from =>
    Buffer.concat([Uint8Array.of(0xff, 0xfe), utf16(Buffer.from(from).toString('utf8'))]),
  ),
  fc.constant<Edit>(from => Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), from])),
  fc.constant<Edit>(from =>
    Buffer.from(Buffer.from(from).toString('latin1').replaceAll('\n', '\r'), 'latin1'),
  ),
);

/** Damages one of the files. */
export function damaged(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(
      fc.constantFrom(...files),
      fc.constantFrom(...files),
      fc.array(edits, { minLength: 1, maxLength: 6 }),
    )
    .map(([from, other, steps]) =>
      steps.reduce<Uint8Array>((file, edit) => {
        const out = edit(file, other);
        // blocks of blocks of blocks would be a file of gigabytes
        return out.length > 300_000 ? file : out;
      }, from),
    );
}
