// Loaded before the program (`node --import`): counts every call that changes the disk below FAULT_ROOT, and makes the one of
// number FAULT_AT, or the first that begins with it (`rename .plan.new-`), fail or be the last thing the process does.
// FAULT_MODE: `kill` (SIGKILL before the call; of a write half is done), `TERM` (SIGTERM to itself before the call), or a code
// such as ENOSPC; with FAULT_STICKY all later calls that need room fail too, as on a full disk. `copy`: before every call the
// disk is copied to FAULT_COPIES/<number> as kill −9 would leave it there. FAULT_COUNT names a file that gets a line a call:
// what it was, its thread and number in it, the time in ms; all threads of the program count in it. All but FAULT_COUNT may
// change while the process runs (fault-child.mjs).

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import threads from 'node:worker_threads';

const { appendFileSync, cpSync, openSync, writeSync, closeSync, readFileSync, writeFileSync } = fs;
const { FAULT_COUNT: counted } = process.env;
if (counted && threads.isMainThread) writeFileSync(counted, '');
const counting = counted ? openSync(counted, 'a') : null;
let own = 0;
/** what a full disk still lets through */
const ROOMLESS = /^(rename|rm|unlink|rmdir|close|sync|chmod)/;

const root = () => resolve(process.env.FAULT_ROOT ?? '');

function below(path) {
  return typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(root() + sep);
}

/** Writes a call down. @returns its number among those of all threads, from 1 */
function count(call) {
  if (counting === null) return 0;
  const line = `${call}\t${threads.threadId}.${++own}\t${Date.now()}`;
  writeSync(counting, `${line}\n`);
  return readFileSync(counted, 'utf8').split('\n').lastIndexOf(line) + 1;
}

/**
 * @param half does a half of what the call would write into the file, as it lies there or in a copy
 * @returns what the call must throw, or null
 */
function strike(name, path, half = () => {}) {
  if (!below(path)) return null;
  const { FAULT_MODE: mode = '', FAULT_AT: where = '0', FAULT_STICKY: sticky, FAULT_COPIES } = process.env;
  const inside = resolve(path).slice(root().length + 1);
  const call = `${name} ${inside}`;
  const number = count(call);
  if (mode === 'copy') {
    const copy = join(FAULT_COPIES, String(number));
    cpSync(root(), copy, { recursive: true });
    half(join(copy, inside));
    return null;
  }
  const at = Number(where);
  const due =
    (at > 0 && number === at) ||
    (Number.isNaN(at) && call.startsWith(where)) ||
    (sticky && at > 0 && number > at && !ROOMLESS.test(name));
  if (!due) return null;
  if (mode === 'kill') {
    half(path);
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }
  if (mode === 'TERM') {
    process.kill(process.pid, 'SIGTERM');
    return null;
  }
  return Object.assign(new Error(`${mode}: made up, ${name} '${path}'`), { code: mode, syscall: name, path });
}

const writes = flags => (typeof flags === 'string' ? /[wa+]/.test(flags) : (flags ?? 0) & 3);
const halfOf = data =>
  typeof data === 'string' || ArrayBuffer.isView(data) ? data.slice(0, data.length / 2) : '';

function wrapSync(name) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    const error = strike(name, path);
    if (error) throw error;
    return original(path, ...rest);
  };
}

/** @param written whether the first argument after the path is what is written */
function wrapAsync(name, written = false) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...rest) => {
    const error = strike(name, path, written ? file => appendFileSync(file, halfOf(rest[0])) : undefined);
    if (error) throw error;
    return original(path, ...rest);
  };
}

const paths = new Map();
fs.openSync = (path, flags, ...rest) => {
  const error = writes(flags) ? strike('openSync', path) : null;
  if (error) throw error;
  const handle = openSync(path, flags, ...rest);
  paths.set(handle, path);
  return handle;
};
fs.writeSync = (handle, data, ...rest) => {
  const error = strike('writeSync', paths.get(handle), file => appendFileSync(file, halfOf(data)));
  if (error) throw error;
  return writeSync(handle, data, ...rest);
};
fs.closeSync = handle => {
  paths.delete(handle);
  return closeSync(handle);
};

const { open } = fs.promises;
fs.promises.open = async (path, flags, ...rest) => {
  const error = writes(flags) && flags !== 'r+' ? strike('open', path) : null;
  if (error) throw error;
  const handle = await open(path, flags, ...rest);
  for (const name of ['writeFile', 'appendFile', 'sync', 'chmod']) {
    const original = handle[name].bind(handle);
    const written = name === 'writeFile' || name === 'appendFile';
    handle[name] = async (...args) => {
      const failed = strike(name, path, written ? file => appendFileSync(file, halfOf(args[0])) : undefined);
      if (failed) throw failed;
      return original(...args);
    };
  }
  return handle;
};
for (const name of ['mkdir', 'rename', 'link', 'rm', 'rmdir', 'unlink']) wrapAsync(name);
for (const name of ['appendFile', 'writeFile']) wrapAsync(name, true);
for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'unlinkSync']) wrapSync(name);

// threads of the program take none of Node's options: they would write without being seen
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file, options) {
    super(file, { ...options, execArgv: ['--import', fileURLToPath(import.meta.url)] });
  }
};
syncBuiltinESMExports();
