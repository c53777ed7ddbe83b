// What the optimizer does now becomes golden, and what that changes is printed: see digest.ts.

import { writeFileSync } from 'node:fs';
import { CASES, GOLDEN_FILE, readGolden } from './cases.ts';

const before = readGolden();
const after: Record<string, unknown> = {};
for (const [name, run] of Object.entries(CASES)) {
  after[name] = await run();
  const [was, is] = [before[name], after[name]].map(value => JSON.stringify(value));
  if (was !== is) process.stdout.write(`${name}\n  was ${was}\n  is  ${is}\n`);
}
writeFileSync(GOLDEN_FILE, `${JSON.stringify(after, null, 2)}\n`);
