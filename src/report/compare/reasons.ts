// Why something moves between two plans, in words.

import type { MoveReason } from '../../evaluate/compare/reasons.ts';
import { formatNumber, formatSigned, type Lang } from '../format.ts';
import { LABELS, measureWords } from '../labels.ts';
import { COMPARE_WORDS } from './words.ts';

export function moveReasonWords(lang: Lang): (reason: MoveReason) => string {
  const { reasons } = COMPARE_WORDS[lang];
  const measure = (name: string) => measureWords(name, LABELS[lang]);
  const minutes = (value: number) => formatNumber(value, 1, lang);
  const deviation = (value: number) => formatSigned(value, lang);
  return reason => {
    switch (reason.code) {
      case 'rep-gone':
        return reasons.repGone(reason.rep);
      case 'by-hand':
        return reasons.byHand(reason.author, reason.reason);
      case 'held':
        return reasons.held(reason.rep);
      case 'released':
        return reasons.released(reason.rep);
      case 'rep-new':
        return reasons.repNew(reason.rep);
      case 'layer':
        return reasons.layer(reason.from, reason.to);
      case 'relocated':
        return reasons.relocated(reason.from, reason.to);
      case 'split':
        return reasons.split(reason.zone);
      case 'zone-shared':
        return reasons.zoneShared(reason.zone);
      case 'tolerance':
        return reasons.tolerance(
          reason.rep,
          measure(reason.measure),
          deviation(reason.before),
          deviation(reason.after),
        );
      case 'stays':
        return reasons.stays(reason.rep);
      case 'zone-nearer':
        return reasons.zoneNearer(reason.zone, minutes(reason.before), minutes(reason.after));
      case 'nearer':
        return reasons.nearer(minutes(reason.before), minutes(reason.after));
      case 'evened':
        return reasons.evened(
          measure(reason.measure),
          reason.from,
          deviation(reason.fromDeviation),
          reason.to,
          deviation(reason.toDeviation),
        );
      case 'none':
        return reasons.none;
      case 'not-before':
        return reasons.notBefore;
      case 'not-after':
        return reasons.notAfter;
      case 'unserved-before':
        return reasons.unservedBefore;
      case 'unserved-after':
        return reasons.unservedAfter;
    }
  };
}
