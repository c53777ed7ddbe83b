// The status inside plan.json: one step a line, so that it diffs well.

import { STATES, type StatusStep } from '../model/status.ts';
import type { Reader } from './json-reader.ts';
import { jsonLine, jsonLines } from './json-text.ts';

/** For the list of a plan's parts: nothing for a draft. */
export function statusPart(status: readonly StatusStep[] | undefined): [string, string][] {
  return status && status.length > 0 ? [['status', jsonLines(status.map(jsonLine))]] : [];
}

export function readStatus(root: Reader): { readonly status?: readonly StatusStep[] } {
  if (!root.has('status')) return {};
  return {
    status: root.get('status').list(step => ({
      state: step.get('state').oneOf(STATES),
      by: step.get('by').text(),
      on: step.get('on').text(),
      note: step.get('note').text(),
      despite: step.get('despite').list(promise => promise.text()),
    })),
  };
}
