// How far a proof came, read back from plan.json.

import type { PlanProof } from '../model/plan.ts';
import type { Reader } from './json-reader.ts';

export function readProof(from: Reader): PlanProof | null {
  if (from.isNull()) return null;
  return {
    bound: from.get('bound').number(),
    proven: from.get('proven').flag(),
    nodes: from.get('nodes').number(),
    cuts: from.get('cuts').number(),
  };
}
