// A plan as the files of its directory. Every content is an iterable that is made when it is asked for: a
// million accounts are never one string.

import { boundToText } from '../evaluate/bound-json.ts';
import { changesOf } from '../evaluate/changes.ts';
import { costRows, hasCosts } from '../evaluate/costs.ts';
import { eligibility } from '../evaluate/eligibility.ts';
import { levelColumns, levelRows } from '../evaluate/hierarchy/table.ts';
import type { Kpis, Outline } from '../evaluate/kpis-types.ts';
import { modelToText } from '../evaluate/model-json.ts';
import { planModel } from '../evaluate/model-record.ts';
import { planToText } from '../evaluate/plan-json.ts';
import { sectorColors } from '../evaluate/sector-colors.ts';
import { sectorIdsOf } from '../evaluate/sector-ids.ts';
import { sectorProperties, sectorRows } from '../evaluate/sector-table.ts';
import {
  accountRows,
  changeRows,
  followersOf,
  neighborRows,
  type Row,
  type TableInput,
  zoneRows,
} from '../evaluate/tables.ts';
import { travelOf } from '../geo/travel.ts';
import { type CsvProfile, writeCsv } from '../io/csv.ts';
import type { RejectLog } from '../io/issues.ts';
import type { PlanFile } from '../io/plan-directory.ts';
import { writeRoads } from '../io/roads/write-roads.ts';
import { safeNames } from '../io/safe-name.ts';
import { featureCollection, type MapFeature } from '../io/sector-geojson.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { MapDrawing } from '../model/drawing.ts';
import type { ContiguousCertificate, Plan } from '../model/plan.ts';
import type { Lang } from '../report/format.ts';
import { htmlReport } from '../report/html/page.ts';
import { LABELS } from '../report/labels.ts';
import { markdownReport } from '../report/markdown.ts';
import { reasonWords } from '../report/reasons.ts';
import { type AccountLines, accountLines } from './account-lines.ts';
import { type LevelShapes, levelFiles } from './hierarchy/level-files.ts';
import { inputMarks } from './input-marks.ts';
import { pageAssets } from './page-assets.ts';
import { pictureFiles } from './pictures.ts';
import { rejectRows } from './rejects-table.ts';
import type { KeptFile } from './revision/read.ts';
import { type WorkbookInput, workbookBytes } from './workbook.ts';

export type { PlanFile } from '../io/plan-directory.ts';

export interface PlanFilesInput {
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly plan: Plan;
  /** null when contiguity is not in the bound, or proven by branch and cut */
  readonly certificate: ContiguousCertificate | null;
  readonly kpis: Kpis;
  /** rules that keep a rep from a zone, as bits of Eligibility.broken; zone · reps + rep */
  readonly broken: ArrayLike<number>;
  /** by rep; null without polygons */
  readonly outlines: readonly Outline[];
  /** groups of the levels above, drawn; absent without a hierarchy */
  readonly levels?: readonly LevelShapes[];
  /** the map of report.html, made when asked for; null for a map without a place */
  readonly drawing: () => MapDrawing | null;
  readonly rejects: RejectLog;
  /** the copy of the plans that this one revises; absent or [] for none */
  readonly kept?: readonly KeptFile[];
  readonly profile: CsvProfile;
  /** true: text that a spreadsheet would run as a formula is written as it is */
  readonly raw: boolean;
  readonly lang: Lang;
  /** plan.xlsx too; false when absent */
  readonly xlsx?: boolean;
  /** px: pictures also as PNG files, so wide; null or absent for none */
  readonly png?: number | null;
}

/** Every file of the plan directory, in the order of their names in docs/file-formats.md. */
export function* composePlanFiles(input: PlanFilesInput): Generator<PlanFile> {
  const { context, result, plan, kpis, lang } = input;
  yield { path: 'plan.json', content: [planToText(plan)] };
  if (input.certificate) yield { path: 'bound.json', content: [boundToText(input.certificate)] };
  yield { path: 'model.json', content: model(input) };
  if (context.roads) yield { path: 'roads.csv', content: writeRoads(context.roads.rows) };
  yield { path: 'kpis.json', content: planTable(input, 'kpis') };
  yield { path: 'zones.csv', content: planTable(input, 'zones') };
  yield { path: 'neighbors.csv', content: csv(input, neighborRows(context)) };
  const lines = context.accounts && linesOf(input);
  if (lines) yield { path: 'accounts.csv', content: lines.all() };
  yield { path: 'sectors.csv', content: planTable(input, 'sectors') };
  yield { path: 'changes.csv', content: planTable(input, 'changes') };
  if (hasCosts(context)) yield { path: 'costs.csv', content: csv(input, costRows(tableInput(input))) };
  yield { path: 'rejects.csv', content: csv(input, rejectRows(input.rejects)) };
  yield { path: 'report.md', content: [markdownReport(context, result, kpis, plan, lang)] };
  yield { path: 'report.html', content: page(input) };
  yield* pictureFiles(input, input.png ?? null);
  yield { path: 'sectors.geojson', content: featureCollection(sectorFeatures(input)) };
  if (kpis.hierarchy) {
    yield { path: 'levels.csv', content: csv(input, levelRows(kpis.hierarchy)) };
    yield* levelFiles(kpis.hierarchy, input.levels ?? [], context.graph);
  }
  yield* sectorFiles(input, lines);
  yield* keptFiles(input.kept);
  if (input.xlsx) yield { path: 'plan.xlsx', content: workbookBytes(workbookOf(input)) };
}

/** What a revision was made from, below from/, so that it can be verified when the plan before is gone. */
export function* keptFiles(kept: readonly KeptFile[] = []): Generator<PlanFile> {
  for (const { path, content } of kept) yield { path: `from/${path}`, content: [content] };
}

