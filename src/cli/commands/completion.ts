// sectorize completion: a script that lets a shell complete commands, options and values.

import { Argument, Command } from 'commander';
import type { Shell } from '../reference/completion.ts';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

const EXAMPLES = `
The script is printed on standard output. It has all it needs: no program starts while you type.
Keep it in a file and print it again after an update, or source it where your shell starts
(~/.bashrc; in ~/.zshrc after compinit). A file for zsh lies in a folder of fpath.

Examples:
  eval "$(sectorize completion bash)"
  sectorize completion bash > ~/.local/share/bash-completion/completions/sectorize
  source <(sectorize completion zsh)
  sectorize completion zsh > ~/.zfunc/_sectorize
  sectorize completion fish > ~/.config/fish/completions/sectorize.fish`;

/** @param program whose commands and options the script completes, asked for when the script is made */
export function completionCommand(program: () => Command): Command {
  return new Command('completion')
    .description('a script with which bash, zsh or fish complete commands, options and values')
    .usage('<shell>')
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../reference/completion.ts');
      const { recordOf } = await import('../reference/record.ts');
      process.stdout.write(completionScript(shell, recordOf(program())));
    });
}
