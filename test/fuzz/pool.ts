// The watchdog: a child for the cases of one lane, ended and replaced when a case takes too long or takes it down.

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Outcome } from './case.ts';

/** of JavaScript objects in a child; the program itself is started with Node's own, of gigabytes */
export const MEMORY_MB = 512;
/** of the processor, for all commands of a case of small files */
export const LIMIT_MS = 20_000;

/** A machine with other work gives a child a part of its time: so many times the limit may pass on the clock. */
const PATIENCE = 15;

/** Milliseconds that a process has worked; of the clock where the system does not say. */
function processorTime(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return ((user as number) + (system as number)) * 10;
  } catch {
    return performance.now();
  }
}

export interface Lane {
  run(one: Case): Promise<Outcome>;
  close(): void;
}

const CHILD = new URL('./child.ts', import.meta.url).pathname;

/** @param bases the folder that `makeBases` has filled */
export function openLane(bases: string): Lane {
  const room = mkdtempSync(join(tmpdir(), 'sectorize-fuzz-'));
  let child: ChildProcess | null = null;
  let last = '';
  /** cases that the child has had: what they left in its memory is no fault of the next */
  let served = 0;

  const start = async (): Promise<ChildProcess> => {
    const fresh = fork(CHILD, [bases, join(room, 'lane')], {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${MEMORY_MB}`],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, NO_COLOR: '1', LANG: 'C', LC_ALL: 'C', NODE_OPTIONS: '' },
    });
    last = '';
    served = 0;
    for (const stream of [fresh.stdout, fresh.stderr]) {
      stream?.on('data', data => {
        last = `${last}${data}`.slice(-2000);
      });
    }
    await new Promise<void>((resolve, reject) => {
      fresh.once('message', () => resolve());
      fresh.once('exit', code => reject(new Error(`the child did not start (${code}): ${last}`)));
    });
    fresh.removeAllListeners('exit');
    return fresh;
  };

  const runOnce = async (one: Case): Promise<Outcome> => {
    child ??= await start();
    served++;
    const current = child;
    const limit = one.limit ?? LIMIT_MS;
    const begun = performance.now();
    const lost = (failure: string): Outcome => {
      child = null;
      current.removeAllListeners();
      current.kill('SIGKILL');
      return {
        failure,
        ran: one.commands.map(({ argv }) => ({ argv, code: -1, stdout: '', stderr: last })),
        milliseconds: performance.now() - begun,
        megabytes: 0,
      };
    };
    return new Promise<Outcome>(resolve => {
      const before = processorTime(current.pid);
      const timer = setInterval(() => {
        const used = Math.max(processorTime(current.pid) - before, 0);
        if (Number.isNaN(used) || used > limit || performance.now() - begun > PATIENCE * limit) {
          clearInterval(timer);
          resolve(lost(`hang: more than ${limit} ms`));
        }
      }, 1000);
      current.once('exit', (code, signal) => {
        clearInterval(timer);
        const why = /heap out of memory|allocation failed/i.test(last)
          ? 'out of memory'
          : `code ${code}, ${signal}`;
        resolve(lost(`died: ${why} ${last.slice(-200)}`));
      });
      current.once('message', (outcome: Outcome) => {
        clearInterval(timer);
        current.removeAllListeners('exit');
        resolve(outcome);
      });
      current.send(one);
    });
  };

  return {
    async run(one) {
      const outcome = await runOnce(one);
      const again = served > 1 && outcome.failure?.startsWith('died: out of memory');
      return again ? runOnce(one) : outcome;
    },
    close() {
      child?.removeAllListeners();
      child?.kill('SIGKILL');
      rmSync(room, { recursive: true, force: true });
    },
  };
}
