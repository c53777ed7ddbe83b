// What `sectorize plan` does: resolve options, run the job with progress, write, say what happened.

import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { makeLayeredPlan } from '../app/layers/plan-layers.ts';
import { optionIssue } from '../app/option-issue.ts';
import { brokenPromises, makePlan, type PlanOutcome, writePlan } from '../app/plan.ts';
import type { World } from '../app/prepare.ts';
import { assertNotSettled } from '../app/status/approve.ts';
import { modelFiles } from '../app/write-lp.ts';
import { formatIssue, InputError, jsonLine } from '../io/issues.ts';
import { claimDirectory } from '../io/plan-directory.ts';
import { putWhole } from '../io/write-whole.ts';
import type { Progress } from '../model/problem.ts';
import type { Issue } from '../model/records.ts';
import { calibrationLine } from '../report/calibration.ts';
import { formatNumber, type Lang, plainText } from '../report/format.ts';
import { LABELS } from '../report/labels.ts';
import { RUN_WORDS } from '../report/run-words.ts';
import type { PlanOptions } from './commands/plan.ts';
import { EXIT } from './exit.ts';
import { printFindings } from './findings.ts';
import { located, resolveRequest } from './request.ts';
import { printLayers, printSummary } from './summary.ts';
import { paint, progressLine } from './terminal.ts';

/** share of the memory that there may be; planning needs more than reading */
const NEARLY_FULL = 0.7;
/** ms, almost 25 days: a timer that is asked for more goes off at once */
const LONGEST_TIMER = 0x7fffffff;

/** Runs a plan; returns the exit code. */
export async function runPlan(options: PlanOptions): Promise<number> {
  const { request, out } = await resolveRequest(options);
  const layered = request.layers.length > 0;
  if (request.settings.hierarchy && options.writeLp) throw new InputError([sectorsOnly()]);
  if (options.writeLp !== undefined) await assertFolder(options.writeLp);
  const quiet = options.quiet === true || options.json === true;
  const progress = progressLine(quiet);
  const say = (text: string) => process.stderr.write(text);
  const json = (event: string, data: object) => {
    if (options.json) say(`${jsonLine({ event, ...data })}\n`);
  };

  // held to the end: a second run on the same directory hears of it now, not after minutes
  const claim = out === null ? null : await claimDirectory(out);
  const stop = new AbortController();
  let interrupted = false;
  let doing: 'reading' | 'planning' | 'writing' = 'reading';
  const onInterrupt = () => {
    progress.stop();
    json('interrupted', { while: doing });
    // nothing to save yet, or asked for the second time; what is half written is removed on the way out
    if (interrupted || doing === 'reading') {
      if (!options.json)
        say(
          interrupted
            ? 'interrupted again: given up\n'
            : 'interrupted before there was a plan: nothing written\n',
        );
      process.exit(EXIT.interrupted);
    }
    interrupted = true;
    stop.abort();
    if (!options.json) say('interrupted: finishing with the best plan so far (once more to give up)\n');
  };
  process.on('SIGINT', onInterrupt);
  const timer =
    options.timeLimit === undefined
      ? null
      : setTimeout(() => stop.abort(), Math.min(options.timeLimit * 1000, LONGEST_TIMER));

  try {
    if (out !== null) await assertNotSettled(out);
    if (claim?.found === 'restored') {
      if (options.json) json('restored', { out });
      else if (!quiet) say(`${paint.dim(RUN_WORDS[request.lang].restored(out as string))}\n`);
    }
    progress.update(doing);
    json(doing, {});
    let layer = '';
    const hooks = {
      signal: stop.signal,
      breathe: () => new Promise<void>(resolve => setImmediate(resolve)),
      onDiagnosisFailure: (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (options.json) json('diagnosis-failed', { message });
        else say(`${paint.bad('internal error in the diagnosis:')} ${message}; the plan is not affected\n`);
      },
      onRoads: (done: number, all: number) => {
        progress.update(`asking for road times: ${done} of ${all}`);
        json('roads', { done, all });
      },
      onCalibration: (done: number, most: number) => {
        progress.update(`fitting the approximation to tours: ${Math.round((100 * done) / most)} %`);
        json('calibration', { done, most });
      },
      onProgress: (event: Progress) => {
        progress.update(layered ? `${layer}: ${progressText(event)}` : progressText(event));
        json('progress', layered ? { layer, ...event } : event);
      },
    };
    const onWorld = (world: World, known: ReadonlySet<string> = new Set()) => {
      doing = 'planning';
      progress.stop();
      if (!quiet) printFindings(world, request.lang, known);
      if (!quiet) sayMemory(request.lang);
      json('inputs', {
        ...(layered ? { layer: world.context.layer } : {}),
        inputs: world.inputs,
        issues: world.log.issues().length,
        rejected: world.rejects.count,
      });
    };
    const planned = layered
      ? await makeLayeredPlan(request, {
          ...hooks,
          onWorlds: worlds => {
            const known = new Set<string>();
            for (const entry of worlds) {
              progress.stop();
              if (!quiet) say(`${paint.strong(plainText(entry.layer))}\n`);
              onWorld(entry.world, known);
              for (const issue of entry.world.log.issues()) known.add(formatIssue(issue));
            }
          },
          onLayer: name => {
            layer = plainText(name);
          },
        })
      : await makePlan(request, { ...hooks, onWorld });
    progress.stop();
    doing = 'writing';
    json(doing, { out });
    const written = out === null ? [] : await writePlan(planned, out, claim ?? undefined);
    if (options.writeLp !== undefined) {
      for (const { path, content } of modelFiles(planned, options.writeLp))
        await putWhole(path, content, { option: '--write-lp' });
    }
    if (options.stdout) await writeTable(planned, options.stdout);
    const broken = brokenPromises(planned.kpis, request.lang);
    if (!quiet) {
      const target = { toStdout: !options.stdout, lang: request.lang };
      if ('layers' in planned) printLayers(planned, target);
      else printSummary(planned, target);
      const { calibration } = planned.kpis;
      if (calibration) say(`${paint.dim(calibrationLine(calibration, request.lang))}\n`);
      if (out !== null) {
        const { wrote } = LABELS[request.lang].summary;
        say(`${paint.dim(wrote(formatNumber(written.length, 0, request.lang), plainText(out)))}\n`);
      }
    }
    json('result', { out, files: written.length, broken, plan: planned.kpis.plan });
    if (quiet && !options.json) {
      for (const promise of broken) say(`${paint.bad('promise not met:')} ${promise}\n`);
    }
    if (interrupted) return EXIT.interrupted;
    return broken.length > 0 ? EXIT.promise : EXIT.done;
  } catch (error) {
    throw located(error, request);
  } finally {
    progress.stop();
    if (timer) clearTimeout(timer);
    await claim?.release();
    process.off('SIGINT', onInterrupt);
  }
}

