// Colors and the progress line. Everything here writes to stderr; stdout belongs to the results.
// Colors always come with a word, so that nothing is lost without them; chalk itself honors NO_COLOR.

import { Chalk, supportsColorStderr } from 'chalk';
import ora from 'ora';
import type { Issue } from '../model/records.ts';

const chalk = new Chalk({ level: colorLevel() });

function colorLevel(): 0 | 1 | 2 | 3 {
  if (process.env.NO_COLOR) return 0;
  return supportsColorStderr ? supportsColorStderr.level : 0;
}

// blue and orange rather than green and red: they differ for every kind of color vision
export const paint = {
  good: (text: string) => chalk.blueBright(text),
  bad: (text: string) => chalk.yellow.bold(text),
  dim: (text: string) => chalk.dim(text),
  strong: (text: string) => chalk.bold(text),
  issue: (issue: Issue, text: string) => {
    if (issue.severity === 'error') return paint.bad(text);
    return issue.severity === 'warning' ? chalk.yellow(text) : chalk.dim(text);
  },
};

export interface ProgressLine {
  update(text: string): void;
  stop(): void;
}

/** narrower terminals have no room for a line; those of containers and CI often say 0, on which ora never comes back */
const NARROWEST = 20;

/** A spinner on stderr, silent when stderr is not a terminal with room for it, or `quiet` is set. */
export function progressLine(quiet: boolean): ProgressLine {
  const { isTTY, columns = 80 } = process.stderr;
  if (quiet || !isTTY || columns < NARROWEST) return { update: () => {}, stop: () => {} };
  const spinner = ora({ stream: process.stderr, discardStdin: false });
  let last = 0;
  return {
    update: text => {
      // redrawing costs more than the work it reports when it is done for every batch of moves
      const now = performance.now();
      if (spinner.isSpinning && now - last < 80) return;
      last = now;
      const width = Math.max(NARROWEST, process.stderr.columns ?? columns) - 4;
      spinner.text = text.length > width ? `${text.slice(0, width - 1)}…` : text;
      if (!spinner.isSpinning) spinner.start();
    },
    stop: () => {
      if (spinner.isSpinning) spinner.stop();
    },
  };
}
