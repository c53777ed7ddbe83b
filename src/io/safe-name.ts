// File names from ids that may hold anything: a path, a device name, control characters, text that runs the other
// way. Names are safe on Windows, macOS and Linux, at most 100 bytes, and differ even where case does not count.

import { createHash } from 'node:crypto';

const LONGEST_BYTES = 100;
const HASH_DIGITS = 10;

// reserved by Windows whatever the extension: CON.csv is the console too
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
// letters, digits, and marks of every script, and what ids are usually joined with
const UNSAFE = /[^\p{L}\p{N}\p{M}._ -]+/gu;

/**
 * One name per id, in order, without extension. An id that is safe as it is keeps its name; one that had to be changed,
 * or that differs from another only in case or Unicode form, gets a hash of the id at its end. Equal ids get equal
 * names; different ids never do, and an id's name depends on nothing but the set of ids.
 * @param extensionBytes room left for the longest extension, such as `.geojson`
 */
export function safeNames(ids: readonly string[], extensionBytes = 8): string[] {
  const room = LONGEST_BYTES - extensionBytes;
  const distinct = [...new Set(ids)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const keysSeen = new Map<string, number>();
  for (const id of distinct) bump(keysSeen, collisionKey(cleaned(id)));
  const name = new Map<string, string>();
  for (const id of distinct) {
    const clean = cleaned(id);
    const alone = keysSeen.get(collisionKey(clean)) === 1;
    const same = clean === id.normalize('NFC') && Buffer.byteLength(clean) <= room;
    name.set(id, same && alone ? clean : withHash(clean, id, room));
  }
  // an id may look like another's name with its hash: then it gets one too
  const taken = new Map<string, number>();
  for (const given of name.values()) bump(taken, collisionKey(given));
  for (const [id, given] of name) {
    if (given === id && (taken.get(collisionKey(given)) as number) > 1)
      name.set(id, withHash(given, id, room));
  }
  return ids.map(id => name.get(id) as string);
}

function cleaned(id: string): string {
  let clean = id
    .normalize('NFC')
    .replace(UNSAFE, '_')
    // a leading dot hides, a leading hyphen is an option; Windows drops dots and spaces at the end
    .replace(/^[. -]+|[. ]+$/g, '_');
  if (clean === '' || DEVICE.test(clean)) clean = `_${clean}`;
  return clean;
}

/** Names with the same key are one file on some system: neither case nor Unicode form counts there. */
function collisionKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');
}

function withHash(clean: string, id: string, room: number): string {
  const hash = createHash('sha256').update(JSON.stringify(id)).digest('hex').slice(0, HASH_DIGITS);
  let head = '';
  let bytes = 0;
  for (const char of clean) {
    bytes += Buffer.byteLength(char);
    if (bytes > room - HASH_DIGITS - 1) break;
    head += char;
  }
  return `${head}-${hash}`;
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
