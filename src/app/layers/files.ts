// A plan with layers as the files of its directory: each layer's whole directory below layers/, and above them the tables
// of all layers, in which everything is counted once.

import { costRows, hasCosts } from '../../evaluate/costs.ts';
import type { PlanKpis } from '../../evaluate/kpis-types.ts';
import type { LayeredKpis, LayerPart, Whole } from '../../evaluate/layers/part.ts';
import { LAYERED_SCHEMA, type LayeredPlan, layeredPlanToText } from '../../evaluate/layers/plan-json.ts';
import { layeredAccountRows, unionRows } from '../../evaluate/layers/tables.ts';
import { sectorRows } from '../../evaluate/sector-table.ts';
import { type Row, zoneRows } from '../../evaluate/tables.ts';
import { writeCsv } from '../../io/csv.ts';
import { RejectLog } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { safeNames } from '../../io/safe-name.ts';
import { featureCollection, type MapFeature } from '../../io/sector-geojson.ts';
import type { PlanInput } from '../../model/plan.ts';
import { layeredHtmlReport } from '../../report/html/layers-page.ts';
import { type LayersReportInput, layeredReport, overAll } from '../../report/layers-report.ts';
import { WORKBOOK_WORDS } from '../../report/workbook/words.ts';
import { VERSION } from '../../version.ts';
import { inputMarks } from '../input-marks.ts';
import { pageAssets } from '../page-assets.ts';
import { layersPictureFiles } from '../pictures.ts';
import { changesTable, keptFiles, sectorFeatures, tableInput } from '../plan-files.ts';
import type { Records } from '../read.ts';
import { rejectRows } from '../rejects-table.ts';
import { type WorkbookInput, workbookBytes } from '../workbook.ts';
import type { LayeredRequest, LayerOutcome } from './plan-layers.ts';
import { measuresOfLayers } from './slices.ts';

export interface LayeredFilesInput {
  readonly layers: readonly LayerOutcome[];
  readonly whole: Whole;
  readonly inputs: readonly PlanInput[];
  readonly kpis: LayeredKpis;
  readonly records: Records;
  readonly request: LayeredRequest;
}

export function* composeLayeredFiles(input: LayeredFilesInput): Generator<PlanFile> {
  const { layers, kpis, records, request } = input;
  const profile = { ...request.profile, raw: request.raw };
  const csv = (rows: Iterable<Row>) => writeCsv(rows, profile);
  const plan = layeredPlan(input);
  yield { path: 'plan.json', content: [layeredPlanToText(plan)] };
  yield { path: 'kpis.json', content: [`${JSON.stringify(kpis, null, 2)}\n`] };
  yield {
    path: 'zones.csv',
    content: csv(union(layers, ({ filesInput }) => zoneRows(tableInput(filesInput)))),
  };
  const marked = inputMarks(accountsOf(layers), input.whole.accounts, profile);
  yield { path: 'accounts.csv', content: csv(marked) };
  yield { path: 'sectors.csv', content: csv(union(layers, o => sectorRows(o.context, o.kpis))) };
  yield { path: 'changes.csv', content: csv(union(layers, ({ filesInput }) => changesTable(filesInput))) };
  const priced = layers.filter(({ outcome }) => hasCosts(outcome.context));
  if (priced.length > 0)
    yield {
      path: 'costs.csv',
      content: csv(union(priced, ({ filesInput }) => costRows(tableInput(filesInput)))),
    };
  yield { path: 'rejects.csv', content: csv(rejectRows(rejectsOf(records, layers))) };
  const reported = reportInput(input, plan);
  yield { path: 'report.md', content: [layeredReport(reported)] };
  yield { path: 'report.html', content: page(input, reported) };
  const drawn = layers.map(({ part, outcome }) => ({ ...outcome.filesInput, name: part.rule.name }));
  yield* layersPictureFiles(overAll(reported), drawn, request.png ?? null);
  yield { path: 'sectors.geojson', content: featureCollection(features(layers)) };
  yield* layerFiles(layers, plan);
  yield* keptFiles(records.kept);
  if (request.xlsx) yield { path: 'plan.xlsx', content: workbookBytes(workbookOf(input)) };
}

/** All layers in one workbook; their own directories have none. */
function workbookOf({ layers, whole, kpis, request }: LayeredFilesInput): WorkbookInput {
  const { lang } = request;
  return {
    tables: {
      sectors: () => union(layers, o => sectorRows(o.context, o.kpis)),
      zones: () => union(layers, ({ filesInput }) => zoneRows(tableInput(filesInput))),
      accounts: () => accountsOf(layers),
      changes: () => union(layers, ({ filesInput }) => changesTable(filesInput)),
      levels: null,
    },
    accounts: whole.accounts,
    kpis: [
      { layer: WORKBOOK_WORDS[lang].allLayers, kpis, measures: tolerancesOf(kpis.plan) },
      ...layers.map(({ part, outcome }) => ({
        ...{ layer: part.rule.name, kpis: outcome.kpis, measures: outcome.context.measures },
      })),
    ],
    layers: layers.map(({ outcome }) => ({
      ...{ sectors: outcome.kpis.sectors.length, measures: outcome.context.measures },
    })),
    lang,
  };
}

