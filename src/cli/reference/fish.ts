// The completion script for fish, from 3.0 on.

import {
  type CommandRecord,
  type OptionRecord,
  optionsOf,
  type ProgramRecord,
  type ValueRecord,
} from './record.ts';

export function fishScript(program: ProgramRecord): string {
  const { name, commands } = program;
  const all = [...commands, { name: 'help', description: 'show help for a command' }];
  const line = (condition: string, rest: string) => `complete -c ${name} -n '${condition}' ${rest}`;
  const bare = `__${name}_command`;
  return `# fish completion of ${name} ${program.version}; made by: ${name} completion fish

# true if the first word is the command asked for; without one, if there is no word yet
function __${name}_command
    set -l words (commandline -opc)
    if test (count $argv) -eq 0
        test (count $words) -eq 1
    else
        test (count $words) -ge 2; and test "$words[2]" = "$argv[1]"
    end
end

complete -c ${name} -f

${all.map(command => line(bare, `-a ${command.name} -d ${quoted(command.description)}`)).join('\n')}
${optionsOf(program)
  .map(option => line(bare, optionFlags(option)))
  .join('\n')}
${line(`${bare} help; and test (count (commandline -opc)) -eq 2`, `-a ${quoted(commands.map(command => command.name).join(' '))}`)}

${commands.map(command => commandLines(name, command).join('\n')).join('\n\n')}
`;
}

function commandLines(program: string, command: CommandRecord): string[] {
  const condition = `__${program}_command ${command.name}`;
  const line = (when: string, rest: string) => `complete -c ${program} -n '${when}' ${rest}`;
  return [
    ...command.arguments.map(value => {
      // one of the words is enough; a directory may be asked for at any place
      const when =
        value.kind === 'choice'
          ? `${condition}; and not __fish_seen_subcommand_from ${value.choices.join(' ')}`
          : condition;
      return line(when, valueFlags(value, false));
    }),
    ...optionsOf(command).map(option => line(condition, optionFlags(option))),
  ];
}

function optionFlags({ short, long, value, description }: OptionRecord): string {
  const names = `${short ? `-s ${short.slice(1)} ` : ''}-l ${long.slice(2)}`;
  // fish has no name for a value that may be left out: then nothing is asked of it
  const taken = value?.required ? ` ${valueFlags(value, true)}` : '';
  return `${names}${taken} -d ${quoted(description)}`;
}

function valueFlags({ kind, choices }: ValueRecord, required: boolean): string {
  const one = required ? '-x ' : '';
  if (kind === 'choice') return `${one}-a ${quoted(choices.join(' '))}`;
  if (kind === 'file') return required ? '-r -F' : '-F';
  return kind === 'directory' ? `${one}-a '(__fish_complete_directories)'` : one.trim();
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
