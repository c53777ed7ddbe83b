// A file of settings → its text and its tree. What is no settings at all, a table by mistake, is told as such and never quoted:
// its cells are people and places.

import { parseTree, type Tree } from './config-tree.ts';
import { decodeStream } from './encoding.ts';
import type { IssueLog } from './issues.ts';
import { openSource, SETTINGS } from './source.ts';

/**
 * In any encoding that data files may have: PowerShell's `>` writes UTF-16.
 * @throws InputError when the file cannot be read
 */
export async function readSettings(path: string, log: IssueLog): Promise<string> {
  const source = await openSource(path, SETTINGS);
  let text = '';
  for await (const block of decodeStream(source.stream(), path, log).text()) text += block;
  return text;
}

/** `key:`, `- item`, `{`, `[`, `---`, `%YAML`, a tag, an anchor, an alias or a merge; a header line is none of these. */
const FIRST_LINE = /^(?:["'[\]{}%&*!?:]|-(?:\s|--|$)|[^,;\t|:]*:(?:\s|$))/;

/**
 * The tree; mistakes of its form go to the log.
 * @param remedy for YAML that is broken
 */
export function settingsTree(text: string, file: string, log: IssueLog, remedy: string): Tree {
  const tell = (line: number, found: string, expected: string, remedy: string) =>
    log.add({ severity: 'error', code: 'bad-yaml', file, line, column: null, found, expected, remedy });
  const nothing: Tree = { line: 1, kind: 'map', entries: [] };
  const noSettings = (line: number) =>
    tell(line, 'text or a table, and no settings', SETTINGS.content, 'name the YAML file with the settings');

  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/, 1000);
  const at = lines.findIndex(line => !/^\s*(?:#|$)/.test(line));
  if (at >= 0 && !FIRST_LINE.test((lines[at] as string).trimStart())) {
    noSettings(at + 1);
    return nothing;
  }
  const { tree, problems } = parseTree(text);
  for (const { line, message, more } of problems)
    if (more) tell(line, message, more.expected, more.remedy);
    else tell(line, message, 'YAML', remedy);
  if (tree.kind !== 'scalar' || tree.value === null) return tree;
  noSettings(tree.line ?? 1);
  return nothing;
}
