// The lines of accounts.csv, which the files of the sectors hold once more: of a million accounts none is worked out or
// written twice over. Between the two they are kept as bytes off the heap.

import { Buffer } from 'node:buffer';
import { beginning, type CsvProfile, csvLines, inChunks } from '../io/csv.ts';

export interface AccountLines {
  /** accounts.csv */
  readonly all: () => Iterable<string>;
  /** the accounts of one rep, in the same order */
  readonly of: (rep: number) => Iterable<string>;
}

/** Texts are gathered up to this length before they become bytes. */
const PARCEL = 1 << 15;

/**
 * @param rows a header, then an account each
 * @param accountRep rep of each account, −1 for none
 */
export function accountLines(
  rows: () => Iterable<readonly (string | number | null)[]>,
  accountRep: Int32Array,
  reps: number,
  profile: CsvProfile,
): AccountLines {
  let header = '';
  let kept: { gathered: string; readonly parcels: Buffer[] }[] | null = null;

  const all = (): Iterable<string> => inChunks(keeping(), beginning(profile));

  function* keeping(): Generator<string> {
    const own = Array.from({ length: reps }, () => ({ gathered: '', parcels: [] as Buffer[] }));
    let account = -1;
    for (const line of csvLines(rows(), profile)) {
      yield line;
      if (account < 0) header = beginning(profile) + line;
      const texts = own[accountRep[account++] as number];
      if (!texts) continue;
      texts.gathered += line;
      if (texts.gathered.length < PARCEL) continue;
      texts.parcels.push(Buffer.from(texts.gathered));
      texts.gathered = '';
    }
    kept = own;
  }

  function* of(rep: number): Generator<string> {
    // whoever did not ask for all accounts first has them made now
    if (!kept) for (const _ of all());
    yield header;
    const texts = kept?.[rep];
    for (const parcel of texts?.parcels ?? []) yield parcel.toString();
    if (texts?.gathered) yield texts.gathered;
  }

  return { all, of };
}
