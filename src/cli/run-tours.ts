// What `sectorize tours` does: files into the plan directory, then a table a rep a row and what cannot be visited.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { optionIssue } from '../app/option-issue.ts';
import type { TourWorld } from '../app/tours/read.ts';
import { makeTours, type ToursOutcome } from '../app/tours/tours.ts';
import type { Configuration } from '../io/config.ts';
import { InputError, IssueLog } from '../io/issues.ts';
import type { Issue } from '../model/records.ts';
import { DEFAULT_TOURS, periodsOfYear, type TourSettings } from '../model/tour-settings.ts';
import { formatNumber, formatShare, type Lang, plainText } from '../report/format.ts';
import { roadLines, TOUR_ROAD_WORDS } from '../report/tour-road-words.ts';
import { tourSummary } from '../report/tour-summary.ts';
import { TOUR_WORDS } from '../report/tour-words.ts';
import type { ToursOptions } from './commands/tours.ts';
import { readConfiguration } from './configuration.ts';
import { EXIT } from './exit.ts';
import { briefIssues, defaultLine } from './findings.ts';
import { knownInputs } from './known-inputs.ts';
import { languageOf } from './language.ts';
import { profileOf, roadsOf, sameMark } from './request.ts';
import { printLines } from './summary.ts';
import { paint, progressLine } from './terminal.ts';

