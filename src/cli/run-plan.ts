// What `sectorize plan` does: resolve options, run the job with progress, write, say what happened.

import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { brokenPromises, makePlan, type PlanOutcome, writePlan } from '../app/plan.ts';
import { modelText } from '../app/write-lp.ts';
import type { Progress } from '../model/problem.ts';
import type { PlanOptions } from './commands/plan.ts';
import { EXIT } from './exit.ts';
import { printFindings } from './findings.ts';
import { resolveRequest } from './request.ts';
import { printSummary } from './summary.ts';
import { paint, progressLine } from './terminal.ts';

/** Runs a plan; returns the exit code. */
export async function runPlan(options: PlanOptions): Promise<number> {
  const { request, out } = await resolveRequest(options);
  const quiet = options.quiet === true || options.json === true;
  const progress = progressLine(quiet);
  const say = (text: string) => process.stderr.write(text);
  const json = (event: string, data: object) => {
    if (options.json) say(`${JSON.stringify({ event, ...data })}\n`);
  };

  const stop = new AbortController();
  let interrupted = false;
  const onInterrupt = () => {
    if (interrupted) process.exit(EXIT.interrupted);
    interrupted = true;
    stop.abort();
    progress.stop();
    say('interrupted: finishing with the best plan so far (once more to give up)\n');
  };
  process.on('SIGINT', onInterrupt);
  const timer =
    options.timeLimit === undefined ? null : setTimeout(() => stop.abort(), options.timeLimit * 1000);

  let outcome: PlanOutcome;
  try {
    progress.update('reading');
    outcome = await makePlan(request, {
      signal: stop.signal,
      breathe: () => new Promise(resolve => setImmediate(resolve)),
      onWorld: world => {
        progress.stop();
        if (!quiet) printFindings(world, request.lang);
        json('inputs', {
          inputs: world.inputs,
          issues: world.log.issues().length,
          rejected: world.rejects.count,
        });
      },
      onProgress: event => {
        progress.update(progressText(event));
        json('progress', event);
      },
    });
  } finally {
    progress.stop();
    if (timer) clearTimeout(timer);
    process.off('SIGINT', onInterrupt);
  }

  if (options.writeLp) await writeFile(options.writeLp, modelText(outcome));
  const written = out === null ? [] : await writePlan(outcome, out);
  if (options.stdout) await writeTable(outcome, options.stdout);
  const broken = brokenPromises(outcome.kpis);
  if (!quiet) {
    printSummary(outcome, { toStdout: !options.stdout, lang: request.lang });
    if (out !== null) say(`${paint.dim(`wrote ${written.length} files to ${out}`)}\n`);
  }
  json('result', { out, files: written.length, broken, plan: outcome.kpis.plan });
  if (quiet) for (const promise of broken) say(`${paint.bad('promise not met:')} ${promise}\n`);
  if (interrupted) return EXIT.interrupted;
  return broken.length > 0 ? EXIT.promise : EXIT.done;
}

function progressText({ phase, fraction, iteration, objective, bound }: Progress): string {
  const gap =
    objective > 0 && bound > 0 ? `, gap ${(((objective - bound) / objective) * 100).toFixed(2)} %` : '';
  return `${phase} ${Math.round(fraction * 100)} %, iteration ${iteration}${gap}`;
}

/** One table of the plan, alone, to standard output, no faster than it is read. */
async function writeTable(outcome: PlanOutcome, table: string): Promise<void> {
  const path = table === 'kpis' ? 'kpis.json' : `${table}.csv`;
  for (const file of outcome.planFiles()) {
    if (file.path !== path) continue;
    for (const chunk of file.content) {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    }
    return;
  }
}
