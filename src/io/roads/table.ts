// A table of road times, between the routing servers, the source that asks them and the cache.

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** What a server says of a table. */
export type TableReply =
  | {
      readonly state: 'table';
      /** row-major by source; NaN where no road joins the two */
      readonly minutes: Float64Array;
      /** NaN too where the server knows no distances */
      readonly km: Float64Array;
      /** km from each place to the road it was moved to; NaN when the server does not say, Infinity when there is none */
      readonly fromOffKm: Float64Array;
      readonly toOffKm: Float64Array;
    }
  | { readonly state: 'too-big' }
  /** all of the table is refused because of some pair or place in it; what that means when it is this pair alone */
  | { readonly state: 'refused'; readonly alone: 'no-road' | 'too-far' | 'off-road' };

export type AskTable = (
  from: readonly Place[],
  to: readonly Place[],
  signal: AbortSignal | undefined,
) => Promise<TableReply>;

/** in place of minutes: the server does not look for roads that long */
export const TOO_FAR = -1;

/** What a table has brought, for the cache. */
export interface CacheTable {
  readonly pairs: {
    readonly from: Place;
    readonly to: Place;
    readonly minutes: number;
    readonly km: number;
  }[];
  readonly points: { readonly lat: number; readonly lon: number; readonly km: number }[];
}
