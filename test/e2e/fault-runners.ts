// How a case of faults.ts runs its command: as a process of its own each time, or in one that stays.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export const PRELOAD = resolve('test/e2e/fault-preload.mjs');
const CHILD = resolve('test/e2e/fault-child.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  readonly killed: boolean;
}

export interface Runner {
  /** @param timeout kill −9 after so many ms, without looking at its calls */
  run(argv: readonly string[], folder: string, env: object, timeout?: number): Promise<Ended>;
  end(): void;
}

const PLAIN = { NO_COLOR: '1', LANG: 'C' };

/** @param counted the file that gets the calls */
export function fresh(counted: string): Runner {
  return {
    async run(argv, folder, env, timeout = 0) {
      const preload = timeout > 0 ? [] : ['--import', PRELOAD];
      const { status, stderr, signal } = spawnSync(process.execPath, [...preload, ...argv], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...PLAIN, FAULT_COUNT: counted, ...env },
        ...(timeout > 0 ? { timeout, killSignal: 'SIGKILL' } : {}),
      });
      return { code: status, stderr, killed: signal === 'SIGKILL' };
    },
    end: () => {},
  };
}

/** @param main the module of the program */
export function warm(main: string, counted: string): Runner {
  let child: ChildProcess | null = null;
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(process.execPath, ['--import', PRELOAD, CHILD, main], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, ...PLAIN, FAULT_COUNT: counted },
    });
    await new Promise(ready => started.once('message', ready));
    return started;
  };
  return {
    async run(argv, folder, env, timeout = 0) {
      child ??= await start();
      const one = child;
      const timer = timeout > 0 ? setTimeout(() => one.kill('SIGKILL'), timeout) : undefined;
      const ended = await new Promise<Ended>(done => {
        const onMessage = ({ code, stderr }: Ended) => {
          one.off('exit', onExit);
          done({ code, stderr, killed: false });
        };
        const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
          one.off('message', onMessage);
          child = null;
          done({ code, stderr: '', killed: signal === 'SIGKILL' });
        };
        one.once('message', onMessage).once('exit', onExit);
        one.send({ argv, folder, env });
      });
      clearTimeout(timer);
      return ended;
    },
    end: () => child?.kill('SIGKILL'),
  };
}
