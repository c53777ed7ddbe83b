// Writes a small plan over another, and a file, by the program's own writing: what faults are tried on where every one of them is.

import { resolve } from 'node:path';

const io = name => import(resolve(process.env.DIST, 'io', name));
const { claimDirectory, writePlanDirectory } = await io('plan-directory.js');
const { putInto, putWhole } = await io('write-whole.js');
const { InputError } = await io('issues.js');
const { atExit } = await io('at-exit.js');

process.on('SIGTERM', () => process.exit(143));
atExit(() => {});

async function* files() {
  yield { path: 'plan.json', content: ['{"new":', 'true}\n'] };
  yield { path: 'zones.csv', content: ['zone_id\n', ...Array.from({ length: 50_000 }, (_, i) => `Z${i}\n`)] };
  yield { path: 'sectors/R1.csv', content: [new TextEncoder().encode('id\n1\n')] };
}

try {
  await writePlanDirectory('plan', files());
  const claim = await claimDirectory('given');
  try {
    await putInto(claim, resolve('given/plan.json'), '{"approved":true}\n');
  } finally {
    await claim.release();
  }
  await putWhole('list.csv', ['id\n', '1\n']);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
