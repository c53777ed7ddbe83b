// A plan directory of a fixture without running the optimizer: every zone goes to the rep with the nearest base.
// So whatever verify finds in it is about the files, not about the search.

import { composePlanFiles } from '../../src/app/plan-files.ts';
import { type InputFiles, readRecords } from '../../src/app/read.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { bordersOf, makeDissolver } from '../../src/geo/dissolve.ts';
import { drawnBorders, makeDrawing } from '../../src/geo/drawing.ts';
import { buildGraph } from '../../src/geo/graph.ts';
import { makeLocator } from '../../src/geo/locate.ts';
import { placeAccounts } from '../../src/geo/place.ts';
import { greatCircleKm } from '../../src/geo/sphere.ts';
import { makeTravel } from '../../src/geo/travel.ts';
import { PROFILES } from '../../src/io/csv.ts';
import { normalizeTown } from '../../src/io/french.ts';
import { writePlanDirectory } from '../../src/io/plan-directory.ts';
import { buildContext, defaultMeasures } from '../../src/model/build-context.ts';
import { buildProblem, targetsFor, totalsOf, withTargets } from '../../src/model/build-problem.ts';
import { eligibilityOf } from '../../src/model/eligibility.ts';
import type { Plan } from '../../src/model/plan.ts';
import { orderById, selectAccounts } from '../../src/model/select.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import { lagrangianBound } from '../../src/optimize/bound.ts';
import { scoreOf } from '../../src/optimize/score.ts';

