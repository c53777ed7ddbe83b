// Why an account changes hands, in words.

import type { Reason } from '../evaluate/changes.ts';
import type { Lang } from './format.ts';
import { LABELS } from './labels.ts';

export function reasonWords(lang: Lang): (reason: Reason) => string {
  const { reasons } = LABELS[lang];
  return reason => {
    switch (reason.code) {
      case 'departed':
        return reasons.departed(reason.rep);
      case 'override':
        return reasons.override(reason.zone, reason.rep, reason.author, reason.reason);
      case 'group':
        return reasons.group(reason.rep, reason.group);
      case 'other-layer':
        return reasons.otherLayer(reason.rep, reason.layer);
      case 'not-eligible':
        return reasons.notEligible(reason.rep, reason.rule);
      case 'split':
        return reasons.split(reason.zone);
      case 'zone-moved':
        return reasons.zoneMoved(reason.zone);
      case 'zone-shared':
        return reasons.zoneShared(reason.zone);
    }
  };
}
