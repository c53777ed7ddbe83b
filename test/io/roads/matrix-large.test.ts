import { expect, it } from 'vitest';
import { IssueLog } from '../../../src/io/issues.ts';
import { readMatrix } from '../../../src/io/roads/matrix.ts';
import { makeResolver } from '../../../src/io/roads/resolver.ts';
import { pairsOf } from './road-network.ts';

it('large matrices are read in seconds and in little room', async () => {
  // a quarter of 2 000 × 2 000, for the time of the suite
  const ids = Array.from({ length: 1000 }, (_, i) => `P${i}`);
  const places = new Map(ids.map((id, i) => [id, { lat: 40 + i / 1000, lon: i / 500 }]));
  const resolver = makeResolver({ rep: new Map(), zone: places, account: new Map() }, 'FR');
  async function* bytes() {
    yield Buffer.from(`id,${ids.join(',')}\n`);
    for (let row = 0; row < 1000; row++)
      yield Buffer.from(
        `P${row},${ids.map((_, column) => ((row * 7 + column * 3) % 9000) / 10).join(',')}\n`,
      );
  }
  const log = new IssueLog();
  const before = process.memoryUsage();
  const start = performance.now();
  const roads = await readMatrix(
    { file: 'wide.csv', stream: bytes, sha256: () => '0'.repeat(64) },
    resolver,
    log,
  );
  const seconds = (performance.now() - start) / 1000;
  const after = process.memoryUsage();
  expect(log.issues()).toEqual([]);
  const list = [...places.values()];
  const { minutes } = await roads.ask(
    pairsOf(list, [
      [999, 1],
      [0, 999],
    ]),
  );
  expect(Array.from(minutes)).toEqual([((999 * 7 + 3) % 9000) / 10, ((999 * 3) % 9000) / 10]);
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(80e6);
  expect(seconds).toBeLessThan(30);
  if (process.env.TIMES) process.stderr.write(`1 000 000 cells: ${seconds.toFixed(1)} s\n`);
});
