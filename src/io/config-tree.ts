// YAML as a plain tree in which every value knows its line. yaml is imported only here.

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

export type Tree = { readonly line: number | null } & (
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'map'; readonly entries: readonly TreeEntry[] }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
);

export interface TreeEntry {
  readonly key: string;
  readonly line: number | null;
  readonly value: Tree;
}

export interface TreeProblem {
  readonly line: number;
  readonly message: string;
  /** of a mistake that is none of spelling */
  readonly more?: { readonly expected: string; readonly remedy: string };
}

/** Anchors that nest deeper than any configuration are taken for an attack or a loop. */
const DEEPEST = 20;
/** Looking for an alias's anchor goes through the document: thousands of them would take minutes. */
const MOST_ALIASES = 1000;
/** Characters. The parser compares each key with all before it, and opens a level for every bracket. */
const LONGEST = 1 << 18;

const SECOND_DOCUMENT = {
  message: 'a second document after ---',
  more: {
    expected: 'one configuration in a file',
    remedy: 'take out the line ---, or put what is below it into a file of its own',
  },
};

export function parseTree(text: string): { readonly tree: Tree; readonly problems: readonly TreeProblem[] } {
  const empty: Tree = { line: 1, kind: 'map', entries: [] };
  if (text.length > LONGEST) {
    return {
      tree: empty,
      problems: [{ line: 1, message: `${text.length} characters, more than ${LONGEST}` }],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineOf = (node: Node | null): number | null => {
    const at = node?.range?.[0];
    return at === undefined ? null : lines.linePos(at).line;
  };
  const problems: TreeProblem[] = document.errors.map(({ code, pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    ...(code === 'MULTIPLE_DOCS'
      ? SECOND_DOCUMENT
      : // behind the colon is the rest of the line, whatever it is
        { message: code === 'UNEXPECTED_TOKEN' ? message.replace(/: .*/s, '') : message.split('\n')[0] }),
  }));
  // aliases may be used again and again inside each other: count what they unfold to
  let nodes = 0;
  let aliases = 0;

  const convert = (node: Node | null, depth: number): Tree => {
    const line = lineOf(node);
    const tooMany = isAlias(node) && ++aliases > MOST_ALIASES;
    if (depth > DEEPEST || ++nodes > 100_000 || tooMany) {
      const message = tooMany ? `more than ${MOST_ALIASES} aliases` : 'values nested too deeply';
      if (problems.length === 0) problems.push({ line: line ?? 1, message });
      return { line, kind: 'scalar', value: null };
    }
    if (node === null) return { line, kind: 'scalar', value: null };
    if (isAlias(node)) {
      const meant = node.resolve(document);
      if (!meant)
        problems.push({ line: line ?? 1, message: `*${node.source} without its anchor &${node.source}` });
      return { ...convert(meant ?? null, depth + 1), line };
    }
    if (isMap(node)) {
      const entries = node.items.map(pair => {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        return { key, line: lineOf(pair.key as Node), value: convert(pair.value as Node | null, depth + 1) };
      });
      return { line, kind: 'map', entries };
    }
    if (isSeq(node))
      return { line, kind: 'list', items: node.items.map(item => convert(item as Node, depth + 1)) };
    return { line, kind: 'scalar', value: isScalar(node) ? node.value : null };
  };

  const tree =
    problems.length > 0 || document.contents === null ? empty : convert(document.contents as Node, 0);
  return { tree, problems };
}