function tolerancesOf({ balance }: PlanKpis) {
  return Object.entries(balance).map(([name, { tolerance }]) => ({ name, tolerance }));
}

type RowsOf = (outcome: LayerOutcome['outcome']) => Iterable<Row>;

/** The rows are asked for twice: once for the header. */
function union(layers: readonly LayerOutcome[], rowsOf: RowsOf): Iterable<Row> {
  return unionRows(
    layers.map(({ outcome }) => ({ [Symbol.iterator]: () => rowsOf(outcome)[Symbol.iterator]() })),
  );
}

function accountsOf(layers: readonly LayerOutcome[]): Iterable<Row> {
  const outcomeOf = new Map(layers.map(({ part, outcome }) => [part, outcome] as const));
  return layeredAccountRows([...outcomeOf.keys()], (part: LayerPart) =>
    tableInput((outcomeOf.get(part) as LayerOutcome['outcome']).filesInput),
  );
}

/** Rows that could not be read, once, and what each base layer could not place: overlays have only accounts of theirs. */
function rejectsOf(records: Records, layers: readonly LayerOutcome[]): RejectLog {
  const all = new RejectLog();
  const seen = new Set<string>();
  const own = layers.filter(({ part }) => !part.rule.overlay).map(({ outcome }) => outcome.world.rejects);
  for (const log of [records.rejects, ...own]) {
    for (const reject of log.rejects()) {
      const key = JSON.stringify([reject.file, reject.line, reject.id]);
      if (seen.has(key)) continue;
      seen.add(key);
      all.setHeader(reject.file, log.header(reject.file));
      all.add(reject);
    }
  }
  return all;
}

function* features(layers: readonly LayerOutcome[]): Generator<MapFeature> {
  for (const { outcome } of layers) yield* sectorFeatures(outcome.filesInput);
}

/** Each layer's directory; the files that reps receive also beside those of the other layers. */
function* layerFiles(layers: readonly LayerOutcome[], plan: LayeredPlan): Generator<PlanFile> {
  const ids = layers.map(({ part }) => part.sectorIds);
  // ids are unique in a layer; two layers may have the same one
  const keys = ids.flatMap((list, l) =>
    list.map(id => (unique(ids, id) ? id : `${id}.${plan.layers[l]?.name}`)),
  );
  const names = safeNames(keys);
  let at = 0;
  for (const [l, { outcome }] of layers.entries()) {
    const folder = `layers/${plan.layers[l]?.folder}`;
    const own = safeNames(ids[l] as readonly string[]);
    const nameOf = new Map(own.map((name, j) => [name, names[at + j] as string]));
    at += own.length;
    for (const { path, content } of outcome.planFiles()) {
      const match = /^sectors\/(.+)(\.csv|\.geojson)$/.exec(path);
      if (!match) {
        yield { path: `${folder}/${path}`, content };
        continue;
      }
      // made once, written twice
      const chunks = [...(content as Iterable<string>)];
      yield { path: `${folder}/${path}`, content: chunks };
      yield { path: `sectors/${nameOf.get(match[1] as string)}${match[2]}`, content: chunks };
    }
  }
}

function unique(ids: readonly (readonly string[])[], id: string): boolean {
  return ids.filter(list => list.includes(id)).length === 1;
}

function layeredPlan({ layers, inputs, request }: LayeredFilesInput): LayeredPlan {
  const folders = safeNames(layers.map(({ part }) => part.rule.name));
  return {
    schema: LAYERED_SCHEMA,
    version: VERSION,
    settings: request.settings,
    inputs,
    map: [...request.map],
    reproducible: layers.every(({ outcome }) => outcome.plan.solver.reproducible),
    measures: measuresOfLayers(request),
    layers: layers.map(({ part }, l) => ({ ...part.rule, folder: folders[l] as string })),
    reps: layers.flatMap(({ part }) =>
      (part.context.settings.slice?.reps ?? []).map(([rep, share]) => [rep, part.rule.name, share] as const),
    ),
    sectors: layers.flatMap(({ outcome }) =>
      outcome.plan.sectors.map(({ layer, sectorId, repId }) => [layer, sectorId, repId] as const),
    ),
    named: layers.flatMap(({ part, outcome }) =>
      outcome.plan.named.map(entry => [part.rule.name, ...entry] as const),
    ),
    assignment: layers.flatMap(({ outcome }) => outcome.plan.assignment),
  };
}

/** Nothing of it is made before it is written. */
async function* page({ layers }: LayeredFilesInput, reported: LayersReportInput): AsyncGenerator<string> {
  const drawings = layers.map(({ outcome }) => outcome.filesInput.drawing());
  yield* layeredHtmlReport(reported, { drawings, assets: pageAssets() });
}

function reportInput(input: LayeredFilesInput, plan: LayeredPlan): LayersReportInput {
  const { layers, kpis, whole, request } = input;
  return {
    layers: layers.map(({ part, outcome }) => ({ part, plan: outcome.plan })),
    plan,
    kpis,
    whole,
    lang: request.lang,
  };
}
