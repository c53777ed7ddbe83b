// What the files say, after reading: columnar, because a million accounts must fit in memory.
// Text is kept as read; numbers are parsed; everything absent is '' (text) or NaN (number).

import type { MultiPolygon, Position } from 'geojson';

/** How bad a finding is: errors stop `plan`, the rest is reported and goes on. */
export type Severity = 'error' | 'warning' | 'repair' | 'info';

/** One finding about the input: where it is, what was found, what was expected and how to mend it. */
export interface Issue {
  readonly severity: Severity;
  /** kebab-case, stable: scripts filter on it, e.g. `duplicate-id` */
  readonly code: string;
  /** the file as the user named it ('-' for standard input), or the option */
  readonly file: string;
  /** 1-based physical line in the file; for GeoJSON the 1-based feature number, and `feature` is true */
  readonly line: number | null;
  readonly feature?: boolean;
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** A default that was used, said once: field 'visits_per_year', 18629 records, value '4'. */
export interface DefaultUsed {
  readonly input: 'accounts' | 'reps' | 'zones';
  readonly field: string;
  readonly records: number;
  readonly value: string;
}

/** A row that cannot be used, kept whole for rejects.csv. */
export interface Reject {
  readonly file: string;
  readonly line: number | null;
  readonly column: string;
  readonly reason: string;
  readonly id: string;
  /** the row's cells as read, in the order of the file's header */
  readonly cells: readonly string[];
}

/** Every input column of every accepted row, unchanged: cells(i) has the length of header. */
export interface RowStore {
  readonly header: readonly string[];
  readonly length: number;
  cells(index: number): string[];
}

/** When accounts may be visited, which tours ask; by account. */
export interface AccountTimes {
  /** minutes after midnight; NaN when absent */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** bit 0 is Monday; 0 when absent: any day */
  readonly weekdays: Uint8Array;
  /** least days between two visits; NaN when absent */
  readonly spacing: Float64Array;
}

/** A formula that gave the accounts their potential. */
export interface FormulaUsed {
  readonly text: string;
  /** the column of the rows that holds the result */
  readonly column: string;
  /** name in the formula → number of each account as read, NaN where the cell is empty */
  readonly inputs: ReadonlyMap<string, Float64Array>;
  readonly defaults: readonly DefaultUsed[];
}

/** Accounts, accepted rows only, in file order; index is identity. */
export interface Accounts {
  /** of accounts as they were read; absent without a formula */
  readonly formula?: FormulaUsed;
  readonly count: number;
  readonly file: string;
  /** rows in the file, rejected ones included */
  readonly rowsRead: number;
  readonly id: readonly string[];
  /** physical line of each account in its file, or its feature number */
  readonly line: Int32Array;
  /** true when `line` counts features */
  readonly feature?: boolean;
  /** postal code after repair; '' when absent */
  readonly postalCode: readonly string[];
  readonly city: readonly string[];
  readonly name: readonly string[];
  /** degrees, WGS84; NaN when absent */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly segment: readonly string[];
  /** incumbent rep; '' when absent */
  readonly repId: readonly string[];
  readonly groupId: readonly string[];
  /** ids of reps who may not serve the account, or PARTNERS for all of that kind; null without the column */
  readonly excludedReps: readonly (readonly string[])[] | null;
  /** 1 when the account must stay with repId */
  readonly locked: Uint8Array;
  /** reps that were decided by hand for each account, one a layer, [] for none; absent without such decisions */
  readonly decided?: readonly (readonly string[])[];
  readonly strategic: Uint8Array;
  /**
   * numeric columns by canonical name (potential, revenue, visits_per_year, visit_minutes, sla_minutes, leads,
   * opportunities, conversion_days, solicitations, responses, nps, visits_done, sites …) and by the file's own name for
   * columns asked for as measures; a key is present only when the file has the column; NaN where the cell is empty
   */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** what the cells of `rows` are, by index of their column; text where nothing is said */
  readonly columns?: {
    /** columns of numbers, with the decimal mark they are written with */
    readonly numbers: ReadonlyMap<number, '.' | ','>;
    /** columns of yes and no */
    readonly flags: readonly number[];
  };
  /** absent when the file has no such column */
  readonly times?: AccountTimes;
  readonly rows: RowStore;
}

/** In `excludedReps`: every rep of the kind `partner`. */
export const PARTNERS = 'partners';

export interface Rep {
  readonly id: string;
  readonly line: number;
  readonly name: string;
  readonly postalCode: string;
  /** base in degrees; NaN when only a postal code, or nothing, is given */
  readonly lat: number;
  readonly lon: number;
  readonly fte: number;
  readonly productivity: number;
  /** hours a year of one FTE in the field */
  readonly hoursPerYear: number;
  /** null: every segment */
  readonly segments: readonly string[] | null;
  /** zone-id prefixes, parent values (department, region…), or `column=value` of one parent column; null: everywhere */
  readonly allowedZones: readonly string[] | null;
  readonly excludedZones: readonly string[];
  /** where nobody else may serve, save who has it exclusive too */
  readonly exclusiveZones: readonly string[];
  /** ids or groups of accounts that the rep may not serve */
  readonly excludedAccounts: readonly string[];
  /** Infinity when absent */
  readonly maxTravelMinutes: number;
  /** NaN when absent */
  readonly costPerHour: number;
  readonly costPerKm: number;
  readonly gCo2PerKm: number;
  /** a kind of `VEHICLES`, a name of the configuration, or as written; absent: not said */
  readonly vehicle?: string;
  /** `employee`, `partner`, or as written */
  readonly kind: string;
  readonly layer: string;
  readonly sectorName: string;
  /** whose team the rep is in; absent: not said, or there is no hierarchy */
  readonly managerId?: string;
  /** level such as `junior`; absent: none */
  readonly seniority?: string;
  /** standard visits made in the time of one, by segment, from columns `productivity:<segment>`; over the level's */
  readonly segmentProductivity?: ReadonlyMap<string, number>;
  /** first and last day in the job, `2027-04-15`, or `2027-04` for the whole month */
  readonly hired?: string;
  readonly left?: string;
  /** share of the FTE that is worked in a month `2027-04`; absent: all of it */
  readonly presence?: ReadonlyMap<string, number>;
  /** explicit targets by measure, from columns `target_<measure>`; absent: share of FTE × productivity */
  readonly targets: ReadonlyMap<string, number>;
}

export interface Reps {
  readonly file: string;
  /** true when the reps' `line` counts features */
  readonly feature?: boolean;
  readonly rowsRead: number;
  readonly list: readonly Rep[];
}

/** Zones, accepted only, sorted by id in code-unit order so that row order never matters; index is identity. */
export interface Zones {
  readonly count: number;
  readonly file: string;
  readonly rowsRead: number;
  readonly id: readonly string[];
  readonly line: Int32Array;
  /** true when `line` counts features */
  readonly feature?: boolean;
  readonly name: readonly string[];
  /** representative point, degrees: given lat/lon, else a point inside the polygon */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** km²; given, else spherical area of the polygon, else NaN */
  readonly areaKm2: Float64Array;
  /** normalized rings (closed, RFC 7946 winding, simple); null for centroid-only zones */
  readonly geometry: readonly (MultiPolygon['coordinates'] | null)[];
  /** ids from the `neighbors` column, or null when the input has none */
  readonly neighborIds: readonly (readonly string[])[] | null;
  /** parent areas by column name: department, region, and any other text column */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** numeric columns by name; NaN where empty */
  readonly numbers: ReadonlyMap<string, Float64Array>;
}

/** Zone graph in CSR form: neighbors of i are neighbors[offsets[i]…offsets[i+1]), ascending; symmetric. */
export interface ZoneGraph {
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  /** shared border in km, parallel to neighbors; 0 for bridges and where borders are unknown */
  readonly borderKm: Float64Array;
  readonly bridges: readonly Bridge[];
  readonly source: 'borders' | 'column' | 'delaunay';
  /** is a barrier between these two zones? absent where there are no barriers */
  readonly apart?: (a: number, b: number) => boolean;
}

/** An edge that the map does not have: joins an island or enclave to the nearest zone. a < b. */
export interface Bridge {
  readonly a: number;
  readonly b: number;
  readonly km: number;
}

/** No sector may be joined between these: zone ids, parent areas, or beginnings of zone ids. */
export interface Barrier {
  readonly a: string;
  readonly b: string;
  readonly line: number;
}

export type { MultiPolygon, Position };
