// A lock: a file beside a place that says who writes there. It is taken by making the file, which succeeds for one process
// only, also on network drives. One whose process is provably gone is taken over; of all others the user is told.

import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from './at-exit.ts';
import { makeToken, temporaryPath } from './temporary.ts';

export interface Lock {
  readonly path: string;
  /** whether the file still says that it is ours: someone may have removed it by hand */
  held(): boolean;
  release(): void;
}

interface Process {
  readonly pid: number;
  readonly host: string;
  /** of the machine, hashed; '' where there is none */
  readonly machine: string;
  /** this start of the machine; '' where the system does not say */
  readonly boot: string;
  /** in which process ids count; '' where the system does not say */
  readonly space: string;
  /** when the process began, in ticks of the boot; '' where the system does not say */
  readonly started: string;
}

/** Who holds a lock, as far as it can be told. */
export interface Holder {
  readonly path: string;
  /** null for a file that is no lock of this program */
  readonly process: Pick<Process, 'pid' | 'host'> | null;
  /** here: a process that runs; elsewhere: it cannot be told from here whether it still does */
  readonly where: 'here' | 'elsewhere';
  /** since when, by the clocks of the file system and of this machine; null where they contradict each other */
  readonly minutes: number | null;
}

interface Found {
  readonly text: string;
  readonly process: Process | null;
}

const MAGIC = 'sectorize-lock/1';
/** a lock that is not whole is being made, or its process or machine ended just then */
const MAKING_MS = 2000;
const STEP_MS = 20;

/**
 * @param patience for how long to ask again, in ms
 * @returns the lock, or who has it; errors are those of the file system
 */
export async function takeLock(path: string, patience = 0): Promise<Lock | Holder> {
  const text = `${JSON.stringify({ lock: MAGIC, ...thisProcess(), nonce: randomBytes(8).toString('hex') })}\n`;
  let waited = 0;
  for (;;) {
    if (make(path, text)) return lockOf(path, text);
    const found = read(path);
    if (found === null) continue;
    const making = isUnfinished(found.text);
    const state = found.process ? stateOf(found.process) : 'unknown';
    if (state === 'gone' || (making && waited >= MAKING_MS)) {
      takeAway(path, found.text);
      continue;
    }
    if (!making && waited >= patience) {
      const { process } = found;
      return { path, process, where: state === 'runs' ? 'here' : 'elsewhere', minutes: minutesOf(path) };
    }
    await sleep(STEP_MS);
    waited += STEP_MS;
  }
}

function lockOf(path: string, text: string): Lock {
  const held = () => read(path)?.text === text;
  const remove = () => {
    // never the lock of somebody who took over
    if (held()) unlinkSync(path);
  };
  const forget = atExit(remove);
  return {
    path,
    held,
    release: () => {
      forget();
      remove();
    },
  };
}

function make(path: string, text: string): boolean {
  let handle: number;
  try {
    handle = openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(handle, text);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(handle);
  }
  return true;
}

function isUnfinished(text: string): boolean {
  const head = JSON.stringify({ lock: MAGIC }).slice(0, -1);
  return !text.endsWith('\n') && (head.startsWith(text) || text.startsWith(head));
}

function read(path: string): Found | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const { lock, ...process } = JSON.parse(text);
    if (lock === MAGIC && Number.isInteger(process.pid) && process.pid > 0) return { text, process };
  } catch {
    // no lock of this program
  }
  return { text, process: null };
}

/**
 * Removes a lock of this text and no other: of several that find it at once, one moves it away, and who has moved another's
 * puts that back.
 */
function takeAway(path: string, text: string): void {
  const aside = temporaryPath(path, 'tmp', makeToken(path));
  try {
    if (read(path)?.text !== text) return;
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside)?.text !== text) {
    try {
      linkSync(aside, path);
    } catch {
      // a third was quicker: the one moved away finds out before it replaces anything
    }
  }
  // who has taken the lock may have cleared it away
  rmSync(aside, { force: true });
}

/** Removes what a process has moved aside that was killed while it took a lock over. The lock of one that runs stays. */
export function clearAside(aside: string): void {
  const found = read(aside);
  if (found === null) return;
  if (found.process ? stateOf(found.process) === 'gone' : isUnfinished(found.text))
    rmSync(aside, { force: true });
}

function stateOf(found: Process): 'runs' | 'gone' | 'unknown' {
  const own = thisProcess();
  if (own.boot !== '' && found.boot !== '') {
    if (own.boot === found.boot) return own.space === found.space ? pidState(found) : 'unknown';
    // the same machine, started anew; without a name of its own it may be another
    return own.machine !== '' && own.machine === found.machine && own.host === found.host
      ? 'gone'
      : 'unknown';
  }
  return own.host === found.host && own.boot === found.boot ? pidState(found) : 'unknown';
}

function pidState({ pid, started }: Process): 'runs' | 'gone' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // without the right to send it a signal, it runs
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return 'gone';
  }
  const now = statOf(String(pid));
  if (now === null) return 'runs';
  // ended, and its parent has not asked how; or the number has gone to another process
  return now.state === 'Z' || now.state === 'X' || (started !== '' && now.started !== started)
    ? 'gone'
    : 'runs';
}

let known: Process | null = null;

function thisProcess(): Process {
  known ??= {
    pid: process.pid,
    host: hostname(),
    machine: hashed(textOf('/etc/machine-id')),
    boot: textOf('/proc/sys/kernel/random/boot_id'),
    space: linkOf('/proc/self/ns/pid'),
    started: statOf('self')?.started ?? '',
  };
  return known;
}

function statOf(pid: string): { state: string; started: string } | null {
  const text = textOf(`/proc/${pid}/stat`);
  if (text === '') return null;
  // the name of the program, in brackets, may hold blanks and brackets
  const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state, started: rest[18] ?? '' };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The name of a machine is not for everyone to read. */
function hashed(text: string): string {
  return text === '' ? '' : createHash('sha256').update(`sectorize ${text}`).digest('hex').slice(0, 16);
}

function minutesOf(path: string): number | null {
  try {
    const minutes = (Date.now() - statSync(path).mtimeMs) / 60_000;
    return minutes >= 0 ? Math.floor(minutes) : null;
  } catch {
    return null;
  }
}