/** Nothing of it, the map least of all, is made before it is written. */
async function* page(input: PlanFilesInput): AsyncGenerator<string> {
  const { context, result, kpis, plan, lang, drawing } = input;
  const report = { context, result, kpis, plan, lang, labels: LABELS[lang] };
  yield* htmlReport(report, { drawing: drawing(), assets: pageAssets() });
}

/** What `explain` asks, made when it is written. */
function* model({ context, result, broken }: PlanFilesInput): Generator<string> {
  yield* modelToText(planModel(context, result, broken));
}

export type TableName = 'accounts' | 'zones' | 'sectors' | 'changes' | 'kpis';

/** One table alone, as `--stdout` writes it. Without accounts there is no accounts table: nothing comes out. */
export function planTable(input: PlanFilesInput, name: TableName): Iterable<string> {
  const { context, kpis } = input;
  switch (name) {
    case 'accounts':
      return csv(input, inputMarks(accountRows(tableInput(input)), context.accounts, input.profile));
    case 'zones':
      return csv(input, zoneRows(tableInput(input)));
    case 'sectors':
      return csv(input, sectorRows(context, kpis));
    case 'changes':
      return csv(input, changesTable(input));
    case 'kpis':
      return [`${JSON.stringify(kpis, null, 2)}\n`];
  }
}

export function changesTable(input: PlanFilesInput): Iterable<Row> {
  const { context, result, plan, lang } = input;
  const { travel } = tableInput(input);
  const changes = changesOf(context, result, plan.splits, eligibility(context, result, travel));
  return changeRows(context, changes, reasonWords(lang));
}

function workbookOf(input: PlanFilesInput): WorkbookInput {
  const { context, kpis, lang } = input;
  const { hierarchy } = kpis;
  const { accounts, measures } = context;
  return {
    tables: {
      sectors: () => sectorRows(context, kpis),
      zones: () => zoneRows(tableInput(input)),
      accounts: accounts && (() => accountRows(tableInput(input))),
      changes: () => changesTable(input),
      levels: hierarchy ? () => levelRows(hierarchy) : null,
    },
    accounts,
    kpis: [{ layer: context.layer, kpis, measures }],
    layers: [{ sectors: kpis.sectors.length, measures }],
    lang,
  };
}

/** `sectors/<sector_id>.csv` and `.geojson`: what each rep receives. */
function* sectorFiles(input: PlanFilesInput, lines: AccountLines | null): Generator<PlanFile> {
  const { context, result } = input;
  const table = tableInput(input);
  const names = safeNames(table.sectorIds);
  const zonesOf = byRep(result.zoneRep, context.reps.list.length);
  const colors = sectorColors(context, result.zoneRep, context.zoneIncumbent);
  for (const [j, name] of names.entries()) {
    const content = lines ? lines.of(j) : csv(input, zoneRows(table, j));
    yield { path: `sectors/${name}.csv`, content };
    const features = zoneFeatures(table, zonesOf[j] as Int32Array, colors[j] as string);
    yield { path: `sectors/${name}.geojson`, content: featureCollection(features) };
  }
}

export function* sectorFeatures({ context, result, kpis, outlines }: PlanFilesInput): Generator<MapFeature> {
  const levels = levelColumns(kpis.hierarchy);
  const colors = sectorColors(context, result.zoneRep, context.zoneIncumbent);
  for (const [j, sector] of kpis.sectors.entries()) {
    const properties = new Map<string, string | number | null>([
      ['title', sector.sector_name],
      ...sectorProperties(context, sector, levels),
    ]);
    yield { id: sector.sector_id, geometry: outlines[j] ?? null, properties, color: colors[j] as string };
  }
}

/** The zones of one sector with the columns of zones.csv; a zone without a polygon is its point. */
function* zoneFeatures(table: TableInput, zones: Int32Array, color: string): Generator<MapFeature> {
  const { context, result } = table;
  const rep = zones.length > 0 ? (result.zoneRep[zones[0] as number] as number) : 0;
  const rows = zoneRows(table, rep);
  const header: Row = rows.next().value ?? [];
  for (const i of zones) {
    const row: Row = rows.next().value ?? [];
    const properties = new Map(header.map((name, c) => [String(name), row[c] ?? null] as const));
    const point = [context.zones.lon[i] as number, context.zones.lat[i] as number];
    yield {
      id: context.zones.id[i] as string,
      geometry: context.zones.geometry[i] ?? point,
      properties,
      color,
    };
  }
}

export function tableInput({ context, result, plan, kpis }: PlanFilesInput): TableInput {
  const sectorIds = sectorIdsOf(context, plan.sectors);
  return {
    context,
    result,
    sectorIds,
    travel: travelOf(context),
    followers: followersOf(context),
    levels: levelColumns(kpis.hierarchy),
  };
}

function csv(input: PlanFilesInput, rows: Iterable<Row>): Iterable<string> {
  return writeCsv(rows, profileOf(input));
}

function linesOf(input: PlanFilesInput): AccountLines {
  const { context, result } = input;
  const rows = () => inputMarks(accountRows(tableInput(input)), context.accounts, input.profile);
  return accountLines(rows, result.accountRep, context.reps.list.length, profileOf(input));
}

function profileOf({ profile, raw }: PlanFilesInput): CsvProfile {
  return { ...profile, raw };
}

/** Indices of each rep's entries, ascending. */
function byRep(assigned: Int32Array, k: number): Int32Array[] {
  const lists: number[][] = Array.from({ length: k }, () => []);
  for (const [index, j] of assigned.entries()) if (j >= 0) lists[j]?.push(index);
  return lists.map(list => Int32Array.from(list));
}
