// Loaded before the program (`node --import`): counts every call that changes the disk below FAULT_ROOT, and makes the one of
// number FAULT_AT, or the first that begins with it (`rename .plan.new-`), fail or be the last thing the process does.
// FAULT_MODE: `kill` (SIGKILL before the call; of a write half is done), `TERM` (SIGTERM to itself before the call), or a code
// such as ENOSPC; with FAULT_STICKY all later calls that need room fail too, as on a full disk. FAULT_COUNT names a file that
// gets a line a call: what it was, its thread and number in it, the time in ms; all threads of the program count in it.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import threads from 'node:worker_threads';

const {
  FAULT_ROOT: root = '',
  FAULT_MODE: mode = '',
  FAULT_STICKY: sticky,
  FAULT_COUNT: counted,
} = process.env;
const where = process.env.FAULT_AT ?? '0';
const at = Number(where);
const { openSync, writeSync, closeSync, readFileSync, writeFileSync } = fs;
if (counted && threads.isMainThread) writeFileSync(counted, '');
const counting = counted ? openSync(counted, 'a') : null;
let own = 0;
/** what a full disk still lets through */
const ROOMLESS = /^(rename|rm|unlink|rmdir|close|sync|chmod)/;

function below(path) {
  return typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(`${resolve(root)}${sep}`);
}

/** Writes a call down. @returns its number among those of all threads, from 1 */
function count(call) {
  if (counting === null) return 0;
  const line = `${call}\t${threads.threadId}.${++own}\t${Date.now()}`;
  writeSync(counting, `${line}\n`);
  return readFileSync(counted, 'utf8').split('\n').lastIndexOf(line) + 1;
}

/** @returns what the call must throw, or null */
function strike(name, path, half = () => {}) {
  if (!below(path)) return null;
  const call = `${name} ${path.slice(resolve(root).length + 1)}`;
  const number = count(call);
  const due =
    number === at ||
    (Number.isNaN(at) && call.startsWith(where)) ||
    (sticky && at > 0 && number > at && !ROOMLESS.test(name));
  if (!due) return null;
  if (mode === 'kill') {
    half();
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

function wrapSync(name, when = () => true) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    const error = when(...rest) ? strike(name, path) : null;
    if (error) throw error;
    return original(path, ...rest);
  };
}

function wrapAsync(name, when = () => true) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...rest) => {
    const error = when(...rest) ? strike(name, path) : null;
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
  const half = () => writeSync(handle, String(data).slice(0, String(data).length / 2));
  const error = strike('writeSync', paths.get(handle), half);
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
    handle[name] = async (...args) => {
      const data = args[0];
      const half = () => name === 'writeFile' && writeSync(handle.fd, data.slice(0, data.length / 2));
      const failed = strike(name, path, half);
      if (failed) throw failed;
      return original(...args);
    };
  }
  return handle;
};
for (const name of ['mkdir', 'rename', 'link', 'rm', 'rmdir', 'unlink', 'appendFile', 'writeFile'])
  wrapAsync(name);
for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'unlinkSync']) wrapSync(name);

// threads of the program take none of Node's options: they would write without being seen
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file, options) {
    super(file, { ...options, execArgv: ['--import', fileURLToPath(import.meta.url)] });
  }
};
syncBuiltinESMExports();
