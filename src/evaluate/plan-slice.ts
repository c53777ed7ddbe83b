// The layer that a plan is of, inside its settings, and the rules of all layers; read back with every field checked.

import type { LayerRule, LayerSlice } from '../model/layers.ts';
import type { Reader } from './json-reader.ts';

export function readSlice(from: Reader): LayerSlice | null {
  if (from.isNull()) return null;
  return {
    layer: from.get('layer').text(),
    layers: from.get('layers').list(readLayerRule),
    measures: from.get('measures').list(item => item.text()),
    reps: from.get('reps').list(entry => {
      entry.length(2);
      return [entry.at(0).text(), entry.at(1).number()] as const;
    }),
  };
}

export function readLayerRule(from: Reader): LayerRule {
  return {
    name: from.get('name').text(),
    overlay: from.get('overlay').flag(),
    where: from.get('where').list(condition => ({
      column: condition.get('column').text(),
      field: condition.get('field').text(),
      any: condition.get('any').list(item => item.text()),
    })),
    revenueShare: from.get('revenueShare').number(),
    visitsShare: from.get('visitsShare').number(),
  };
}
