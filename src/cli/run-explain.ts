// What `sectorize explain` does: the answer on standard output, as text or as JSON.

import { explain } from '../app/explain/explain.ts';
import type { Kind } from '../evaluate/explain/answer.ts';
import { type ExplainLine, explainLines } from '../report/explain-text.ts';
import { EXPLAIN_WORDS } from '../report/explain-words.ts';
import { plainText } from '../report/format.ts';
import type { ExplainOptions } from './commands/explain.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { paint } from './terminal.ts';

const PAINTED: Readonly<Record<ExplainLine['role'], (text: string) => string>> = {
  title: paint.strong,
  head: paint.strong,
  plain: text => text,
  dim: paint.dim,
  good: paint.good,
  bad: paint.bad,
};

/** Runs explain; returns the exit code. */
export async function runExplain(kind: Kind, id: string, options: ExplainOptions): Promise<number> {
  const { plan, layer = null, all = false } = options;
  const answers = await explain({ kind, id, plan, layer, all });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`);
    return EXIT.done;
  }
  const lang = options.lang ?? languageOf(process.argv, process.env);
  const several = answers.answers.length > 1;
  const lines = answers.answers.flatMap((answer, at) => [
    ...(at > 0 ? [''] : []),
    ...(several ? [paint.dim(EXPLAIN_WORDS[lang].layer(plainText(answer.layer)))] : []),
    ...explainLines(answer, lang).map(({ text, role }) => PAINTED[role](text)),
  ]);
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.done;
}
