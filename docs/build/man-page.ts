// man/sectorize.1: the help as a manual page, in the macros that groff and mandoc both know. No date: the page says
// which version it is of, and the same program gives the same bytes.

import type {
  ArgumentRecord,
  CommandRecord,
  Note,
  OptionRecord,
  ProgramRecord,
} from '../../src/cli/reference/record.ts';

export function manPage(program: ProgramRecord): string {
  const { name, version, description, commands } = program;
  const lines = [
    `.\\" Written from the program by "npm run docs".`,
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    '.SH NAME',
    `${name} \\- ${roff(decapitalized(description.replace(/\.$/, '')))}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command, index) => [...(index > 0 ? ['.br'] : []), ...usage(command.usage)]),
    '.SH DESCRIPTION',
    ...prose(description),
    ...commands.flatMap(command => item(`\\fB${roff(command.name)}\\fR`, command.description)),
    ...program.groups.flatMap(({ options }) => ['.SH OPTIONS', ...options.flatMap(optionLines)]),
    ...commands.flatMap(command => commandLines(name, command)),
    '.SH EXIT STATUS',
    ...program.notes.flatMap(exitLines),
    ...exampleLines('.SH EXAMPLES', program),
  ];
  // a heading begins a paragraph by itself
  const kept = lines.filter((line, index) => line !== '.PP' || !/^\.S[HS] /.test(lines[index - 1] as string));
  return `${kept.join('\n')}\n`;
}

function commandLines(program: string, command: CommandRecord): string[] {
  return [
    `.SH "${roff(`${program} ${command.name}`.toUpperCase())}"`,
    ...prose(`${command.description[0]?.toUpperCase()}${command.description.slice(1)}.`),
    '.PP',
    ...usage(command.usage),
    ...command.arguments.flatMap(argumentLines),
    ...command.groups.flatMap(({ title, options }) => [
      `.SS "${roff(title)}"`,
      ...options.flatMap(optionLines),
    ]),
    ...(command.notes.length > 0 ? ['.SS Notes'] : []),
    ...command.notes.flatMap(noteLines),
    ...exampleLines('.SS Examples', command),
  ];
}

function argumentLines({ placeholder, description, choices }: ArgumentRecord): string[] {
  return item(`\\fI${roff(placeholder)}\\fR`, `${description}.${oneOf(choices)}`);
}

function optionLines({ flags, value, description, default: usual }: OptionRecord): string[] {
  const shown = value ? ` \\fI${roff(value.placeholder)}\\fR` : '';
  const names = flags.replace(/ [<[].*$/, '').split(', ');
  const head = names.map(flag => `\\fB${roff(flag)}\\fR`).join(', ');
  const optional = value && !value.required ? ` [\\fI${roff(value.placeholder)}\\fR]` : shown;
  const told = usual === null ? '' : ` Default: ${usual}.`;
  return item(head + optional, `${description}.${oneOf(value?.choices ?? [])}${told}`);
}

function oneOf(choices: readonly string[]): string {
  return choices.length > 0 ? ` One of: ${choices.join(', ')}.` : '';
}

function item(head: string, text: string): string[] {
  return ['.TP', head, ...prose(text)];
}

function noteLines({ title, lines }: Note): string[] {
  if (title === null) return ['.PP', ...prose(lines.join(' '))];
  const items = lines.map(line => line.split(/ {2,}/));
  return [
    '.PP',
    `${roff(title)}:`,
    ...items.flatMap(([term = '', ...rest]) => item(`\\fB${roff(term)}\\fR`, rest.join(' '))),
  ];
}

/** `Exit codes: 0 done, 2 bad usage or input.` as a list; other notes as they are */
function exitLines(note: Note): string[] {
  const text = note.lines.join(' ');
  if (note.title !== null || !text.startsWith('Exit codes: ')) return noteLines(note);
  return text
    .slice('Exit codes: '.length)
    .replace(/\.$/, '')
    .split(/, (?=\d)/)
    .flatMap(part => {
      const [code = '', ...meaning] = part.split(' ');
      return item(`\\fB${code}\\fR`, `${meaning.join(' ')}.`);
    });
}

function exampleLines(heading: string, { examples }: CommandRecord): string[] {
  if (examples.length === 0) return [];
  return [heading, '.nf', ...examples.map(roff), '.fi'];
}

/** `sectorize plan [options]`: what is typed is bold, what stands for something italic. */
function usage(text: string): string[] {
  const words = text.split(' ').map(word => {
    const [, open = '', name = '', close = ''] = /^([<[]?)(.*?)([>\]]?)$/.exec(word) ?? [];
    if (open === '') return `\\fB${roff(name)}\\fR`;
    return open === '<' ? `\\fI${roff(name)}\\fR` : `[\\fI${roff(name)}\\fR]${roff(close.slice(1))}`;
  });
  return [words.join(' ')];
}

/** Lines of at most 80 signs, as the tools for manual pages ask for, and diffs are read. */
function prose(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of roff(text).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > 80) {
      lines.push(line);
      line = word.startsWith('.') ? `\\&${word}` : word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text that no macro takes for its own: signs that would be typeset, other alphabets, a dot at the line's start. */
function roff(text: string): string {
  const safe = text.replace(/[\\'"`^~-]|[^\x20-\x7e]/gu, sign => {
    const code = (sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return SPECIAL[sign] ?? `\\[u${code}]`;
  });
  return safe.startsWith('.') ? `\\&${safe}` : safe;
}

function decapitalized(text: string): string {
  return `${text[0]?.toLowerCase()}${text.slice(1)}`;
}
