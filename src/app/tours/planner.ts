// How the tours of a rep are planned.

import { planTours } from '../../optimize/tours/plan-tours.ts';
import type { TourTools } from './plan-tours.ts';

export const TOUR_TOOLS: TourTools = { plan: planTours, bound: null };
