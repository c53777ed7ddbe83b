import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** One thread of Node's, busy for some ms, and behind that a file that is to be made; then the process is told to end. */
const ENDING = `
  const { atExit } = await import(process.argv[1]);
  const { rmSync, promises } = await import('node:fs');
  const { pbkdf2 } = await import('node:crypto');
  const file = process.argv[2];
  atExit(() => rmSync(file, { force: true }));
  pbkdf2('a', 'b', 1500, 64, 'sha512', () => {});
  promises.open(file, 'wx');
  process.exit(0);
`;

test('a file that was being made when the process was told to end is removed too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-exit-'));
  try {
    const args = ['--input-type=module', '-e', ENDING, resolve('dist/io/at-exit.js'), join(folder, 'file')];
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
