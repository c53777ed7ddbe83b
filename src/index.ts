// The library: the same jobs as the commands, without the terminal.

export { type CheckOutcome, checkInputs } from './app/check.ts';
export { type ExportOutcome, exportPlan } from './app/export/export.ts';
export type { ExportFormat, ExportRequest } from './app/export/format.ts';
export {
  type LayeredHooks,
  type LayeredOutcome,
  type LayeredRequest,
  makeLayeredPlan,
} from './app/layers/plan-layers.ts';
export { verifyAnyDirectory as verifyDirectory } from './app/layers/verify.ts';
export {
  brokenPromises,
  makePlan,
  type PlanHooks,
  type PlanOutcome,
  type PlanRequest,
  writePlan,
} from './app/plan.ts';
export type { InputFiles } from './app/read.ts';
export { type SizeHooks, type SizeOutcome, type SizeRequest, sizeTeam } from './app/size/size.ts';
export type { ScenarioRequest, SweepJob } from './app/sweep/job.ts';
export { type MergeOutcome, mergeSweeps } from './app/sweep/merge.ts';
export {
  runSweep,
  type SweepOutcome,
  type SweepProgress,
  type SweepRequest,
  type SweepRunHooks,
} from './app/sweep/sweep.ts';
export { makeTours, type ToursOutcome, type ToursRequest } from './app/tours/tours.ts';
export type { VerifyOutcome } from './app/verify.ts';
export type { Kpis } from './evaluate/kpis-types.ts';
export { formatIssue, InputError } from './io/issues.ts';
export type { Diagnosis } from './model/diagnosis.ts';
export type { LayerRule, LayerSetting } from './model/layers.ts';
export type { Plan } from './model/plan.ts';
export type { Progress } from './model/problem.ts';
export type { Issue } from './model/records.ts';
export { DEFAULT_SETTINGS, type Settings } from './model/settings.ts';
export type { SizeRow } from './model/size.ts';
export { DEFAULT_TOURS, type TourSettings } from './model/tour-settings.ts';
export { VERSION } from './version.ts';
