// A quarter in Bretagne: every rep of the fixture visits the accounts of which it is the incumbent, by the built-in estimate of
// travel, as often as they ask.

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { makeTravel } from '../src/geo/travel.ts';
import { DEFAULT_SETTINGS } from '../src/model/settings.ts';
import type { TourProblem } from '../src/model/tours.ts';

const FOLDER = new URL('../fixtures/bretagne/', import.meta.url);
const WEEKS = 13;
/** Share of an even interval that two visits are apart at least. */
const SPACING = 0.6;

interface Row {
  readonly id: string;
  readonly city: string;
  readonly lat: string;
  readonly lon: string;
  readonly visits_per_year: string;
  readonly visit_minutes: string;
  readonly rep_id: string;
}

const rowsOf = (name: string): Row[] => parse(readFileSync(new URL(name, FOLDER)), { columns: true });

export function bretagneQuarter(): TourProblem[] {
  const accounts = rowsOf('accounts.csv');
  return rowsOf('reps.csv').map(rep => {
    const own = accounts.filter(account => account.rep_id === rep.id);
    // its base is in its town: where accounts of that town are
    const home = accounts.find(account => account.city === rep.city) ?? own[0];
    return problemOf(home, own);
  });
}

function problemOf(home: Row, accounts: readonly Row[]): TourProblem {
  const travel = makeTravel(DEFAULT_SETTINGS.travel);
  const nodes = [home, ...accounts];
  const n = nodes.length;
  const lat = nodes.map(node => Number(node.lat));
  const lon = nodes.map(node => Number(node.lon));
  const minutes = new Float64Array(n * n);
  const km = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      minutes[a * n + b] = travel.minutes(lat[a], lon[a], lat[b], lon[b]);
      km[a * n + b] = travel.km(lat[a], lon[a], lat[b], lon[b]);
    }
  }
  const visits = Int32Array.from(nodes, (node, a) =>
    a === 0 ? 0 : Math.min(WEEKS, Math.max(1, Math.round(Number(node.visits_per_year) / 4))),
  );
  return {
    n,
    minutes,
    km,
    visits,
    service: Float64Array.from(nodes, (node, a) => (a === 0 ? 0 : Number(node.visit_minutes))),
    spacing: Int32Array.from(visits, v => Math.max(1, Math.floor((SPACING * 7 * WEEKS) / Math.max(1, v)))),
    worth: new Float64Array(n).fill(1),
    opens: new Float64Array(n).fill(8 * 60),
    closes: new Float64Array(n).fill(19 * 60),
    weekdays: new Uint8Array(n).fill(31),
    days: Array.from({ length: 5 * WEEKS }, (_, d) => ({
      day: d + 2 * Math.floor(d / 5),
      weekday: d % 5,
    })),
    rules: {
      start: 8 * 60,
      length: 10 * 60,
      driving: 6 * 60,
      lunch: { minutes: 60, from: 12 * 60, to: 14 * 60 },
      overnight: null,
      mostVisits: null,
    },
  };
}
