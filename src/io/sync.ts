// Onto the disk: what was written stays written when the power fails. A rename may reach the disk before the bytes of the file
// that it renames, so these come first.

import { open } from 'node:fs/promises';

/** as many as Node has threads for */
const AT_ONCE = 4;

/** At the end and several at once: journaling file systems then write for all of them together. */
export async function syncFiles(paths: readonly string[]): Promise<void> {
  let next = 0;
  const serve = async () => {
    while (next < paths.length) {
      // for writing: Windows flushes no other
      const handle = await open(paths[next++] as string, 'r+');
      try {
        await handle.sync().catch(unlessUnsupported);
      } finally {
        await handle.close();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, paths.length) }, serve));
}

export async function syncFolders(folders: Iterable<string>): Promise<void> {
  for (const folder of new Set(folders)) await syncFolder(folder);
}

/** The names in a folder; where a system cannot do that (Windows, some network drives) it does it by itself, or not at all. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(folder, 'r');
  } catch (error) {
    // a folder that may be written and not be read, and Windows
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['EACCES', 'EPERM', 'EISDIR'].includes(code)) return;
    throw error;
  }
  try {
    await handle.sync().catch(unlessUnsupported);
  } finally {
    await handle.close();
  }
}

function unlessUnsupported(error: NodeJS.ErrnoException): void {
  if (!['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM'].includes(error.code ?? '')) throw error;
}
