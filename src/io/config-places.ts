// Where a configuration says what: findings about options speak of the option; what came from the file is better named by
// its line and key.

import type { Issue } from '../model/records.ts';
import type { Tree } from './config-tree.ts';

/** `measures.potential` → 4; of lists that name things (`- potential=5%`, `- {name: area}`) each name is a key. */
export function placesOf(tree: Tree): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const put = (key: string, line: number | null) => {
    if (key !== '' && line !== null && !places.has(key)) places.set(key, line);
  };
  const walk = (node: Tree, key: string): void => {
    if (node.kind === 'map') {
      for (const { key: name, line, value } of node.entries) {
        const path = key === '' ? name : `${key}.${name}`;
        put(path, line);
        walk(value, path);
      }
    } else if (node.kind === 'list') {
      for (const item of node.items) {
        const name = nameOf(item);
        if (name !== null) put(`${key}.${name}`, item.line);
        walk(item, name === null ? key : `${key}.${name}`);
      }
    }
  };
  walk(tree, '');
  return places;
}

function nameOf(item: Tree): string | null {
  if (item.kind === 'scalar')
    return String(item.value)
      .replace(/\s*=[^=]*$/, '')
      .trim();
  const named = item.kind === 'map' ? item.entries.find(({ key }) => key === 'name')?.value : undefined;
  return named?.kind === 'scalar' ? String(named.value).trim() : null;
}

/** options whose key is called otherwise */
const KEYS: Readonly<Record<string, string>> = {
  measure: 'measures',
  level: 'hierarchy.levels',
  order: 'hierarchy.order',
  managers: 'hierarchy.managers',
  budget: 'budgets',
  may_cut: 'keep_together',
};

/**
 * A finding about an option, `--measure potentail`, as one about the file, when the file is what said it.
 * @param given whether the option was on the command line
 */
export function inConfiguration(
  issue: Issue,
  file: string,
  places: ReadonlyMap<string, number>,
  given: (option: string) => boolean,
): Issue {
  const [, option, name = ''] = /^--([a-z-]+)(?: ([\s\S]*))?$/.exec(issue.file) ?? [];
  if (option === undefined || issue.line !== null || given(option)) return issue;
  const plain = option.replaceAll('-', '_');
  const key = KEYS[plain] ?? plain;
  // of a layer where the whole configuration has none
  const inLayer = [...places.keys()].find(
    path => path.startsWith('layers.') && path.endsWith(name === '' ? `.${key}` : `.${key}.${name}`),
  );
  const path = [name === '' ? '' : `${key}.${name}`, inLayer ?? '', key].find(known => places.has(known));
  return path === undefined ? issue : { ...issue, file, line: places.get(path) as number, column: path };
}
