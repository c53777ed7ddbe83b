// What a format is: a plan as it was written, and what else the other system needs, become the files of a directory.

import type { PlanFile } from '../../io/plan-directory.ts';
import type { Lang } from '../../report/format.ts';
import type { WrittenPlan } from '../written/written-plan.ts';
import type { Contacts } from './contacts.ts';

export const EXPORT_FORMATS = ['salesforce', 'dynamics', 'hubspot', 'kml', 'geojson', 'topojson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly plan: string;
  readonly out: string;
  readonly lang: Lang;
  /** everything, not only what changes against the incumbent; CRM formats only */
  readonly full: boolean;
  readonly raw: boolean;
  /** who the reps are in the CRM; null: the plan's reps file is looked for */
  readonly reps: string | null;
  /** column of accounts.csv with the accounts' key in the CRM */
  readonly accountId: string | null;
  /** name of the field of the CRM that the accounts' key is in */
  readonly externalId: string | null;
  /** exports of Salesforce objects */
  readonly ids: readonly string[];
  readonly territoryModel: string | null;
  readonly territoryType: string | null;
  readonly accountAccess: 'Read' | 'Edit' | 'All' | null;
  readonly prefix: string;
  /** how Dynamics 365 is to find the owner */
  readonly owner: 'name' | 'email' | 'username';
  /** the layer of zones too; maps only */
  readonly zones: boolean;
}

export interface ExportFile {
  readonly file: PlanFile;
  /** rows, or features of a map */
  readonly rows: number;
}

export interface Exported {
  readonly files: readonly ExportFile[];
  /** what the reader has to know: what was left out and why, what is still to be given */
  readonly notes: readonly string[];
  /** in their order: what to do with which file */
  readonly steps: readonly string[];
}

export interface FormatInput {
  readonly request: ExportRequest;
  readonly plan: WrittenPlan;
  readonly contacts: Contacts;
}

export interface Format {
  /** accounts and reps count, not outlines */
  readonly crm: boolean;
  /** files in the order in which they are taken in */
  readonly make: (input: FormatInput) => Exported | Promise<Exported>;
}
