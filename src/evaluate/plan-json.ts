// plan.json as text that diffs well: keys in a fixed order (those of settings sorted), one entry of a list per line; and back, with every
// field checked, because a plan may come from anywhere.

import { PLAN_SCHEMA, type Plan, type PlanInput, type PlanSector, type PlanSplit } from '../model/plan.ts';
import { hierarchyText, readPlanHierarchy } from './hierarchy/plan-json.ts';
import { JsonError, Reader } from './json-reader.ts';
import { byFirst, byKeys, jsonLine, jsonLines } from './json-text.ts';
import { readProof } from './plan-proof.ts';
import { readPlanRoads } from './plan-roads.ts';
import { readSettings } from './plan-settings.ts';
import { readStatus, statusPart } from './plan-status.ts';
import { readTeamPrice } from './team-price.ts';

/** Lists are sorted, by code units, whatever order they come in: same plan, same text. */
export function planToText(plan: Plan): string {
  const prices = (sector: PlanSector) => Object.entries(sector.prices).sort(byFirst);
  const parts: [string, string][] = [
    ['schema', jsonLine(plan.schema)],
    ['version', jsonLine(plan.version)],
    ...statusPart(plan.status),
    ['settings', indented(plan.settings)],
    [
      'inputs',
      jsonLines(
        [...plan.inputs]
          .sort(
            byKeys(
              i => i.role,
              i => i.file,
            ),
          )
          .map(jsonLine),
      ),
    ],
    ['map', jsonLines([...plan.map].sort(byKeys(entry => entry[0])).map(jsonLine))],
    ['solver', indented(plan.solver)],
    [
      'bridges',
      jsonLines(
        [...plan.bridges]
          .sort(
            byKeys(
              b => b[0],
              b => b[1],
            ),
          )
          .map(jsonLine),
      ),
    ],
    ['splits', jsonLines([...plan.splits].sort(byKeys(s => s.zone)).map(jsonLine))],
    [
      'sectors',
      jsonLines(
        [...plan.sectors]
          .sort(
            byKeys(
              s => s.layer,
              s => s.sectorId,
            ),
          )
          .map(sector => {
            const { layer, sectorId, repId, sectorName, ownName, base, center } = sector;
            const own = ownName ? { ownName } : {};
            const head = jsonLine({ layer, sectorId, repId, sectorName, ...own, base, center }).slice(0, -1);
            return `${head}, "prices": {${prices(sector)
              .map(([name, price]) => `${jsonLine(name)}: ${jsonLine(price)}`)
              .join(', ')}}}`;
          }),
      ),
    ],
    [
      'named',
      jsonLines(
        [...plan.named]
          .sort(
            byKeys(
              n => n[0],
              n => n[1],
            ),
          )
          .map(jsonLine),
      ),
    ],
    [
      'assignment',
      jsonLines(
        [...plan.assignment]
          .sort(
            byKeys(
              a => a[0],
              a => a[1],
            ),
          )
          .map(jsonLine),
      ),
    ],
  ];
  if (plan.roads) parts.push(['roads', indented(plan.roads)]);
  if (plan.hierarchy) parts.push(['hierarchy', hierarchyText(plan.hierarchy)]);
  return `{\n${parts.map(([key, value]) => `  ${jsonLine(key)}: ${value}`).join(',\n')}\n}\n`;
}

