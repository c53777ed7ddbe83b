// docs/cli.md: the whole help on one page that can be linked into.

import type { CommandRecord, Note, OptionGroup, ProgramRecord } from '../../src/cli/reference/record.ts';

export function commandLineMarkdown(program: ProgramRecord): string {
  const { name, commands } = program;
  const parts = [
    '# Command line',
    `Written from the program by \`npm run docs\`; the same text as \`${name} --help\` and, by command, \`${name} plan --help\`.`,
    code([program.usage]),
    program.description,
    table(
      ['command', 'what it does'],
      commands.map(command => [`[${command.name}](#${name}-${command.name})`, escaped(command.description)]),
    ),
    ...program.groups.map(group => optionTable(group)),
    ...program.notes.map(noteMarkdown),
    ...examples(program),
    ...commands.flatMap(command => commandParts(`${name} ${command.name}`, command)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function commandParts(title: string, command: CommandRecord): string[] {
  const args = command.arguments.map(({ placeholder, description, choices }) => [
    `\`<${placeholder}>\``,
    escaped(description),
    words(choices),
  ]);
  return [
    `## ${title}`,
    sentence(command.description),
    code([command.usage]),
    ...(args.length > 0 ? [table(['argument', 'meaning', 'one of'], args)] : []),
    ...command.groups.flatMap(group => [
      ...(command.groups.length > 1 ? [`### ${escaped(group.title)}`] : []),
      optionTable(group),
    ]),
    ...command.notes.map(noteMarkdown),
    ...examples(command),
  ];
}

/** A column that no option of the group needs is left out. */
function optionTable({ options }: OptionGroup): string {
  const columns: [title: string, cells: string[]][] = [
    ['option', options.map(({ flags }) => `\`${flags}\``)],
    ['meaning', options.map(({ description }) => escaped(description))],
    ['one of', options.map(({ value }) => words(value?.choices ?? []))],
    ['default', options.map(option => escaped(option.default ?? ''))],
  ];
  const shown = columns.filter(([, cells]) => cells.some(cell => cell !== ''));
  return table(
    shown.map(([title]) => title),
    options.map((_, row) => shown.map(([, cells]) => cells[row] as string)),
  );
}

function noteMarkdown({ title, lines }: Note): string {
  if (title === null) return escaped(lines.join(' '));
  const items = lines.map(line => line.replace(/^(\S+) {2,}/, (_, term) => `\`${term}\`: `));
  return `${escaped(title)}:\n\n${items.map(item => `- ${escaped(item)}`).join('\n')}`;
}

function examples({ examples: lines }: CommandRecord): string[] {
  return lines.length > 0 ? ['Examples:', code(lines)] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(lines: readonly string[]): string {
  return lines.map(line => `    ${line}`).join('\n');
}

function words(choices: readonly string[]): string {
  return choices.map(choice => `\`${choice}\``).join(', ');
}

/** Brackets and stars of the help are text here. */
function escaped(text: string): string {
  return text.replace(/[<*_[\]]/g, '\\$&');
}

function sentence(text: string): string {
  return escaped(`${text[0]?.toUpperCase()}${text.slice(1)}.`);
}
