// Completion scripts. All is in the script, because a program that starts at every key press is felt: the libraries
// for it (@bomb.sh/tab, omelette, tabtab) call back into Node for each word.

import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { ProgramRecord } from './record.ts';
import { zshScript } from './zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

const WRITERS: Record<Shell, (program: ProgramRecord) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export function completionScript(shell: Shell, program: ProgramRecord): string {
  return WRITERS[shell](program);
}
