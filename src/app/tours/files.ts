// Tours as the files of a plan directory, and the other files of the directory as they are.

import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { drivingOf, kmOf } from '../../evaluate/tours/figures.ts';
import { type ToursRecord, toursToText } from '../../evaluate/tours/json.ts';
import { dateOf, frequencyRows, placeOf, tourRows } from '../../evaluate/tours/tables.ts';
import { type CsvProfile, writeCsv } from '../../io/csv.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { writeRoads } from '../../io/roads/write-roads.ts';
import { type TourFeature, tourFeatureCollection } from '../../io/tour-geojson.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { RoadRows } from '../../model/roads.ts';
import type { RepTours } from '../../model/tour-record.ts';
import type { TourSettings } from '../../model/tour-settings.ts';
import type { PlannedDay } from '../../model/tours.ts';
import type { Lang } from '../../report/format.ts';
import { TOUR_WORDS } from '../../report/tour-words.ts';
import { VERSION } from '../../version.ts';
import { calendarFiles } from './calendars.ts';
import type { ToursMade } from './plan-tours.ts';

export interface TourFilesInput extends ToursMade {
  readonly settings: TourSettings;
  readonly country: string;
  readonly planSha256: string;
  readonly inputs: readonly PlanInput[];
  readonly withoutTravel: readonly string[];
  readonly ratios: ToursRecord['ratios'];
  readonly today: ToursRecord['today'];
  readonly travel: ToursRecord['travel'];
  /** that were asked for; null without */
  readonly roads: RoadRows | null;
  readonly profile: CsvProfile;
  readonly lang: Lang;
  /** points of the visits in tours.geojson */
  readonly points: boolean;
}

export function* tourFiles(input: TourFilesInput): Generator<PlanFile> {
  const { reps, calendar, profile, lang } = input;
  yield { path: 'tours.json', content: [toursToText({ ...input, version: VERSION })] };
  yield { path: 'tours.csv', content: writeCsv(tourRows(reps, calendar), profile) };
  if (input.today)
    yield { path: 'tours-today.csv', content: writeCsv(tourRows(input.today.reps, calendar), profile) };
  if (input.roads) yield { path: 'tours-roads.csv', content: writeRoads(input.roads) };
  const words = TOUR_WORDS[lang].reasons;
  yield {
    path: 'frequency.csv',
    content: writeCsv(
      frequencyRows(reps, reason => words[reason]),
      profile,
    ),
  };
  yield { path: 'tours.geojson', content: tourFeatureCollection(features(input)) };
  if (calendar.first !== null) yield* calendarFiles({ ...input, first: calendar.first });
}

const OF_TOURS: readonly string[] = [
  ...['tours.json', 'tours.csv', 'tours-today.csv', 'tours-roads.csv', 'frequency.csv', 'tours.geojson'],
];

/** Is the file one of tours, which is written anew. */
function isOfTours(path: string): boolean {
  return OF_TOURS.includes(path) || path.startsWith('calendars/');
}

/** The files of the plan that tours leave as they are. @param renewed paths that are written anew */
export async function* otherFiles(dir: string, renewed: ReadonlySet<string>): AsyncGenerator<PlanFile> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() || entry.isSymbolicLink())
    .map(entry => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => !isOfTours(path) && !renewed.has(path))
    .sort();
  for (const path of paths) yield { path, content: createReadStream(join(dir, path)) };
}

function* features(input: TourFilesInput): Generator<TourFeature> {
  for (const rep of input.reps) {
    for (const day of rep.plan.days) {
      yield lineOf(rep, day, input);
      if (input.points) yield* pointsOf(rep, day, input);
    }
  }
}

function lineOf(rep: RepTours, day: PlannedDay, input: TourFilesInput): TourFeature {
  const number = rep.problem.days[day.day]?.day ?? 0;
  const nodes = [day.startsAt, ...day.stops.map(({ node }) => node), day.endsAt];
  return {
    id: idOf(rep, number),
    path: nodes.map(node => positionOf(rep, node)),
    properties: new Map<string, string | number | null>([
      ...headOf(rep, number, input),
      ['visits', day.stops.length],
      ['km', fixed(kmOf(day))],
      ['hours', fixed((day.arrival - day.departure) / 60)],
      ['driving_hours', fixed(drivingOf(day) / 60)],
      ['night', day.endsAt === 0 ? 0 : 1],
    ]),
    color: rep.color,
  };
}

function* pointsOf(rep: RepTours, day: PlannedDay, input: TourFilesInput): Generator<TourFeature> {
  const number = rep.problem.days[day.day]?.day ?? 0;
  for (const [index, { node }] of day.stops.entries()) {
    const { id, name } = placeOf(rep, node);
    yield {
      id: `${idOf(rep, number)}/${index + 1}`,
      path: [positionOf(rep, node)],
      properties: new Map<string, string | number | null>([
        ...headOf(rep, number, input),
        ['sequence', index + 1],
        ['account_id', id],
        ['account_name', name],
      ]),
      color: rep.color,
    };
  }
}

function headOf(
  rep: RepTours,
  number: number,
  { calendar }: TourFilesInput,
): [string, string | number | null][] {
  const date = dateOf(calendar, number);
  return [
    ['title', `${rep.repName === '' ? rep.repId : rep.repName} ${date ?? number + 1}`],
    ['layer', rep.layer],
    ['rep_id', rep.repId],
    ['day', number + 1],
    ['date', date],
  ];
}

function idOf({ layer, repId }: RepTours, day: number): string {
  return `${layer}/${repId}/${day + 1}`;
}

function positionOf(rep: RepTours, node: number): [number, number] {
  const { lat, lon } = placeOf(rep, node);
  return [lon, lat];
}

const fixed = (value: number) => Number(value.toFixed(2)) + 0;
