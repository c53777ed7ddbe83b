import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type ZipEntry, zip } from '../../src/io/zip.ts';

/** Read by the platform's zlib, from the directory at the end of the archive. */
function unzipped(archive: Buffer): [path: string, content: Buffer][] {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const found: [string, Buffer][] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map(by => archive.readUInt16LE(at + by)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(from, from + packed));
    expect(content.length).toBe(size);
    expect(crc32(content)).toBe(archive.readUInt32LE(at + 16));
    found.push([archive.toString('utf8', at + 46, at + 46 + name), content]);
    at += 46 + name + extra + comment;
  }
  return found;
}

const packed = (entries: readonly ZipEntry[]) => Buffer.concat([...zip(entries)]);

test('texts and bytes in any mixture come back, whatever pieces they came in', () => {
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.string({ unit: 'grapheme' }) },
    { weight: 5, arbitrary: fc.uint8Array({ maxLength: 50 }) },
    // more than is deflated at once
    { weight: 1, arbitrary: fc.constant('Sète ; 12,5\n'.repeat(6_000)) },
  );
  const entry = fc.record({
    path: fc.stringMatching(/^[a-zé]{1,8}(\/[a-z]{1,8})?$/),
    content: fc.array(piece, { maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 5 }), entries => {
      const archive = packed(entries);
      const wanted = entries.map(({ path, content }) => [
        path,
        Buffer.concat(content.map(part => Buffer.from(part as string))),
      ]);
      expect(unzipped(archive)).toEqual(wanted);
      expect(packed(entries).equals(archive)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test('the same entries are the same bytes, of a day that no clock says', async () => {
  vi.resetModules();
  const { zip: anew } = await import('../../src/io/zip.ts');
  const bytes = new Uint8Array([1, 2, 3]);
  const long = 'Sète ; 12,5\n'.repeat(6_000);
  const said = [
    [{ path: 'a/é.txt', content: ['x', 'y', bytes, 'z'] }],
    [{ path: 'empty', content: [] }],
    [
      { path: 'long', content: [long, 'end'] },
      { path: 'b', content: [long.slice(0, 1 << 16), bytes] },
    ],
    [{ path: 'just', content: ['x'.repeat((1 << 16) - 1), 'y', 'z'] }],
    [],
  ].map(entries => {
    const pieces = [...anew(entries)];
    const archive = Buffer.concat(pieces);
    const text = archive.length < 300 ? archive.toString('latin1') : '';
    const shown = [...text].map(char => (/[ -~]/.test(char) ? char : `<${char.charCodeAt(0).toString(16)}>`));
    const hash = createHash('sha256').update(archive).digest('hex').slice(0, 16);
    return `${entries.map(({ path }) => path).join()}: ${pieces.map(({ length }) => length).join(' ')}, ${hash}\n  ${shown.join('')}\n`;
  });
  await expect(said.join('')).toMatchFileSnapshot('zip.txt');
});
