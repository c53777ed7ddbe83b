// The commander program as a plain record: what docs/cli.md, the man page and the completion scripts are written
// from, so that none of them can say something else than `--help`.

import type { Argument, Command, Option } from 'commander';

/** What stands for a value: one of a few words, a path, or something only its owner can know. */
export type ValueKind = 'choice' | 'file' | 'directory' | 'text';

export interface ValueRecord {
  /** as help shows it, without brackets: `file`, `name[=tolerance]` */
  readonly placeholder: string;
  readonly kind: ValueKind;
  /** [] unless kind is 'choice' */
  readonly choices: readonly string[];
  readonly required: boolean;
}

export interface OptionRecord {
  /** `-h`, or null */
  readonly short: string | null;
  /** `--help` */
  readonly long: string;
  /** as help shows it: `-h, --help`, `--lang <code>` */
  readonly flags: string;
  /** null for a switch */
  readonly value: ValueRecord | null;
  /** one line, without the default */
  readonly description: string;
  /** in words, or null: none, or nothing to say */
  readonly default: string | null;
  readonly repeatable: boolean;
}

export interface OptionGroup {
  /** without the colon */
  readonly title: string;
  readonly options: readonly OptionRecord[];
}

export interface ArgumentRecord extends ValueRecord {
  readonly description: string;
}

/** A part of the text after the options: a paragraph, or a titled list of lines. */
export interface Note {
  /** null for a paragraph */
  readonly title: string | null;
  readonly lines: readonly string[];
}

export interface CommandRecord {
  readonly name: string;
  readonly description: string;
  /** `sectorize plan [options]` */
  readonly usage: string;
  readonly arguments: readonly ArgumentRecord[];
  readonly groups: readonly OptionGroup[];
  readonly notes: readonly Note[];
  readonly examples: readonly string[];
}

export interface ProgramRecord extends CommandRecord {
  readonly version: string;
  /** in the order of the help; `help` itself is not among them */
  readonly commands: readonly CommandRecord[];
}

export function recordOf(program: Command): ProgramRecord {
  const visible = program.createHelp().visibleCommands(program);
  return {
    ...commandRecord(program, program.name()),
    version: program.version() ?? '',
    commands: visible
      .filter(command => program.commands.includes(command))
      .map(command => commandRecord(command, `${program.name()} ${command.name()}`)),
  };
}

/** All options of a command, group by group. */
export function optionsOf(command: CommandRecord): OptionRecord[] {
  return command.groups.flatMap(({ options }) => options);
}

function commandRecord(command: Command, path: string): CommandRecord {
  const help = command.createHelp();
  const groups = new Map<string, OptionRecord[]>();
  for (const option of help.visibleOptions(command)) {
    const title = (option.helpGroupHeading ?? 'Options:').replace(/:$/, '');
    groups.set(title, [...(groups.get(title) ?? []), optionRecord(option)]);
  }
  const notes = notesOf(textAfterHelp(command));
  return {
    name: command.name(),
    description: command.description(),
    usage: `${path} ${command.usage()}`,
    arguments: command.registeredArguments.map(argumentRecord),
    // what every command has comes last, as in the help
    groups: [...groups]
      .map(([title, options]) => ({ title, options }))
      .sort((a, b) => Number(a.title === 'Options') - Number(b.title === 'Options')),
    notes: notes.filter(({ title }) => title !== 'Examples'),
    examples: notes.filter(({ title }) => title === 'Examples').flatMap(({ lines }) => lines),
  };
}

function optionRecord(option: Option): OptionRecord {
  if (!option.long) throw new Error(`${option.flags} has no long name, which documents and shells need`);
  const text = option.description.replaceAll('\n', ' ');
  // defaults that depend on other things are told in the description, as commander tells the others
  const [, description, told] = /^(.*?)(?: \(default: (.*)\))?$/.exec(text) as RegExpExecArray;
  const known = option.defaultValue === undefined ? null : String(option.defaultValue);
  return {
    short: option.short ?? null,
    long: option.long,
    flags: option.flags,
    value: option.required || option.optional ? optionValue(option) : null,
    description: description as string,
    default: known ?? told ?? null,
    repeatable: /\brepeatable\b/.test(text),
  };
}

function optionValue(option: Option): ValueRecord {
  const placeholder = option.flags.replace(/^.*? [<[]/, '').slice(0, -1);
  return valueRecord(placeholder, option.argChoices, option.required);
}

function argumentRecord(argument: Argument): ArgumentRecord {
  return {
    ...valueRecord(argument.name(), argument.argChoices, argument.required),
    description: argument.description,
  };
}

function valueRecord(
  placeholder: string,
  choices: readonly string[] | undefined,
  required: boolean,
): ValueRecord {
  return { placeholder, kind: choices ? 'choice' : pathKind(placeholder), choices: choices ?? [], required };
}

/** Paths are told by their placeholder; a plan is a directory. */
function pathKind(placeholder: string): ValueKind {
  if (placeholder === 'file') return 'file';
  return placeholder === 'dir' || placeholder === 'plan' ? 'directory' : 'text';
}

/** commander keeps the added text to itself: it is what a printed help has more than the formatted one. */
function textAfterHelp(command: Command): string {
  const before = command.configureOutput();
  let printed = '';
  command.configureOutput({ ...before, writeOut: text => (printed += text) });
  command.outputHelp();
  command.configureOutput(before);
  return printed.slice(command.helpInformation().length);
}

/** Lines that end with a colon title the indented ones below; exit codes stand on their own. */
function notesOf(text: string): Note[] {
  const notes: { title: string | null; lines: string[] }[] = [];
  let open: { title: string | null; lines: string[] } | null = null;
  for (const line of text.split('\n')) {
    const title = /^(\S.*):$/.exec(line)?.[1] ?? null;
    if (line.trim() === '') {
      open = null;
    } else if (title !== null) {
      open = { title, lines: [] };
      notes.push(open);
    } else if (open === null || line.startsWith('Exit codes: ')) {
      open = { title: null, lines: [line.trim()] };
      notes.push(open);
    } else open.lines.push(line.trim());
  }
  return notes;
}
