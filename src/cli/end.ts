// Ends that come from outside: signals, a closed pipe, a full disk behind a redirection. On all of them what is half written is
// removed and locks are given back, which only `process.exit` does, not the end that the system has for a signal.

import { constants } from 'node:os';
import { EXIT, outputFailure, reportFailure } from './exit.ts';

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

let failing = false;

export function watchEnd(lang: 'fr' | 'en'): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // commands that can end with what they have so far listen to Ctrl-C themselves
      if (signal === 'SIGINT' && process.listenerCount(signal) > 1) return;
      if (signal !== 'SIGINT') process.stderr.write(`ended by ${signal}\n`);
      process.exit(128 + constants.signals[signal]);
    });
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // a reader that closes the pipe early (`| head -3`) has what it wanted: not an error
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    void outputFailure(error, lang).then(code => process.exit(code));
  });
  // nobody reads what is said: the work goes on
  process.stderr.on('error', () => {});
  process.on('uncaughtException', error => {
    // one that comes of saying so would be said forever
    if (failing) process.exit(EXIT.internal);
    failing = true;
    void reportFailure(error, lang).then(code => process.exit(code));
  });
}
