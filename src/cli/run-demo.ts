// What `sectorize demo` does: the bundled data through the same door as everyone's.

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoOptions } from './commands/demo.ts';
import { runPlan } from './run-plan.ts';
import { shellWord } from './shell-word.ts';
import { paint } from './terminal.ts';

const DATA = fileURLToPath(new URL('../../fixtures/bretagne/', import.meta.url));

export async function runDemo(options: DemoOptions): Promise<number> {
  const file = (name: string) => relative(process.cwd(), `${DATA}${name}`);
  const inputs = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(file);
  const [accounts, reps, zones] = inputs as [string, string, string];
  const shown = `--accounts ${shellWord(accounts)} --reps ${shellWord(reps)} --zones ${shellWord(zones)}`;
  const out = shellWord(options.out);
  process.stderr.write(`${paint.dim(`sectorize plan ${shown} --out ${out}`)}\n`);
  const code = await runPlan({
    accounts,
    reps,
    zones,
    out: options.out,
    map: new Map(),
    ...(options.lang ? { lang: options.lang } : {}),
  });
  process.stderr.write(
    `\nopen ${options.out}/report.html in a browser (${options.out}/report.md is its text), and check the plan:\n` +
      `  sectorize verify ${out} ${shown}\n`,
  );
  return code;
}
