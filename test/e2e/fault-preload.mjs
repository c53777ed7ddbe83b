// Loaded before the program (`node --import`): counts every call that changes the disk below FAULT_ROOT, and makes the one
// of number FAULT_AT fail or be the last thing the process does. FAULT_MODE: `kill` (SIGKILL before the call; of a write half
// is done), `TERM` (SIGTERM to itself before the call), or a code such as ENOSPC; with FAULT_STICKY all later calls that need
// room fail too, as on a full disk. FAULT_COUNT names a file that gets the number of calls, and what each was.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const {
  FAULT_ROOT: root = '',
  FAULT_MODE: mode = '',
  FAULT_STICKY: sticky,
  FAULT_COUNT: counted,
} = process.env;
const at = Number(process.env.FAULT_AT ?? 0);
const { writeFileSync } = fs;
const calls = [];
/** what a full disk still lets through */
const ROOMLESS = /^(rename|rm|unlink|rmdir|close|sync|chmod)/;

function below(path) {
  return typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(`${resolve(root)}${sep}`);
}

/** @returns what the call must throw, or null */
function strike(name, path, half = () => {}) {
  if (!below(path)) return null;
  calls.push(`${name} ${path.slice(resolve(root).length + 1)}`);
  const due = calls.length === at || (sticky && at > 0 && calls.length > at && !ROOMLESS.test(name));
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
const { openSync, writeSync, closeSync } = fs;
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
syncBuiltinESMExports();

if (counted) process.on('exit', () => writeFileSync(counted, calls.join('\n')));
