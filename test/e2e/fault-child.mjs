// The program again and again in one process, as its parent asks: what a fresh process spends on loading and on warming up is
// most of a small run. A signal ends it as it would end the program.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { main } = await import(pathToFileURL(resolve(process.argv[2])).href);
let said = '';
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text, ...rest) => {
    if (stream === process.stderr) said += text;
    rest.find(item => typeof item === 'function')?.();
    return true;
  };
}

process.on('message', async ({ argv, folder, env }) => {
  said = '';
  process.exitCode = undefined;
  process.chdir(folder);
  for (const name of Object.keys(process.env))
    if (name.startsWith('FAULT_') && name !== 'FAULT_COUNT') delete process.env[name];
  Object.assign(process.env, env);
  await main([process.execPath, ...argv]);
  const code = process.exitCode ?? 0;
  // what the end of a process does
  for (const listener of process.listeners('exit')) listener(code);
  for (const event of ['exit', 'uncaughtException', 'SIGTERM', 'SIGHUP', 'SIGINT'])
    process.removeAllListeners(event);
  process.send({ code, stderr: said });
});
process.send('ready');
