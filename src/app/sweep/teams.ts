// The teams of scenarios: a reps file each, so that its plan can be made, verified and revised like any other. A number of
// reps is one that `size` recommends: today's reps, and one base more or fewer at a time.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InputError, IssueLog } from '../../io/issues.ts';
import { editReps, type RepsEdit } from '../../io/reps-edit.ts';
import { safeNames } from '../../io/safe-name.ts';
import type { TeamChange } from '../../model/scenario.ts';
import type { SizeRow } from '../../model/size.ts';
import { scopeMap } from '../column-map.ts';
import { optionIssue } from '../option-issue.ts';
import { sizeTeam } from '../size/size.ts';
import { readTeam } from '../size/team.ts';
import type { KeyedJob, ScenarioRequest } from './job.ts';
import { writeWhole } from './store.ts';

export interface TeamFiles {
  /** name of the file below teams/, null where the scenario has the plan's reps, or a file of its own */
  readonly fileOf: (job: KeyedJob) => string | null;
  /**
   * Writes it.
   * @throws InputError when no such team can be made
   */
  readonly write: (job: KeyedJob) => Promise<{ readonly file: string; readonly sha256: string } | null>;
}

/** @param base the plan without any scenario: numbers of reps are counted from its team */
export function teamFiles(
  out: string,
  jobs: readonly KeyedJob[],
  base: ScenarioRequest,
  hooks: { readonly signal?: AbortSignal; readonly breathe?: () => Promise<void> },
): TeamFiles {
  const teams = new Map<string, TeamChange>();
  for (const { scenario } of jobs) if (isEdited(scenario.team)) teams.set(idOf(scenario.team), scenario.team);
  const nameOf = namesOf(teams);
  const counts = jobs.flatMap(({ scenario }) => scenario.team?.headcount ?? []);
  const sized = new Map<string | null, Promise<readonly SizeRow[]>>();
  const rowsOf = (reps: string | null): Promise<readonly SizeRow[]> => {
    const rows = sized.get(reps) ?? sizeOf({ ...base, files: { ...base.files, reps } }, counts, hooks);
    sized.set(reps, rows);
    return rows;
  };
  return {
    fileOf: ({ scenario }) => (isEdited(scenario.team) ? (nameOf.get(idOf(scenario.team)) ?? null) : null),
    write: async job => {
      const { team } = job.scenario;
      if (!isEdited(team)) return null;
      const file = nameOf.get(idOf(team)) as string;
      const { reps } = job.request.files;
      const edit = team.headcount ? withHeadcount(team, await rowsOf(reps)) : team;
      const log = new IssueLog();
      const map = scopeMap(job.request.map, job.request.files, log).reps;
      const text = await editReps(reps as string, map, edit);
      await writeWhole(join(out, 'teams', file), text);
      return { file, sha256: createHash('sha256').update(text).digest('hex') };
    },
  };
}

function isEdited(team: TeamChange | null): team is TeamChange {
  return (
    team !== null && (team.without.length > 0 || team.add.length > 0 || team.fte.size > 0 || !!team.headcount)
  );
}

function idOf({ reps, without, add, fte, headcount }: TeamChange): string {
  return JSON.stringify([reps, without, add, [...fte], headcount]);
}

/** `headcount-plus-1.csv`, `without-R03.csv`; the same team, the same file. */
function namesOf(teams: ReadonlyMap<string, TeamChange>): Map<string, string> {
  const ids = [...teams.keys()];
  const plain = [...teams.values()].map(({ without, add, fte, headcount }) => {
    const parts = [
      ...(headcount ? [`headcount-${headcount > 0 ? 'plus' : 'minus'}-${Math.abs(headcount)}`] : []),
      ...(without.length > 0 ? [`without-${without.join('-')}`] : []),
      ...(add.length > 0 ? [`with-${add.map(({ id, postalCode }) => id || postalCode).join('-')}`] : []),
      ...[...fte].map(([rep, share]) => `fte-${rep}-${share}`),
    ];
    return parts.join('_');
  });
  const unlike = plain.map((name, at) => {
    const alone = plain.every((other, b) => b === at || other.toLowerCase() !== name.toLowerCase());
    const hash = createHash('sha256').update(ids[at] as string);
    return alone ? name : `${name}-${hash.digest('hex').slice(0, 10)}`;
  });
  return new Map(safeNames(unlike, '.csv'.length).map((name, at) => [ids[at] as string, `${name}.csv`]));
}

async function sizeOf(
  base: ScenarioRequest,
  counts: readonly number[],
  hooks: { readonly signal?: AbortSignal; readonly breathe?: () => Promise<void> },
): Promise<readonly SizeRow[]> {
  const { settings, layers } = base;
  if (layers.length > 0 || settings.hierarchy || settings.groups !== 'free') {
    const found = 'headcount, of a plan with layers, levels above its sectors, or groups kept with one rep';
    const remedy = 'name the reps instead: without: [R03], or add: [{postal_code: 35000}]';
    throw new InputError([
      optionIssue('headcount', found, 'one layer of sectors, whose size can be changed', remedy),
    ]);
  }
  const usual = { ...base, settings: { ...settings, effort: 'fast' as const } };
  const { records } = await readTeam(usual);
  const today = records.reps?.list.length ?? 0;
  const range = { from: Math.max(1, today + Math.min(0, ...counts)), to: today + Math.max(0, ...counts) };
  return (await sizeTeam({ ...usual, ...range, coverage: 1 }, hooks)).rows;
}

/** The reps that `size` adds or drops, step by step. */
function withHeadcount(team: TeamChange, rows: readonly SizeRow[]): RepsEdit {
  const count = team.headcount ?? 0;
  const at = rows.findIndex(({ change }) => change === 'now');
  const steps = count > 0 ? rows.slice(at + 1, at + 1 + count) : rows.slice(Math.max(0, at + count), at);
  if (steps.length < Math.abs(count)) {
    const found = `headcount ${count}: no plan can be made with so many reps`;
    throw new InputError([
      optionIssue(
        'headcount',
        found,
        'a number of reps that the rules allow',
        'run sectorize size, which says why',
      ),
    ]);
  }
  return count > 0
    ? {
        ...team,
        add: [
          ...team.add,
          ...steps.map(({ place }, s) => ({ id: `NEW-${s + 1}`, postalCode: place, fte: 1 })),
        ],
      }
    : { ...team, without: [...team.without, ...steps.map(({ place }) => place)] };
}
