// A question with numbered answers, on stderr: stdout may be the configuration itself. node:readline does it; the libraries
// for prompts draw menus, and nothing more is needed here.

import { createInterface } from 'node:readline';
import type { Ask } from '../app/init/draft-columns.ts';
import { optionIssue } from '../app/option-issue.ts';
import { InputError } from '../io/issues.ts';
import type { InitWords } from '../report/init-words.ts';
import { paint } from './terminal.ts';

export interface Asker {
  readonly ask: Ask;
  /** lets the terminal go, without which the program would not end */
  readonly close: () => void;
}

/** Asks until the answer is a number of the list, or Enter; the end of the input, and Ctrl-C, are errors (exit 2). */
export function asker(words: InitWords): Asker {
  const say = (text: string) => process.stderr.write(text);
  const line = createInterface({ input: process.stdin, output: process.stderr });
  // answers may be typed ahead, or pasted
  const answers: string[] = [];
  let ended = false;
  let wake = () => {};
  line.on('line', text => {
    answers.push(text.trim());
    wake();
  });
  line.on('close', () => {
    ended = true;
    wake();
  });
  line.on('SIGINT', () => line.close());
  const next = async (question: string): Promise<string> => {
    while (answers.length === 0 && !ended) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
    const answer = answers.shift();
    if (answer !== undefined) return answer;
    const remedy = 'answer, or add --yes for the best guesses';
    throw new InputError([optionIssue('sectorize init', 'a question without an answer', question, remedy)]);
  };
  return {
    close: () => line.close(),
    ask: async (question, choices, best) => {
      say(`\n${paint.strong(question)}\n`);
      for (const [index, choice] of choices.entries()) say(`  ${index + 1}  ${choice}\n`);
      for (;;) {
        say(words.answer(best + 1));
        const text = await next(question);
        if (text === '') return best;
        const answer = Number(text);
        if (Number.isInteger(answer) && answer >= 1 && answer <= choices.length) return answer - 1;
        say(`${words.tryAgain(choices.length)}\n`);
      }
    },
  };
}
