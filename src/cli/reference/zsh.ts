// The completion script for zsh: a file of the fpath, or sourced after compinit.

import {
  type ArgumentRecord,
  type CommandRecord,
  type OptionRecord,
  optionsOf,
  type ProgramRecord,
  type ValueRecord,
} from './record.ts';

export function zshScript(program: ProgramRecord): string {
  const { name, commands } = program;
  const described = [...commands, { name: 'help', description: 'show help for a command' }].map(command =>
    quoted(`${command.name}:${command.description.replaceAll(':', '\\:')}`),
  );
  return `#compdef ${name}
# zsh completion of ${name} ${program.version}; made by: ${name} completion zsh

_${name}_commands() {
  local -a commands=(
${described.map(line => `    ${line}`).join('\n')}
  )
  _describe -t commands 'command' commands
}

_${name}() {
  local curcontext=$curcontext state line ret=1
  typeset -A opt_args
  _arguments -C \\
${[...optionsOf(program).map(optionSpec), "'1: :->command'", "'*:: :->rest'"].map(spec => `    ${spec}`).join(' \\\n')} && ret=0
  case $state in
    command) _${name}_commands && ret=0 ;;
    rest)
      curcontext="\${curcontext%:*:*}:${name}-$words[1]:"
      case $words[1] in
${commands.map(commandCase).join('\n')}
        help) _arguments '1: :_${name}_commands' && ret=0 ;;
      esac
      ;;
  esac
  return ret
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase(command: CommandRecord): string {
  const specs = [...optionsOf(command).map(optionSpec), ...command.arguments.map(argumentSpec)];
  return `        ${command.name})
          _arguments \\
${specs.map(spec => `            ${spec}`).join(' \\\n')} && ret=0
          ;;`;
}

function optionSpec({ short, long, value, description, repeatable }: OptionRecord): string {
  const text = `[${description.replace(/[\\[\]]/g, '\\$&')}]`;
  const after = value === null ? '' : `${value.required ? ':' : '::'}${valueSpec(value)}`;
  const names = short ? [short, value === null ? long : `${long}=`] : [value === null ? long : `${long}=`];
  const excluded = repeatable ? "'*'" : short ? `'(${short} ${long})'` : '';
  if (names.length === 1) return `${excluded}${quoted(`${names[0]}${text}${after}`)}`;
  return `${excluded}{${names.join(',')}}${quoted(text + after)}`;
}

function argumentSpec(argument: ArgumentRecord, index: number): string {
  return quoted(`${index + 1}:${valueSpec(argument)}`);
}

function valueSpec({ placeholder, kind, choices }: ValueRecord): string {
  const message = placeholder.replace(/[\\:[\]]/g, '\\$&');
  if (kind === 'choice') return `${message}:(${choices.join(' ')})`;
  if (kind === 'file') return `${message}:_files`;
  return kind === 'directory' ? `${message}:_files -/` : `${message}: `;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
