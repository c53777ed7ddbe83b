// A real shell at a real terminal (util-linux's script), and keys for it.

import { spawn, spawnSync } from 'node:child_process';

export function have(program: string, why = 'its completion is not tried'): boolean {
  const found = spawnSync(program, ['--version']).status === 0;
  if (!found) process.stderr.write(`no ${program}: ${why}\n`);
  return found;
}

/** What a function `sectorize` of the shell prints of its arguments. */
export const ECHO = `sectorize() { printf 'got'; printf '[%s]' "$@"; echo ' end'; }`;

/** Waits for the prompt `ready>`, types, and returns the arguments that the command then had. */
export function typed(command: string, keys: string, options: { cwd: string; env: object }): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: options.cwd,
      env: { ...process.env, TERM: 'dumb', ...options.env },
    });
    let shown = '';
    let asked = false;
    const over = setTimeout(() => {
      child.kill();
      failed(new Error(`no answer of ${command}: ${JSON.stringify(shown)}`));
    }, 20_000);
    child.stdout.on('data', chunk => {
      shown += chunk;
      if (!asked && shown.includes('ready>')) {
        asked = true;
        child.stdin.write(`${keys}\n`);
      }
      const answer = /got(\[.*\]) end/.exec(shown)?.[1];
      if (answer === undefined) return;
      clearTimeout(over);
      child.stdin.end('exit\n');
      done(answer);
    });
    child.on('error', failed);
  });
}
