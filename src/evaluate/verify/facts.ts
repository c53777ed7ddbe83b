// All that was recomputed, as the checks of the written tables need it.

import type { Disruption } from './figures.ts';
import type { Loads } from './loads.ts';
import type { Pieces } from './pieces.ts';
import type { ServiceFigures } from './service.ts';
import type { Sums } from './sums.ts';
import type { World } from './world.ts';

export interface Facts {
  readonly world: World;
  readonly loads: Loads;
  readonly sums: Sums;
  readonly service: ServiceFigures;
  readonly pieces: Pieces;
  readonly disruption: Disruption;
  /** the rep who makes most of each unit's visits today; −1 for none */
  readonly unitIncumbent: Int32Array;
}