/** Where the engine runs out of memory it ends the process, and nothing can be said any more. */
function sayMemory(lang: Lang): void {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used < NEARLY_FULL * limit) return;
  const words = [used, limit, 4 * limit].map(bytes => String(Math.ceil(bytes / (1 << 20))));
  const [now, most, more] = words as [string, string, string];
  process.stderr.write(`${paint.bad(RUN_WORDS[lang].memory(now, most, more))}\n`);
}

function progressText({ phase, fraction, iteration, objective, bound }: Progress): string {
  const gap =
    objective > 0 && bound > 0 ? `, gap ${(((objective - bound) / objective) * 100).toFixed(2)} %` : '';
  return `${phase} ${Math.round(fraction * 100)} %, iteration ${iteration}${gap}`;
}

/** Before the search: a plan must not be made and then have nowhere to go. */
async function assertFolder(file: string): Promise<void> {
  const folder = dirname(resolve(file));
  try {
    await access(folder, constants.W_OK);
  } catch {
    const found = `${file}, in a folder that does not exist or where you may not write`;
    throw new InputError([
      optionIssue(
        '--write-lp',
        found,
        'a file in a folder that exists',
        'make the folder, or choose another',
      ),
    ]);
  }
}

/** The model of the sectors would not be all of it. */
function sectorsOnly(): Issue {
  return optionIssue(
    '--write-lp',
    'a plan with levels above its sectors',
    'sectors alone, whose model is written',
    'leave the levels out, or --write-lp',
  );
}

/** One table of the plan, alone, to standard output, no faster than it is read. */
async function writeTable(outcome: Pick<PlanOutcome, 'planFiles'>, table: string): Promise<void> {
  const path = table === 'kpis' ? 'kpis.json' : `${table}.csv`;
  for (const file of outcome.planFiles()) {
    if (file.path !== path) continue;
    for await (const chunk of file.content) {
      if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    }
    return;
  }
}
