// Opens where road times come from. A matrix is read when it is known what its names mean; what a server has said is kept for
// all plans that are made of the same inputs.

import type { RoadSetting } from '../../io/config-roads.ts';
import type { IssueLog } from '../../io/issues.ts';
import type { RoadInput } from '../../io/roads/matrix.ts';
import type { Resolver } from '../../io/roads/resolver.ts';
import { openRoads } from '../../io/roads/source.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { RoadSource } from '../../model/roads.ts';

/** Road times that are at hand, before it is known which places there are. */
export interface RoadAccess {
  /** findings about a matrix go to the log. @throws InputError when it cannot be read, or the address is none */
  open(resolver: Resolver, log: IssueLog, partly?: boolean): Promise<OpenRoads>;
}

export interface OpenRoads {
  readonly source: RoadSource;
  /** of a matrix file; null for a server */
  readonly input: PlanInput | null;
}

export function roadAccess(setting: RoadSetting): RoadAccess {
  let server: Promise<RoadSource> | null = null;
  return {
    async open(resolver, log, partly = false) {
      if (setting.kind !== 'matrix') {
        server ??= openRoads(setting, { resolver, log });
        return { source: await server, input: null };
      }
      const source = await openRoads(setting, { resolver, log, partly });
      return {
        source,
        input: source.input ? { role: 'roads', ...(source.input satisfies RoadInput) } : null,
      };
    },
  };
}
