// What `sectorize approve` does: verify, then write the step, or say what stands in its way.

import { approvePlan } from '../app/status/approve.ts';
import type { StatusStep } from '../model/status.ts';
import { plainText } from '../report/format.ts';
import type { ApproveOptions } from './commands/approve.ts';
import { EXIT } from './exit.ts';
import { knownInputs, OTHER_INPUTS, otherInputs, toldFirst } from './known-inputs.ts';
import { paint } from './terminal.ts';

/** Runs approve; returns the exit code. */
export async function runApprove(dir: string, options: ApproveOptions): Promise<number> {
  const { by, as, on = today(), note = '', despite = [], quiet, ...inputs } = options;
  const step: StatusStep = { state: as, by, on, note, despite };
  const { outcome, refused } = await approvePlan(dir, step, await knownInputs(inputs));
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const others = otherInputs(outcome);
  const failed = others.length > 0 ? toldFirst(outcome) : outcome.checks.filter(({ lies }) => lies > 0);
  for (const { name, problems } of failed) {
    for (const problem of problems) say(`${paint.bad(`${name}:`)} ${plainText(problem)}`);
  }
  if (failed.length > 0) {
    const why = others.length > 0 ? OTHER_INPUTS : 'the plan claims what is not so; see sectorize verify';
    say(paint.bad(`refused: ${why}`));
    return EXIT.promise;
  }
  if (refused.length > 0) {
    say(paint.bad(`refused: not kept: ${refused.map(plainText).join(', ')}`));
    say(`to accept that by name: --despite ${refused.map(plainText).join(',')}`);
    return EXIT.promise;
  }
  if (!quiet) say(paint.good(plainText(`${dir}: ${as} by ${by} on ${on}`)));
  return EXIT.done;
}

/** The day on the clock here, which is what people mean by today; Swedish writes days as ISO does. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE').format();
}
