// frontier.csv and frontier.json: names of columns and keys are the same in every language.

import { VERSION } from '../version.ts';
import type { Frontier, FrontierRow } from './sweep-frontier.ts';

export const FRONTIER_SCHEMA = 'sectorize-frontier/1';

/** A header, then a row per scenario. A value that the configuration gives to all is empty. */
export function* frontierRows({ rows, keys, measures }: Frontier): Generator<(string | number | null)[]> {
  yield [
    ...['number', 'scenario', 'folder', 'status', ...keys, 'objective', 'gap', 'max_deviation'],
    ...measures.map(name => `max_deviation_${name}`),
    ...['travel_hours', 'travel_km', 'kg_co2', 'cost'],
    ...['moved_revenue', 'moved_potential', 'moved_accounts', 'moved_zones'],
    ...['promises_broken', 'broken', 'dominated', 'dominated_by', 'reason'],
  ];
  for (const row of rows) {
    const settings = new Map(row.words);
    const { figures: f, dominatedBy } = row;
    yield [
      ...[row.number, row.name, row.folder, row.status],
      ...keys.map(key => settings.get(key) ?? ''),
      ...[f?.objective, f?.gap, f?.balance].map(number),
      ...measures.map(name => number(f?.deviations[name])),
      ...[f?.hours, f?.km, f?.kgCo2, f?.cost].map(number),
      ...[f?.moved?.revenue, f?.moved?.potential, f?.moved?.accounts, f?.moved?.zones].map(number),
      f ? f.broken.length : null,
      f ? f.broken.join(' | ') : '',
      dominatedBy === null ? null : Number(dominatedBy.length > 0),
      namesOf(rows, dominatedBy ?? []).join(' | '),
      row.reasons.join(' | '),
    ];
  }
}

export function frontierJson({ rows, moved, coordinates }: Frontier): string {
  const scenarios = rows.map(({ number, name, folder, status, words, figures, dominatedBy, reasons }) => ({
    ...{ number, name, folder, status },
    settings: Object.assign(Object.create(null), Object.fromEntries(words)),
    ...(figures && {
      ...{ objective: figures.objective, gap: figures.gap },
      max_deviation: figures.balance,
      max_deviations: figures.deviations,
      travel: { hours: figures.hours, km: figures.km, kg_co2: figures.kgCo2 },
      cost: figures.cost,
      moved: figures.moved,
      promises_broken: figures.broken,
      dominated: (dominatedBy?.length ?? 0) > 0,
      dominated_by: namesOf(rows, dominatedBy ?? []),
    }),
    ...(reasons.length > 0 && { reasons }),
  }));
  const whole = { schema: FRONTIER_SCHEMA, version: VERSION, coordinates, disruption_of: moved, scenarios };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

function namesOf(rows: readonly FrontierRow[], numbers: readonly number[]): string[] {
  const wanted = new Set(numbers);
  return rows.flatMap(({ number, name }) => (wanted.has(number) ? [name] : []));
}

function number(value: number | null | undefined): number | null {
  return value ?? null;
}
