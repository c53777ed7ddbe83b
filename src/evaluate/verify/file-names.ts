// Whose a file is by its name, by verify's own reading of how files are named after ids: an id that is safe as a name is the
// name; behind any other stands a hyphen and ten digits of the SHA-256 of the id, as JSON has it.

export type Sha256 = (text: string) => string;

const HASHED = /^(.*)-([0-9a-f]{10})$/s;

/** @returns which of the ids a name without its extension is of; undefined when it is of none */
export function namedAfter(ids: Iterable<string>, sha256: Sha256): (name: string) => string | undefined {
  const byName = new Map<string, string>();
  const byHash = new Map<string, string>();
  for (const id of ids) {
    byName.set(id.normalize('NFC'), id);
    byHash.set(sha256(JSON.stringify(id)).slice(0, 10), id);
  }
  return name => {
    const [, head = '', hash = ''] = HASHED.exec(name) ?? [];
    const hashed = byHash.get(hash);
    // what a person reads in front of the digits must not be another's id
    if (hashed !== undefined && letters(hashed).startsWith(letters(head))) return hashed;
    // some file systems decompose what is written composed
    return byName.get(name.normalize('NFC'));
  };
}

/** What is left of a text in any file name. */
function letters(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}
