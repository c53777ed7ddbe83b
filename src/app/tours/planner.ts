// How the tours of a rep are planned.

import { insertAll } from './insertion.ts';
import type { TourTools } from './plan-tours.ts';

export const TOUR_TOOLS: TourTools = { plan: insertAll, bound: null };
