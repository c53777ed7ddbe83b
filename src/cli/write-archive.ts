// Files → one ZIP archive, whole or not there.

import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { optionIssue } from '../app/option-issue.ts';
import { InputError } from '../io/issues.ts';
import type { PlanFile } from '../io/plan-directory.ts';
import { putWhole } from '../io/write-whole.ts';
import { zip } from '../io/zip.ts';

/**
 * Beside its place first, so that an archive is whole or not there.
 * @param option that names it, for messages
 * @param last what is done when all of it is written, before it takes its place
 */
export async function writeArchive(
  out: string,
  files: readonly PlanFile[],
  option: string,
  last: () => Promise<void> = async () => {},
): Promise<void> {
  const folder = dirname(resolve(out));
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new InputError([
      optionIssue(option, out, 'a file in a folder that exists', `make ${folder} first`),
    ]);
  const entries = files.map(({ path, content }) => ({
    path,
    content: content as Iterable<string | Uint8Array>,
  }));
  await putWhole(out, andThen(zip(entries), last), { option });
}

export async function* andThen<T>(items: Iterable<T>, last: () => Promise<void>): AsyncGenerator<T> {
  yield* items;
  await last();
}
