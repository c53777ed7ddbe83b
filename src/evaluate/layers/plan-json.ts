// plan.json of a plan with layers: the rules of the layers, who serves what in each, and what the inputs were. What each
// layer's solver did is in its own plan.json, below layers/.

import type { LayerRule } from '../../model/layers.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { Settings } from '../../model/settings.ts';
import type { StatusStep } from '../../model/status.ts';
import { JsonError, Reader } from '../json-reader.ts';
import { byKeys, jsonLine, jsonLines } from '../json-text.ts';
import { readSettings } from '../plan-settings.ts';
import { readLayerRule } from '../plan-slice.ts';
import { readStatus, statusPart } from '../plan-status.ts';

export const LAYERED_SCHEMA = 'sectorize-layers/1';

export interface LayeredPlan {
  readonly schema: typeof LAYERED_SCHEMA;
  readonly version: string;
  /** those that the layers have in common */
  readonly settings: Settings;
  /** what was decided about the plan, in order; absent or [] for a draft */
  readonly status?: readonly StatusStep[];
  readonly inputs: readonly PlanInput[];
  readonly map: readonly (readonly [field: string, column: string])[];
  /** false when a signal or --time-limit cut the search of a layer short */
  readonly reproducible: boolean;
  /** columns that some layer balances, read as numbers */
  readonly measures: readonly string[];
  /** in their order, which decides: the first that fits takes an account */
  readonly layers: readonly (LayerRule & { readonly folder: string })[];
  /** what each layer has of the FTE of its reps */
  readonly reps: readonly (readonly [rep: string, layer: string, share: number])[];
  readonly sectors: readonly (readonly [layer: string, sector: string, rep: string])[];
  /** locked accounts */
  readonly named: readonly (readonly [layer: string, account: string, rep: string, zone: string])[];
  readonly assignment: readonly (readonly [layer: string, zone: string, rep: string])[];
}

export function layeredPlanToText(plan: LayeredPlan): string {
  const lines = <T extends readonly (string | number)[]>(entries: readonly T[]) => {
    const sorted = [...entries].sort(byKeys(...[0, 1, 2, 3].map(c => (entry: T) => String(entry[c] ?? ''))));
    return jsonLines(sorted.map(jsonLine));
  };
  const inputs = [...plan.inputs].sort(byKeys(input => input.role));
  const parts: [string, string][] = [
    ['schema', jsonLine(plan.schema)],
    ['version', jsonLine(plan.version)],
    ...statusPart(plan.status),
    ['settings', jsonLine(sorted(plan.settings))],
    ['inputs', jsonLines(inputs.map(jsonLine))],
    ['map', lines(plan.map)],
    ['reproducible', jsonLine(plan.reproducible)],
    ['measures', jsonLine(plan.measures)],
    ['layers', jsonLines(plan.layers.map(jsonLine))],
    ['reps', lines(plan.reps)],
    ['sectors', lines(plan.sectors)],
    ['named', lines(plan.named)],
    ['assignment', lines(plan.assignment)],
  ];
  return `{\n${parts.map(([key, value]) => `  ${jsonLine(key)}: ${value}`).join(',\n')}\n}\n`;
}

/** null when the text is no plan with layers. @throws JsonError when it is one, and not as it must be */
export function parseLayeredPlan(text: string): LayeredPlan | null {
  const root = Reader.parse(text, 'plan.json');
  if (root.get('schema').text() !== LAYERED_SCHEMA) return null;
  const texts = (entry: Reader, count: number) => {
    entry.length(count);
    return Array.from({ length: count }, (_, c) => entry.at(c).text());
  };
  const layers = root.get('layers').list(entry => {
    const folder = entry.get('folder').text();
    // it becomes a path
    if (folder === '' || folder.startsWith('.') || /[\\/]/.test(folder))
      throw new JsonError(`plan.json: layers: ${JSON.stringify(folder)} is no name of a folder`);
    return { ...readLayerRule(entry), folder };
  });
  return {
    schema: LAYERED_SCHEMA,
    version: root.get('version').text(),
    ...readStatus(root),
    settings: readSettings(root.get('settings')),
    inputs: root.get('inputs').list(entry => ({
      role: entry
        .get('role')
        .oneOf([
          'accounts',
          'reps',
          'zones',
          'aliases',
          'barriers',
          'managers',
          'overrides',
          'roads',
          'from',
        ]),
      file: entry.get('file').text(),
      sha256: entry.get('sha256').text(),
      rows: entry.get('rows').number(),
      accepted: entry.get('accepted').number(),
      rejected: entry.get('rejected').number(),
    })),
    map: root.get('map').list(entry => texts(entry, 2) as [string, string]),
    reproducible: root.get('reproducible').flag(),
    measures: root.get('measures').list(item => item.text()),
    layers,
    reps: root.get('reps').list(entry => {
      entry.length(3);
      return [entry.at(0).text(), entry.at(1).text(), entry.at(2).number()] as const;
    }),
    sectors: root.get('sectors').list(entry => texts(entry, 3) as [string, string, string]),
    named: root.get('named').list(entry => texts(entry, 4) as [string, string, string, string]),
    assignment: root.get('assignment').list(entry => texts(entry, 3) as [string, string, string]),
  };
}

/** Keys in code-unit order at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(byKeys(entry => entry[0]));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