/** @throws JsonError naming the path and what was expected there */
export function parsePlan(text: string): Plan {
  const root = Reader.parse(text, 'plan.json');
  const schema = root.get('schema').text();
  if (schema !== PLAN_SCHEMA) {
    throw new JsonError(
      `plan.json: schema is ${JSON.stringify(schema)}, this version reads "${PLAN_SCHEMA}"`,
    );
  }
  const solver = root.get('solver');
  return {
    schema: PLAN_SCHEMA,
    version: root.get('version').text(),
    ...readStatus(root),
    settings: readSettings(root.get('settings')),
    inputs: root.get('inputs').list(readInput),
    map: root.get('map').list(entry => {
      entry.length(2);
      return [entry.at(0).text(), entry.at(1).text()] as const;
    }),
    solver: {
      reproducible: solver.get('reproducible').flag(),
      objective: solver.get('objective').number(),
      ...(solver.has('handOver') && { handOver: solver.get('handOver').number() }),
      excess: solver.get('excess').number(),
      excessPrice: solver.get('excessPrice').number(),
      lowerBound: solver.get('lowerBound').numberOrNull(),
      budgetPrice: solver.get('budgetPrice').number(),
      moveBudget: solver.get('moveBudget').numberOrNull(),
      ...(solver.has('teamPrices') && { teamPrices: solver.get('teamPrices').list(readTeamPrice) }),
      exact: solver.get('exact').flag(),
      contested: solver.get('contested').number(),
      newtonSteps: solver.get('newtonSteps').number(),
      rounds: solver.get('rounds').number(),
      proposals: solver.get('proposals').number(),
      accepted: solver.get('accepted').number(),
      resplits: solver.get('resplits').number(),
      startStranded: solver.get('startStranded').number(),
      proof: readProof(solver.get('proof')),
    },
    bridges: root.get('bridges').list(entry => {
      entry.length(3);
      return [entry.at(0).text(), entry.at(1).text(), entry.at(2).number()] as const;
    }),
    splits: root.get('splits').list(readSplit),
    sectors: root.get('sectors').list(readSector),
    named: root.get('named').list(readTriple),
    assignment: root.get('assignment').list(readTriple),
    ...(root.has('roads') ? { roads: readPlanRoads(root.get('roads')) } : {}),
    ...(root.has('hierarchy') ? { hierarchy: readPlanHierarchy(root.get('hierarchy')) } : {}),
  };
}

function readInput(entry: Reader): PlanInput {
  const sha256 = entry.get('sha256').text();
  if (!/^[0-9a-f]{64}$/.test(sha256)) entry.get('sha256').fail('64 hexadecimal digits');
  return {
    role: entry
      .get('role')
      .oneOf(['accounts', 'reps', 'zones', 'aliases', 'barriers', 'managers', 'overrides', 'roads', 'from']),
    file: entry.get('file').text(),
    sha256,
    rows: entry.get('rows').number(),
    accepted: entry.get('accepted').number(),
    rejected: entry.get('rejected').number(),
  };
}

function readSplit(entry: Reader): PlanSplit {
  return {
    zone: entry.get('zone').text(),
    parts: entry.get('parts').list(part => ({
      id: part.get('id').text(),
      lat: part.get('lat').number(),
      lon: part.get('lon').number(),
      // an area that is not known is null in JSON
      areaKm2: part.get('areaKm2').numberOrNull() ?? Number.NaN,
    })),
  };
}

function readSector(entry: Reader): PlanSector {
  const point = (name: string) => {
    const pair = entry.get(name);
    pair.length(2);
    return [pair.at(0).number(), pair.at(1).number()] as const;
  };
  return {
    layer: entry.get('layer').text(),
    sectorId: entry.get('sectorId').text(),
    repId: entry.get('repId').text(),
    sectorName: entry.get('sectorName').text(),
    ...(entry.has('ownName') && { ownName: entry.get('ownName').flag() }),
    base: point('base'),
    center: point('center'),
    prices: entry.get('prices').numbers(),
  };
}

function readTriple(entry: Reader): readonly [string, string, string] {
  entry.length(3);
  return [entry.at(0).text(), entry.at(1).text(), entry.at(2).text()];
}

/** Over several lines, keys sorted at every depth: how the settings were put together must not show. */
function indented(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2).replaceAll('\n', '\n  ');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(byFirst)
      .map(([key, item]) => [key, sorted(item)]),
  );
}
