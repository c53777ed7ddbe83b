// What plan.json says of its roads, read back.

import type { PlanRoads, RoadCurve } from '../model/roads.ts';
import type { Reader } from './json-reader.ts';

export function readPlanRoads(from: Reader): PlanRoads {
  const gaps = from.get('gaps');
  return {
    source: from.get('source').oneOf(['matrix', 'osrm', 'valhalla'] as const),
    sha256: from.get('sha256').text(),
    asked: from.get('asked').number(),
    known: from.get('known').number(),
    gaps: {
      absent: gaps.get('absent').number(),
      noRoad: gaps.get('noRoad').number(),
      offRoad: gaps.get('offRoad').number(),
    },
    offRoad: from.get('offRoad').list(point => {
      point.length(3);
      return [point.at(0).number(), point.at(1).number(), point.at(2).numberOrNull()] as const;
    }),
    minutes: readCurve(from.get('minutes')),
    km: readCurve(from.get('km')),
  };
}

function readCurve(from: Reader): RoadCurve {
  return from.list(point => {
    point.length(2);
    return [point.at(0).number(), point.at(1).number()] as const;
  });
}
