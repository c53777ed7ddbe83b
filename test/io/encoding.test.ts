import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeStream } from '../../src/io/encoding.ts';
import { IssueLog } from '../../src/io/issues.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Uint8Array, size = 1 << 20) {
  const log = new IssueLog();
  const decoded = decodeStream(chunks(bytes, size), 'f', log);
  let text = '';
  for await (const block of decoded.text()) text += block;
  return { text, encoding: decoded.encoding(), log };
}

/** Windows-1252 bytes of a text that has only Latin-1 and the euro sign, œ and ’ */
function windows1252(text: string): Buffer {
  const special = new Map([
    ['€', 0x80],
    ['œ', 0x9c],
    ['’', 0x92],
  ]);
  return Buffer.from([...text].map(char => special.get(char) ?? char.charCodeAt(0)));
}

const LINE = 'Ébéniste à l’œuvre;12 €;Saint-Étienne\n';

describe('decodeStream', () => {
  test.each([1, 2, 3, 7, 1000, 1 << 20])('recognizes each encoding, read by %d bytes', async size => {
    const text = LINE.repeat(40);
    const le = Buffer.from(text, 'utf16le');
    const be = Buffer.from(le).swap16();
    const cases: [string, Uint8Array][] = [
      ['utf-8', Buffer.from(text)],
      ['utf-8-bom', Buffer.from(`\ufeff${text}`)],
      ['windows-1252', windows1252(text)],
      ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), le])],
      ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), be])],
      ['utf-16le', le],
      ['utf-16be', be],
    ];
    for (const [encoding, bytes] of cases) {
      const found = await decode(bytes, size);
      expect(found.encoding).toBe(encoding);
      expect(found.text).toBe(text);
      expect(found.log.issues()).toEqual([]);
    }
  });

  test('Windows-1252 whose first high byte comes after three megabytes', async () => {
    const text = `${'plain ascii line\n'.repeat(190_000)}Nîmes;1 €\n`;
    const found = await decode(windows1252(text));
    expect(found.encoding).toBe('windows-1252');
    expect(found.text).toBe(text);
    expect(found.log.issues()).toEqual([]);
  });

  test('UTF-8 that stops being so keeps UTF-8 and names the first odd line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Évry\n'.repeat(3)),
      Buffer.from('a\n'.repeat(900_000)),
      windows1252('Nîmes\n'),
      Buffer.from('Orléans\n'),
    ]);
    const found = await decode(bytes);
    expect(found.text.endsWith('a\nNîmes\nOrléans\n')).toBe(true);
    expect(found.text.startsWith('Évry\n')).toBe(true);
    expect(found.text).not.toContain('\ufffd');
    expect(found.log.issues()).toMatchObject([
      { severity: 'warning', code: 'mixed-encoding', line: 900_004 },
    ]);
  });

  test('a line longer than what is held back is not cut inside a character', async () => {
    const text = 'é'.repeat(5 << 20);
    expect((await decode(Buffer.from(`x${text}`), 65_537)).text).toBe(`x${text}`);
    const wide = '😀'.repeat(2 << 20);
    expect((await decode(Buffer.from(`\ufeff${wide}`, 'utf16le'), 65_536)).text).toBe(wide);
  });

  test('half a UTF-16 character is an error', async () => {
    await expect(decode(Buffer.from([0xff, 0xfe, 65, 0, 66]))).rejects.toThrow('cut-utf16');
  });

  test('never invents U+FFFD', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          // not with a mark or NUL halves of UTF-16, where lone halves may be
          fc.pre(!(bytes[0] >= 0xfe) && !bytes.includes(0));
          const clean = bytes.map((byte, i) => (byte === 0xef && bytes[i + 1] === 0xbf ? 65 : byte));
          expect((await decode(clean, size)).text).not.toContain('\ufffd');
        },
      ),
    );
  });

  test('any text comes back from UTF-8, whatever the chunks', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (written, size) => {
        fc.pre(!written.startsWith('\ufeff') && !written.includes('\0'));
        expect((await decode(Buffer.from(`x${written}`), size)).text).toBe(`x${written}`);
      }),
    );
  });
});
