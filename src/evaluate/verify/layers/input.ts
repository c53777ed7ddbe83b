// What the files of a plan with layers say, as they were read, for the checks of it.

import type { LayerRule, LayerSlice } from '../../../model/layers.ts';
import type { PlanInput } from '../../../model/plan.ts';
import type { Accounts, Reject, Reps } from '../../../model/records.ts';
import type { Settings } from '../../../model/settings.ts';
import type { Sha256 } from '../file-names.ts';
import type { Table } from '../table.ts';

export interface LayerFiles {
  readonly rule: LayerRule;
  /** of the layer's own plan.json; null when it is of no layer */
  readonly slice: LayerSlice | null;
  readonly assignment: readonly (readonly [layer: string, zone: string, rep: string])[];
  readonly sectors: readonly (readonly [layer: string, sector: string, rep: string])[];
  readonly named: readonly (readonly [account: string, rep: string, zone: string])[];
  readonly tables: Readonly<Record<'zones' | 'accounts' | 'sectors' | 'changes' | 'rejects', Table>> & {
    /** absent where there is none */
    readonly costs?: Table;
  };
  readonly kpis: unknown;
  readonly sectorsGeojson: unknown;
  /** what each file of sectors/ holds, hashed, by base name */
  readonly sectorFiles: ReadonlyMap<string, string>;
}

export interface LayeredInput {
  readonly plan: {
    readonly settings: Settings;
    readonly inputs: readonly PlanInput[];
    readonly layers: readonly LayerRule[];
    readonly reps: readonly (readonly [rep: string, layer: string, share: number])[];
    readonly sectors: readonly (readonly [layer: string, sector: string, rep: string])[];
    readonly named: readonly (readonly [layer: string, account: string, rep: string, zone: string])[];
    readonly assignment: readonly (readonly [layer: string, zone: string, rep: string])[];
  };
  readonly accounts: Accounts;
  /** defaults filled in */
  readonly reps: Reps;
  readonly zonesRead: { readonly rows: number; readonly accepted: number };
  readonly hashes: ReadonlyMap<PlanInput['role'], string>;
  /** rows that reading alone rejects */
  readonly rejects: readonly Reject[];
  readonly layers: readonly LayerFiles[];
  readonly tables: LayerFiles['tables'];
  readonly kpis: unknown;
  readonly sectorsGeojson: unknown;
  readonly sectorFiles: ReadonlyMap<string, string>;
  readonly sha256: Sha256;
}
