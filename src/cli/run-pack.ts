// What `sectorize pack` does: the pack as a folder, all or nothing, or as one archive.

import { resolve, sep } from 'node:path';
import { optionIssue } from '../app/option-issue.ts';
import { makePack } from '../app/pack/pack.ts';
import { InputError } from '../io/issues.ts';
import { writePlanDirectory } from '../io/plan-directory.ts';
import { formatNumber, plainText } from '../report/format.ts';
import { LABELS } from '../report/labels.ts';
import type { PackCommandOptions } from './commands/pack.ts';
import { EXIT } from './exit.ts';
import { knownInputs, OTHER_INPUTS, otherInputs, toldFirst } from './known-inputs.ts';
import { languageOf } from './language.ts';
import { paint } from './terminal.ts';
import { writeArchive } from './write-archive.ts';

const KIND = { mark: 'committee.md', name: 'committee pack', refusal: 'out-not-a-pack' };

/** Runs pack; returns the exit code. */
export async function runPack(dir: string, options: PackCommandOptions): Promise<number> {
  const { out, quiet, lang = languageOf([], process.env), ...rest } = options;
  if (`${resolve(out)}${sep}`.startsWith(`${resolve(dir)}${sep}`)) {
    const remedy = 'choose a place outside the plan: it stays as it was written';
    throw new InputError([
      optionIssue('--out', `${out}, in the plan directory`, 'a place beside it', remedy),
    ]);
  }
  const { outcome, files } = await makePack(dir, { ...(await knownInputs(rest)), lang });
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (!files) {
    const others = otherInputs(outcome);
    for (const { name, problems, lies } of others.length > 0 ? toldFirst(outcome) : outcome.checks) {
      if (lies > 0) for (const problem of problems) say(`${paint.bad(`${name}:`)} ${plainText(problem)}`);
    }
    const why = others.length > 0 ? OTHER_INPUTS : 'the plan claims what is not so; see sectorize verify';
    say(paint.bad(`no pack: ${why}`));
    return EXIT.promise;
  }
  if (/\.zip$/i.test(out)) await writeArchive(out, files, '--out');
  else await writePlanDirectory(out, files, KIND);
  if (!quiet) say(paint.dim(LABELS[lang].summary.wrote(formatNumber(files.length, 0, lang), plainText(out))));
  return EXIT.done;
}
