// What `sectorize verify` does: every check with how much it looked at, then what is wrong.

import { verifyAnyDirectory } from '../app/layers/verify.ts';
import { plainText, s } from '../report/format.ts';
import type { VerifyOptions } from './commands/verify.ts';
import { EXIT } from './exit.ts';
import { knownInputs, OTHER_INPUTS, otherInputs } from './known-inputs.ts';
import { paint } from './terminal.ts';

/** Runs verify; returns the exit code. */
export async function runVerify(directory: string, options: VerifyOptions): Promise<number> {
  const outcome = await verifyAnyDirectory(directory, await knownInputs(options));
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ ...outcome, files: Object.fromEntries(outcome.files) }, null, 2)}\n`,
    );
    return outcome.ok ? EXIT.done : EXIT.promise;
  }
  const say = (text: string) => process.stdout.write(`${text}\n`);
  for (const { name, checked, problems, lies, broken } of outcome.checks) {
    const bad = lies + broken;
    const verdict = bad === 0 ? paint.good('ok  ') : paint.bad('FAIL');
    say(
      `${verdict} ${name.padEnd(26)} ${String(checked).padStart(9)} checked${bad > 0 ? `, ${bad} wrong` : ''}`,
    );
    for (const problem of problems) say(`       ${plainText(problem)}`);
    if (bad > problems.length) say(`       … and ${bad - problems.length} more`);
  }
  if (otherInputs(outcome).length > 0) say(paint.bad(OTHER_INPUTS));
  if (outcome.ok) say(paint.good('every promise holds, recomputed from the inputs'));
  else {
    const [lies, broken] = [String(outcome.lies), String(outcome.broken)];
    say(paint.bad(`${lies} untrue claim${s(lies)}, ${broken} promise${s(broken)} not met`));
  }
  return outcome.ok ? EXIT.done : EXIT.promise;
}
