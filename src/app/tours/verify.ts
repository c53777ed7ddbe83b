// The tours of a plan directory, read back for verify. What cannot be read is a finding like any other.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckResult, newCheck } from '../../evaluate/verify/check.ts';
import type { TourRoadsFile } from '../../evaluate/verify/tours/roads.ts';
import { verifyTours } from '../../evaluate/verify/tours.ts';
import type { VerifyInput } from '../../evaluate/verify.ts';
import { exists } from '../../io/exists.ts';
import { draftText } from '../status/plan-text.ts';
import { readJson, readPlanText, readTable, sha256OfText } from '../verify.ts';
import { matrixOfTours } from './matrix-again.ts';

const FILES = ['tours.json', 'tours.csv', 'frequency.csv', 'tours.geojson'];

/** Are there tours, or a part of their files? */
export async function hasTours(dir: string): Promise<boolean> {
  for (const name of [...FILES, 'calendars']) if (await exists(join(dir, name))) return true;
  return false;
}

/**
 * @param layers each layer as it was verified; one without layers
 * @param matrix the file of road times that the tours were made with, to compare with it
 */
export async function checkTours(
  dir: string,
  layers: readonly VerifyInput[],
  matrix: string | null = null,
): Promise<CheckResult[]> {
  const readable = newCheck('tours-files');
  const tell = readable.lie;
  const own = (name: string) => join(dir, name);
  const json = await readJson(own('tours.json'), 'tours.json', tell);
  const tours = await readTable(own('tours.csv'), 'tours.csv', undefined, tell);
  const frequency = await readTable(own('frequency.csv'), 'frequency.csv', undefined, tell);
  const today = (await exists(own('tours-today.csv')))
    ? await readTable(own('tours-today.csv'), 'tours-today.csv', undefined, tell)
    : null;
  const roads = await readTourRoads(own('tours-roads.csv'), layers, matrix, tell);
  const map = await readJson(own('tours.geojson'), 'tours.geojson', tell);
  const calendars = await readCalendars(own('calendars'), tell);
  for (const name of FILES) readable.that(await exists(own(name)), () => `${name} is missing`);
  const result = readable.result();
  if (!result.ok) return [result];
  const plan = draftText(await readPlanText(dir));
  return [
    result,
    ...verifyTours({
      json,
      tours,
      frequency,
      today,
      roads,
      planSha256: sha256OfText(plan),
      hashes: layers[0]?.hashes ?? new Map(),
      layers,
      calendars,
      sha256: sha256OfText,
      map,
    }),
  ];
}

/** In C locale whatever the profile; null without it. */
async function readTourRoads(
  path: string,
  layers: readonly VerifyInput[],
  matrix: string | null,
  tell: (problem: string) => void,
): Promise<TourRoadsFile | null> {
  if (!(await exists(path))) return null;
  const bytes = await readFile(path);
  const table = await readTable(path, 'tours-roads.csv', 0, tell);
  return {
    table,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    matrix: matrix === null ? null : await matrixOfTours(matrix, table, layers),
  };
}

/** Start and end of the events of each calendar. */
async function readCalendars(
  folder: string,
  tell: (problem: string) => void,
): Promise<Map<string, string[]>> {
  const calendars = new Map<string, string[]>();
  const names = (await readdir(folder).catch(() => [] as string[])).sort();
  for (const name of names) {
    if (!name.endsWith('.ics')) {
      tell(`calendars/${name} is no calendar`);
      continue;
    }
    const text = (await readFile(join(folder, name), 'utf8')).replace(/\r\n[ \t]/g, '');
    const events = text.split('BEGIN:VEVENT').slice(1);
    calendars.set(
      name,
      events.map(event => {
        const at = (field: string) =>
          new RegExp(`^${field}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, 'm').exec(event)?.[1] ?? '';
        return `${at('DTSTART')}/${at('DTEND')}`;
      }),
    );
  }
  return calendars;
}
