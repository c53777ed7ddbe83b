// A multiplier of a team budget, as plan.json and bound.json have it: [name, price].

import type { TeamPrice } from '../model/plan.ts';
import type { Reader } from './json-reader.ts';

export function readTeamPrice(from: Reader): TeamPrice {
  from.length(2);
  return [from.at(0).text(), from.at(1).number()];
}
