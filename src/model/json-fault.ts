// What is wrong with JSON, without the text around it that JSON.parse quotes: that may be a customer's name. Its messages
// differ between versions of Node, too.

/** @param error what JSON.parse threw */
export function jsonFault(error: unknown): string {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? 'broken or cut off' : `broken at character ${Number(position) + 1}`;
}
