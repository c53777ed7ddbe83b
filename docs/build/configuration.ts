// docs/configuration.md: the keys of sectorize.yaml, from the schema that is written from their reader.

import type { Schema } from '../../src/io/config-schema.ts';

const INTRODUCTION = `# Configuration

Written from the program by \`npm run docs\`. \`sectorize init\` writes a first \`sectorize.yaml\` with comments; every command
reads it with \`--config sectorize.yaml\`, and options of the command line win over it. Every key is optional; one with
nothing after its colon is not set. Paths are relative to the file. Shares are written \`10%\` or \`0.1\`, and numbers may have
a decimal comma in quotes. A mistake is named with its line, its key, what is allowed and the nearest spelling.

\`sectorize.schema.json\`, in the package and by \`sectorize init --schema <file>\`, is its JSON Schema: with this first line an
editor that knows YAML completes and checks the file.

    # yaml-language-server: $schema=node_modules/sectorize/sectorize.schema.json`;

interface Row {
  readonly key: string;
  readonly schema: Schema;
}

export function configurationMarkdown(schema: Schema): string {
  const rows = rowsOf(schema, '');
  const table = [
    '| key | takes | without it | what it is for |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ key, schema: of }) => {
      const cells = [`\`${key}\``, takes(of), usual(of.default), String(of.description ?? '')];
      return `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('<', '\\<')).join(' | ')} |`;
    }),
  ];
  return `${INTRODUCTION}\n\n${table.join('\n')}\n`;
}

/** Keys in the order of the file, those of records and of lists of records below theirs. */
function rowsOf(schema: Schema, path: string): Row[] {
  return parts(schema).flatMap(part =>
    Object.entries((part.properties ?? {}) as Record<string, Schema>)
      // conditions repeat keys without a word about them
      .filter(([, of]) => of.description !== undefined)
      .flatMap(([name, of]) => {
        const key = path === '' ? name : `${path}.${name}`;
        return [{ key, schema: of }, ...rowsOf(of, key)];
      }),
  );
}

/** The schemas that a value is made of: itself, alternatives, conditions, items, values of any key. */
function parts(schema: Schema): Schema[] {
  const inner = [
    ...((schema.anyOf as Schema[] | undefined) ?? []),
    ...((schema.allOf as Schema[] | undefined) ?? []),
    ...(typeof schema.items === 'object' ? [schema.items as Schema] : []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties as Schema] : []),
  ];
  return [schema, ...inner.flatMap(parts)];
}

function takes(schema: Schema): string {
  const all = outside(schema);
  const types = new Set(all.flatMap(({ type }) => (type === undefined ? [] : [type].flat())));
  const words = all.flatMap(({ enum: known }) => (known as unknown[] | undefined) ?? []);
  // the tab itself cannot be shown; `yes` and `no` are better than `true` and `false`
  const shown = words.filter(word => typeof word === 'string' && word !== '\t');
  const number = all.find(({ type }) => type === 'number' || type === 'integer');
  const said = [
    ...(shown.length > 0 ? [shown.map(word => `\`${word}\``).join(', ')] : []),
    ...(number ? [range(number)] : []),
    ...(types.has('object') ? ['keys and values'] : []),
    ...(types.has('array') ? ['a list'] : []),
  ];
  return said.length > 0 ? said.join(', or ') : 'a text';
}

/** The alternatives of a value, without what is inside of it. */
function outside(schema: Schema): Schema[] {
  const inner = [...((schema.anyOf as Schema[]) ?? []), ...((schema.allOf as Schema[]) ?? [])];
  return [schema, ...inner.flatMap(outside)];
}

function range({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string {
  const what = type === 'integer' ? 'a whole number' : 'a number';
  const least = minimum === undefined ? `above ${exclusiveMinimum}` : `from ${minimum}`;
  const most = maximum ?? exclusiveMaximum;
  // a limit that nobody reaches says nothing
  if (most === undefined || (most as number) >= 1e9) return `${what} ${least}`;
  return exclusiveMaximum === undefined
    ? `${what} ${least} to ${most}`
    : `${what} ${least} and below ${most}`;
}

function usual(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? '`yes`' : '`no`') : `\`${String(value)}\``;
}
