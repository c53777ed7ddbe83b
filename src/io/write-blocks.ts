// Content of a file, made as it is written.

import type { FileHandle } from 'node:fs/promises';

export type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface Progress {
  /** written so far */
  bytes: number;
}

const WRITE_BYTES = 1 << 18;

/** In blocks: a million rows must not become one string, nor a million writes. */
export async function writeBlocks(handle: FileHandle, content: Content, progress: Progress): Promise<void> {
  const write = async (data: string | Uint8Array) => {
    await handle.writeFile(data);
    progress.bytes += typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  };
  let block = '';
  const put = async (chunk: string | Uint8Array) => {
    if (typeof chunk !== 'string') {
      if (block !== '') await write(block);
      block = '';
      await write(chunk);
      return;
    }
    block += chunk;
    if (block.length < WRITE_BYTES) return;
    await write(block);
    block = '';
  };
  if (Symbol.asyncIterator in content) for await (const chunk of content) await put(chunk);
  else {
    for (const chunk of content) {
      // a million rows wait for nothing as long as there is room
      if (typeof chunk === 'string' && block.length + chunk.length < WRITE_BYTES) block += chunk;
      else await put(chunk);
    }
  }
  if (block !== '') await write(block);
}
