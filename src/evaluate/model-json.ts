// model.json as text, a rep or a zone a line, and back with every field checked.

import {
  type Held,
  type Mark,
  MODEL_SCHEMA,
  type ModelBudget,
  type ModelRep,
  type ModelRow,
  type ModelZone,
  type PlanModel,
} from '../model/plan-model.ts';
import { JsonError, Reader } from './json-reader.ts';
import { jsonLine, jsonLines } from './json-text.ts';

export function* modelToText(model: PlanModel): Generator<string> {
  const { schema, rows, marks, paced, budgets, reps, zones } = model;
  const parts = [
    `"schema": ${jsonLine(schema)}`,
    `"rows": ${jsonLines(rows.map(jsonLine))}`,
    `"marks": ${jsonLines(marks.map(jsonLine))}`,
    `"paced": ${jsonLine(paced)}`,
    `"budgets": ${jsonLines(budgets.map(jsonLine))}`,
    `"reps": ${jsonLines(reps.map(jsonLine))}`,
    `"zones": ${jsonLines(zones.map(zone => jsonLine(zoneCells(zone))))}`,
  ];
  yield `{\n${parts.map(part => `  ${part}`).join(',\n')}\n}\n`;
}

function zoneCells(zone: ModelZone): readonly unknown[] {
  const { accounts, visits, visitHours, localHours, localKm, measures, paced, areas, held, kept } = zone;
  const figures = [accounts, visits, visitHours, localHours, localKm];
  return [zone.zone, ...figures, measures, paced, areas, held, kept];
}

/** @throws JsonError naming the place and what was expected there */
export function parseModel(text: string): PlanModel {
  const root = Reader.parse(text, 'model.json');
  const schema = root.get('schema').text();
  if (schema !== MODEL_SCHEMA)
    throw new JsonError(
      `model.json: schema is ${JSON.stringify(schema)}, this version reads "${MODEL_SCHEMA}"`,
    );
  const rows = root.get('rows').list(readRow);
  const reps = root.get('reps').list(entry => readRep(entry, rows.length));
  return {
    schema: MODEL_SCHEMA,
    rows,
    marks: root.get('marks').list((entry): Mark => {
      entry.length(2);
      return [entry.at(0).text(), entry.at(1).list(rule => rule.text())];
    }),
    paced: root.get('paced').list(item => item.text()),
    budgets: root.get('budgets').list(
      (entry): ModelBudget => ({
        name: entry.get('name').text(),
        named: entry.get('named').number(),
        reps: entry.get('reps').list(item => item.text()),
      }),
    ),
    reps,
    zones: root.get('zones').list(entry => readZone(entry, reps.length)),
  };
}

function readRow(entry: Reader): ModelRow {
  return {
    name: entry.get('name').text(),
    lower: entry.get('lower').number(),
    upper: entry.get('upper').number(),
    unit: entry.get('unit').numberOrNull(),
  };
}

function readRep(entry: Reader, rows: number): ModelRep {
  entry.get('fixed').length(rows);
  return {
    rep: entry.get('rep').text(),
    share: entry.get('share').number(),
    targets: entry.get('targets').numbers(),
    fixed: entry.get('fixed').list(item => item.number()),
    costPerHour: entry.get('costPerHour').numberOrNull(),
    costPerKm: entry.get('costPerKm').numberOrNull(),
    extra: entry.get('extra').list(item => item.number()),
  };
}

const CELLS = 11;

function readZone(entry: Reader, reps: number): ModelZone {
  entry.length(CELLS);
  const kept = entry.at(10).text();
  if (kept !== '' && kept.length !== reps) entry.at(10).fail(`a character for each of ${reps} reps`);
  return {
    zone: entry.at(0).text(),
    accounts: entry.at(1).number(),
    visits: entry.at(2).number(),
    visitHours: entry.at(3).number(),
    localHours: entry.at(4).number(),
    localKm: entry.at(5).number(),
    measures: entry.at(6).list(item => item.number()),
    paced: entry.at(7).list(item => item.number()),
    areas: entry.at(8).list(item => (item.isNull() ? null : item.text())),
    held: entry.at(9).list((of): Held => {
      of.length(5);
      const amounts = [of.at(2).numberOrNull(), of.at(3).numberOrNull()] as const;
      return [of.at(0).text(), of.at(1).number(), ...amounts, of.at(4).number()];
    }),
    kept,
  };
}
