// The completion script for bash, from 3.2 (macOS) on, with or without the package bash-completion.

import { type CommandRecord, optionsOf, type ProgramRecord, type ValueRecord } from './record.ts';

export function bashScript(program: ProgramRecord): string {
  const { name, commands } = program;
  const names = [...commands.map(command => command.name), 'help'].join(' ');
  return `# bash completion of ${name} ${program.version}; made by: ${name} completion bash
# shellcheck shell=bash disable=SC2207

# readline's own completion of paths knows quotes and tildes; where compopt is missing (bash 3.2), compgen does it
_${name}_files() {
  compopt -o default 2>/dev/null || { local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$1")); }
}
_${name}_directories() {
  compopt -o dirnames 2>/dev/null || { local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$1")); }
}
_${name}_words() {
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$1" -- "$2"))
}

_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  # --lang=fr comes as three words
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $before == "=" ]]; then
    before="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  if ((COMP_CWORD == 1)); then
    if [[ $current == -* ]]; then _${name}_words "${flagsOf(program)}" "$current"
    else _${name}_words "${names}" "$current"; fi
    return
  fi
  case $command in
${commands.map(command => commandCase(name, command)).join('\n')}
    help) ((COMP_CWORD == 2)) && _${name}_words "${names}" "$current" ;;
  esac
  return 0
}

complete -F _${name} ${name}
`;
}

function commandCase(program: string, command: CommandRecord): string {
  const taken = optionsOf(command).flatMap(({ short, long, value }) =>
    value === null ? [] : [{ pattern: [short, long].filter(Boolean).join('|'), value }],
  );
  // options of the same values share a line
  const lines = new Map<string, string[]>();
  for (const { pattern, value } of taken) {
    const action = actionOf(program, value);
    // what may be left out stays open: the next word can be an option
    if (value.required || action !== ':') lines.set(action, [...(lines.get(action) ?? []), pattern]);
  }
  const values = [...lines].map(
    ([action, patterns]) => `        ${patterns.join('|')}) ${action}; return ;;`,
  );
  const [first] = command.arguments;
  const rest = first ? actionOf(program, first) : ':';
  const choose = values.length === 0 ? '' : `      case $before in\n${values.join('\n')}\n      esac\n`;
  return `    ${command.name})
${choose}      if [[ $current == -* ]]; then _${program}_words "${flagsOf(command)}" "$current"
      else ${rest}; fi
      ;;`;
}

function actionOf(program: string, { kind, choices }: ValueRecord): string {
  if (kind === 'choice') return `_${program}_words "${choices.join(' ')}" "$current"`;
  if (kind === 'file') return `_${program}_files "$current"`;
  return kind === 'directory' ? `_${program}_directories "$current"` : ':';
}

function flagsOf(command: CommandRecord): string {
  return optionsOf(command)
    .flatMap(({ short, long }) => (short ? [short, long] : [long]))
    .join(' ');
}
