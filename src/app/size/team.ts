// Whose size is in question: everybody's, or that of one layer, with its slice of the accounts and what its reps have of their
// time for it.

import { InputError } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import type { LayerSetting } from '../../model/layers.ts';
import type { Issue } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import { readForLayers, shareLayersOut } from '../layers/plan-layers.ts';
import { optionIssue } from '../option-issue.ts';
import type { PlanRequest } from '../plan.ts';
import { type Records, readRecords, readSettings } from '../read.ts';

export interface TeamRequest extends Pick<PlanRequest, 'files' | 'map' | 'settings' | 'layer'> {
  /** of the configuration; [] for one team of all */
  readonly layers: readonly LayerSetting[];
  /** the one of the layers that is asked for */
  readonly only?: string | undefined;
  /** the configuration that names the layers, for messages */
  readonly config?: string;
}

export interface Team {
  readonly records: Records;
  readonly settings: Settings;
  /** name of the layer */
  readonly layer: string;
}

/** Throws InputError when the files cannot be read, or no layer is named, or one that is not there. */
export async function readTeam(request: TeamRequest): Promise<Team> {
  const { files, map, settings, layer, layers, only } = request;
  const wrong = layerIssue(layers, only);
  if (wrong) throw new InputError([wrong]);
  if (only === undefined) {
    return { records: await readRecords(files, readSettings(settings, map)), settings, layer };
  }
  const records = await readForLayers(request);
  const work = shareLayersOut(records, request).layers.find(({ rule }) => rule.name === only);
  if (!work) throw new InputError(records.log.issues());
  return { records: work.records, settings: work.settings, layer: only };
}

function layerIssue(layers: readonly LayerSetting[], only: string | undefined): Issue | null {
  const names = layers.map(({ name }) => name);
  if (names.length === 0) {
    if (only === undefined) return null;
    const remedy = 'leave --layer out, or name the configuration with the layers: --config';
    return optionIssue(
      '--layer',
      `layer ${only}, where there are no layers`,
      'a configuration with layers',
      remedy,
    );
  }
  if (only === undefined) {
    const one = /\s/.test(names[0] as string) ? `"${names[0]}"` : names[0];
    return optionIssue(
      '--layer',
      'a configuration with layers',
      `the layer whose size is in question: ${names.join(', ')}`,
      `write --layer ${one}`,
    );
  }
  if (names.includes(only)) return null;
  const near = nearest(only, names);
  const remedy = near === null ? `layers: ${names.join(', ')}` : `did you mean ${near}?`;
  return optionIssue('--layer', `layer ${only}`, 'a layer that is configured', remedy);
}