export async function writeNearestPlan(
  files: InputFiles,
  out: string,
  profile: keyof typeof PROFILES,
  patch: Partial<Settings> = {},
): Promise<void> {
  const records = await readRecords(files, {
    country: 'FR',
    map: new Map(),
    measures: (patch.measures ?? []).map(({ name }) => name),
    defaultHoursPerYear: DEFAULT_SETTINGS.defaultHoursPerYear,
  });
  const zones = records.zones!;
  const reps = { ...records.reps!, list: records.reps!.list.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  const { graph } = buildGraph(zones);
  const all = records.accounts;
  const placed =
    all &&
    placeAccounts(all, zones, {
      country: 'FR',
      aliases: new Map(),
      normalizeTown,
      file: all.file,
    });
  for (const { index, column, reason } of placed?.rejected ?? []) {
    const [file, line, id] = [all!.file, all!.line[index]!, all!.id[index]!];
    records.rejects.add({ file, line, column, reason, id, cells: all!.rows.cells(index) });
  }
  const kept = all ? orderById(all.id).filter(a => placed!.zoneOf[a]! >= 0) : new Int32Array(0);
  const accounts = all && selectAccounts(all, kept);
  const settings: Settings = { ...DEFAULT_SETTINGS, measures: defaultMeasures(accounts, zones), ...patch };
  const travel = makeTravel(settings.travel);
  const context = buildContext({
    settings,
    layer: 'default',
    accounts,
    reps,
    zones,
    graph,
    zoneOf: Int32Array.from(kept, a => placed!.zoneOf[a]!),
    accountLat: Float64Array.from(kept, a => placed!.lat[a]!),
    accountLon: Float64Array.from(kept, a => placed!.lon[a]!),
    travel,
    issues: [],
    defaults: [],
    rejected: records.rejects.count(),
  });
  const at = (own: (j: number) => number, of: Float64Array) =>
    Float64Array.from(reps.list, (rep, j) =>
      Number.isNaN(own(j)) ? of[zones.id.indexOf(rep.postalCode)]! : own(j),
    );
  const bases = {
    lat: at(j => reps.list[j]!.lat, zones.lat),
    lon: at(j => reps.list[j]!.lon, zones.lon),
  };
  const { broken } = eligibilityOf(context, bases, travel);
  const locator = makeLocator(zones);
  const root = Int32Array.from(bases.lat, (lat, j) => locator.nearest(lat, bases.lon[j]!).zone);
  const first = buildProblem(context, { bases, centers: bases, broken, root, travel, greatCircleKm });
  const { k, m } = first;
  const zoneRep = Int32Array.from({ length: zones.count }, (_, i) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) {
      const km = greatCircleKm(bases.lat[j]!, bases.lon[j]!, zones.lat[i]!, zones.lon[i]!);
      if (!broken[i * k + j] && km < least) [best, least] = [j, km];
    }
    return best;
  });
  const problem = withTargets(first, targetsFor(context, totalsOf(first, zoneRep)));
  const score = scoreOf(problem, zoneRep);
  const price = Float64Array.from({ length: k * m }, (_, r) => ((r * 37) % 11) - 5);
  const budgetPrice = settings.maxMoved ? 0.01 : 0;
  const lowerBound = lagrangianBound(problem, { price, budgetPrice });
  const objective = score.objective + problem.excessPrice * score.excess;
  const plan: Plan = {
    schema: 'sectorize-plan/1',
    version: '0.0.0',
    settings,
    inputs: records.inputs.map(input =>
      input.role === 'accounts'
        ? { ...input, accepted: kept.length, rejected: input.rows - kept.length }
        : input,
    ),
    solver: {
      reproducible: true,
      objective,
      excess: score.excess,
      excessPrice: problem.excessPrice,
      lowerBound,
      budgetPrice,
      moveBudget: Number.isFinite(problem.moveBudget) ? problem.moveBudget : null,
      exact: false,
      contested: 0,
      newtonSteps: 0,
      rounds: 0,
      proposals: 0,
      accepted: 0,
      resplits: 0,
      startStranded: 0,
      proof: null,
    },
    map: [],
    bridges: graph.bridges.map(({ a, b, km }) => [zones.id[a]!, zones.id[b]!, km] as const),
    splits: [],
    sectors: reps.list.map((rep, j) => ({
      layer: 'default',
      sectorId: rep.id,
      repId: rep.id,
      sectorName: rep.name || rep.id,
      base: [bases.lat[j]!, bases.lon[j]!] as const,
      center: [bases.lat[j]!, bases.lon[j]!] as const,
      prices: Object.fromEntries(settings.measures.map(({ name }, q) => [name, price[j * m + q]!])),
    })),
    named: [...context.named.keys()].flatMap(a =>
      context.named[a]
        ? [[accounts!.id[a]!, accounts!.repId[a]!, zones.id[context.zoneOf[a]!]!] as const]
        : [],
    ),
    assignment: [...zoneRep].map((j, i) => ['default', zones.id[i]!, reps.list[j]?.id ?? ''] as const),
  };
  const accountRep = Int32Array.from(context.zoneOf, (i, a) =>
    context.named[a] ? context.incumbentOf[a]! : zoneRep[i]!,
  );
  const result = {
    zoneRep,
    accountRep,
    baseLat: bases.lat,
    baseLon: bases.lon,
    centerLat: bases.lat,
    centerLon: bases.lon,
  };
  const outlines = makeDissolver(zones)(zoneRep, reps.list.length).map(shape =>
    shape.length > 0 ? shape : null,
  );
  const kpis = computeKpis(context, result, {
    travel,
    objective,
    plainBound: lowerBound,
    contiguousBound: null,
    proven: false,
    outlines,
    outlinesBefore: null,
    sectors: plan.sectors,
    solver: plan.solver,
    splits: [],
  });
  await writePlanDirectory(
    out,
    composePlanFiles({
      context,
      result,
      plan,
      certificate: null,
      kpis,
      broken: new Uint16Array(zones.count * context.reps.list.length),
      outlines,
      drawing: () => makeDrawing(zones, drawnBorders(zones, bordersOf(zones))),
      rejects: records.rejects,
      profile: PROFILES[profile],
      raw: false,
      lang: 'fr',
    }),
  );
}