/** Runs tours; returns the exit code. */
export async function runTours(plan: string, options: ToursOptions): Promise<number> {
  const config = options.config === undefined ? null : await readConfiguration(options.config);
  const lang = options.lang ?? config?.lang ?? languageOf(process.argv, process.env);
  const settings = settingsOf(options, config);
  const profile = profileOf(options, config);
  const log = new IssueLog();
  const roads = roadsOf(options, config?.inputs.roads ?? null, log);
  const issues = [...(profile ? [] : [sameMark(options)]), ...faults(settings), ...log.issues()];
  if (!profile || issues.length > 0) throw new InputError(issues);
  const words = TOUR_WORDS[lang];
  const quiet = options.quiet === true;
  const progress = progressLine(quiet);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const stop = new AbortController();
  let asking = false;
  const onInterrupt = () => {
    // there are no tours yet to finish with; what was answered is in the cache
    if (asking || stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
    progress.stop();
    say('interrupted: finishing with the tours so far (once more to give up)');
  };
  process.on('SIGINT', onInterrupt);
  try {
    progress.update(words.reading);
    const out = options.out ?? plan;
    // road times are of the tours here, whatever the plan was made by
    const { roads: _, ...inputs } = options;
    const outcome = await makeTours(
      {
        plan,
        out,
        inputs: await knownInputs(inputs),
        settings,
        roads,
        profile: { ...profile, raw: options.raw === true },
        lang,
        points: options.points === true,
        today: options.today !== false,
      },
      {
        signal: stop.signal,
        breathe: () => new Promise(resolve => setImmediate(resolve)),
        onWorld: world => {
          progress.stop();
          if (!quiet) for (const note of notes(world, settings, lang)) say(paint.dim(plainText(note)));
        },
        onRoads: (done, all) => {
          asking = done < all;
          progress.update(
            TOUR_ROAD_WORDS[lang].asking(formatNumber(done, 0, lang), formatNumber(all, 0, lang)),
          );
        },
        onDrives: ({ issues: found }) => {
          asking = false;
          progress.stop();
          if (!quiet) for (const line of briefIssues(found, new Map(), lang)) say(line);
        },
        onRep: (rep, done, all) => {
          const share = formatShare(done / all, lang, 0);
          progress.update(words.progress(plainText(rep), String(Math.floor(done) + 1), String(all), share));
        },
      },
    );
    progress.stop();
    if (options.json) process.stdout.write(await readFile(join(out, 'tours.json'), 'utf8'));
    else if (!quiet) printLines(tourSummary({ ...outcome, settings }, lang), process.stdout);
    if (!quiet) {
      if (!outcome.complete) say(paint.bad(words.cutShort));
      for (const line of roadLines(outcome.travel, lang)) say(paint.dim(line));
      say(paint.dim(words.wrote(formatNumber(outcome.written.length, 0, lang), plainText(out))));
    }
    return exitCode(outcome, options.strict === true);
  } finally {
    progress.stop();
    process.off('SIGINT', onInterrupt);
  }
}

function exitCode({ reps, complete }: ToursOutcome, strict: boolean): number {
  if (!complete) return EXIT.interrupted;
  const missing = reps.some(({ plan }) => plan.unplanned.some(({ visits }) => visits > 0));
  return strict && missing ? EXIT.promise : EXIT.done;
}

/** The command line wins over the file, the file over what is usual. */
function settingsOf(options: ToursOptions, config: Configuration | null): TourSettings {
  const file = { ...DEFAULT_TOURS, ...config?.tours };
  const daysOff = options.dayOff ?? file.daysOff;
  return {
    period: options.period ?? file.period,
    part: options.part ?? file.part,
    start: options.start ?? file.start,
    weekdays: options.weekdays ?? file.weekdays,
    // --no-holidays alone says anything
    holidays: options.holidays === false ? false : file.holidays,
    daysOff: [...new Set(daysOff)].sort(),
    dayStart: options.dayStart ?? file.dayStart,
    dayMinutes: options.dayLength ?? file.dayMinutes,
    drivingMinutes: options.driving ?? file.drivingMinutes,
    lunch: options.lunch ? options.lunch.lunch : file.lunch,
    nights: options.nights ?? file.nights,
    nightPrice: options.nightPrice ?? file.nightPrice,
    visitsPerDay: options.visitsPerDay ?? file.visitsPerDay,
    spacing: options.spacing ?? file.spacing,
    effort: options.effort ?? file.effort,
    seed: options.seed ?? file.seed,
  };
}

const MIDNIGHT = 1440;

/** What only all of them together can be judged by. */
function faults({ period, part, start, daysOff, dayStart, dayMinutes }: TourSettings): Issue[] {
  const issues: Issue[] = [];
  const most = periodsOfYear(period);
  if (part !== null && part > most) {
    issues.push(
      optionIssue(
        '--part',
        String(part),
        `from 1 to ${most}, the ${period}s of a year`,
        'choose one of them',
      ),
    );
  }
  if (start === null && daysOff.length > 0) {
    const remedy = 'add --start 2027-01-04, or leave the days off out';
    issues.push(optionIssue('--day-off', 'days off where days have no dates', '--start beside it', remedy));
  }
  if (dayStart + dayMinutes > MIDNIGHT) {
    const remedy = 'begin earlier, or take a shorter day';
    issues.push(
      optionIssue('--day-length', 'a day that ends after midnight', 'one that ends before', remedy),
    );
  }
  return issues;
}

/** What the reader should know before looking at the tours. */
function notes(world: TourWorld, settings: TourSettings, lang: Lang): string[] {
  const words = TOUR_WORDS[lang];
  const country = world.layers[0]?.settings.country;
  const reps = new Map(
    world.layers.flatMap(({ sectors }) => sectors.map(({ rep }) => [rep.id, rep] as const)),
  );
  const named = (holds: (rep: typeof reps extends Map<string, infer R> ? R : never) => boolean) =>
    [...reps.values()].filter(holds).map(({ id }) => id);
  const list = (ids: readonly string[]) => `${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''}`;
  const dated = named(
    ({ hired, left, presence }) => hired !== undefined || left !== undefined || presence !== undefined,
  );
  const many = named(({ fte }) => fte > 1);
  const unpriced =
    settings.nights > 0 && 'currency' in settings.nightPrice
      ? named(({ costPerHour }) => !(costPerHour > 0))
      : [];
  return [
    ...world.layers.flatMap(({ defaults }) => defaults.map(used => defaultLine(used, lang))),
    ...(settings.start === null ? [words.noCalendars] : []),
    ...(settings.start !== null && settings.holidays && country !== 'FR' ? [words.noHolidays] : []),
    ...(settings.start === null && dated.length > 0 ? [words.noPresence(list(dated))] : []),
    ...(many.length > 0 ? [words.manyPersons(list(many))] : []),
    ...(unpriced.length > 0 ? [words.noRate(list(unpriced))] : []),
    ...(world.layered ? [words.layered] : []),
    ...(world.withoutTravel.length > 0 ? [words.noTravel(world.withoutTravel.join(', '))] : []),
  ];
}
