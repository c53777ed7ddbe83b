// The plan before, read for a revision: its plan.json, and who served each account. A revision keeps both, so that it can
// be verified when the plan before is long gone; that copy is read like the plan itself.

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseLayeredPlan } from '../../evaluate/layers/plan-json.ts';
import { parseModel } from '../../evaluate/model-json.ts';
import { parsePlan } from '../../evaluate/plan-json.ts';
import { PROFILES, writeCsv } from '../../io/csv-write.ts';
import { bytesSource, openSource } from '../../io/source.ts';
import type { Plan, PlanInput } from '../../model/plan.ts';
import { OTHER_TEAM_RULE, type PlanModel } from '../../model/plan-model.ts';
import type { Previous, PreviousPlan } from '../../model/previous.ts';
import { orderById } from '../../model/select.ts';
import { readAccountTable } from '../written/account-table.ts';
import { planError } from '../written/plan-fault.ts';
import { parsedPlan, readPlanJson } from '../written/plan-file.ts';
import { readTextTable } from '../written/text-table.ts';

/** Files of the copy that a revision keeps, below `from/`. */
export interface KeptFile {
  readonly path: string;
  readonly content: string;
}

export interface ReadPrevious {
  readonly previous: Previous;
  readonly input: PlanInput;
  readonly kept: readonly KeptFile[];
}

/** The bytes of a file; null where there is none that can be read. */
export type ReadBytes = (path: string) => Promise<Buffer | null>;

const onDisk: ReadBytes = path => readFile(path).catch(() => null);

/** who served each account, in the copy of a plan: its accounts.csv would hold all that the inputs do */
const INCUMBENTS = 'incumbents.csv';
const COLUMNS = ['account_id', 'rep_id'] as const;

/**
 * @param paths plan directories, or their plan.json; of two that speak of the same account or zone the first counts
 * @throws InputError when one is no plan of this version, or was edited
 */
export async function readPrevious(paths: readonly string[]): Promise<ReadPrevious> {
  const dirs: string[] = [];
  for (const path of paths) dirs.push(await directoryOf(path));
  return readPreviousIn(dirs);
}

/** The same of directories alone, whose files may be elsewhere than on disk. */
export async function readPreviousIn(
  dirs: readonly string[],
  read: ReadBytes = onDisk,
): Promise<ReadPrevious> {
  const plans: PreviousPlan[] = [];
  const kept: KeptFile[] = [];
  const names: string[] = [];
  for (const [at, dir] of dirs.entries()) {
    names.push(basename(resolve(dir)));
    const found = await readOne(dir, read);
    plans.push(...found.plans);
    kept.push(...found.kept.map(file => ({ ...file, path: `${at + 1}/${file.path}` })));
  }
  const hash = createHash('sha256');
  for (const { path, content } of kept)
    hash.update(`${path}\0${Buffer.byteLength(content)}\0`).update(content);
  const accounts = plans.reduce((sum, plan) => sum + plan.accountRep.size, 0);
  const input: PlanInput = {
    role: 'from',
    file: names.join(' + '),
    sha256: hash.digest('hex'),
    rows: accounts,
    accepted: accounts,
    rejected: 0,
  };
  return { previous: { plans }, input, kept };
}

/** Names of the copies below `from/`, one for each plan that a revision was made from. */
export async function keptPrevious(from: string): Promise<string[]> {
  const dirs: string[] = [];
  for (let at = 1; ; at++) {
    const dir = join(from, String(at));
    const there = await stat(join(dir, 'plan.json')).catch(() => null);
    if (!there) return dirs;
    dirs.push(dir);
  }
}

const COPY = /^(\d+)\/(?:layers\/[^/]+\/)?(?:plan\.json|incumbents\.csv)$/;

/** Files below `from/` that are no copies of a plan before, which nobody reads. */
export async function strangersIn(from: string): Promise<string[]> {
  const plans = (await keptPrevious(from)).length;
  const found = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(from, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => !(Number(COPY.exec(path)?.[1] ?? plans + 1) <= plans))
    .sort();
}

async function directoryOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return path;
  if (basename(path) === 'plan.json') return dirname(path);
  throw planError(
    path,
    'a file',
    'the directory of the plan that is revised, or its plan.json',
    'name the folder that `sectorize plan` wrote: --from DIR',
  );
}

async function readOne(dir: string, read: ReadBytes): Promise<{ plans: PreviousPlan[]; kept: KeptFile[] }> {
  const text = await planText(dir, read);
  const file: KeptFile = { path: 'plan.json', content: text };
  const layered = text.includes('sectorize-layers/') ? parsedPlan(dir, () => parseLayeredPlan(text)) : null;
  if (!layered) {
    const found = await readPlan(dir, text, null, false, read);
    return { plans: [found.plan], kept: [file, ...found.kept] };
  }
  const plans: PreviousPlan[] = [];
  const kept = [file];
  for (const { name, folder, overlay } of layered.layers) {
    const own = join(dir, 'layers', folder);
    const ownText = await planText(own, read);
    const found = await readPlan(own, ownText, name, overlay, read);
    plans.push(found.plan);
    const below = [{ path: 'plan.json', content: ownText }, ...found.kept];
    kept.push(...below.map(({ path, content }) => ({ path: `layers/${folder}/${path}`, content })));
  }
  return { plans, kept };
}

/** @throws InputError when there is none */
async function planText(dir: string, read: ReadBytes): Promise<string> {
  const bytes = await read(join(dir, 'plan.json'));
  return bytes?.toString('utf8') ?? readPlanJson(dir, '--from DIR');
}

async function readPlan(
  dir: string,
  text: string,
  layer: string | null,
  overlay: boolean,
  read: ReadBytes,
): Promise<{ plan: PreviousPlan; kept: KeptFile[] }> {
  const plan = parsedPlan(dir, () => parsePlan(text));
  const { accountRep, copy } = plan.inputs.some(({ role }) => role === 'accounts')
    ? await accountsOf(dir, plan, read)
    : { accountRep: new Map<string, string>(), copy: null };
  const sectorOf = new Map(plan.sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const ids = [...accountRep.keys()];
  const rows = Array.from(orderById(ids), a => [
    ids[a] as string,
    accountRep.get(ids[a] as string) as string,
  ]);
  const keptFrom = await keptFromOf(dir, read);
  // a copy is kept byte by byte: a row that is there twice is another copy
  const kept = accountRep.size > 0 ? [{ path: INCUMBENTS, content: copy ?? table(rows) }] : [];
  return {
    plan: {
      layer,
      overlay,
      settings: plan.settings,
      zoneRep: new Map(plan.assignment.map(([, zone, rep]) => [zone, rep])),
      zoneSector: new Map(plan.assignment.map(([, zone, rep]) => [zone, sectorOf.get(rep) ?? rep])),
      ...(keptFrom && { keptFrom }),
      accountRep,
      sectors: plan.sectors.map(({ sectorId, repId, center, sectorName, ownName }) => ({
        sectorId,
        repId,
        center,
        name: ownName === true ? sectorName : '',
      })),
      cost: costOf(plan.solver),
      excess: plan.solver.excess,
    },
    kept,
  };
}

/** By model.json, which the copy of a plan does not have; who is of another team follows from the plan, and is no rule. */
async function keptFromOf(dir: string, read: ReadBytes): Promise<Map<string, Set<string>> | null> {
  const bytes = await read(join(dir, 'model.json'));
  if (bytes === null) return null;
  const model: PlanModel = parsedPlan(dir, () => parseModel(bytes.toString('utf8')));
  const rules = new Map(model.marks);
  const isRule = (mark: string) => rules.get(mark)?.some(rule => rule !== OTHER_TEAM_RULE) === true;
  return new Map(
    model.zones.map(({ zone, kept }) => {
      const reps = model.reps.filter((_, at) => kept !== '' && isRule(kept[at] as string));
      return [zone, new Set(reps.map(({ rep }) => rep))];
    }),
  );
}

/** Without the excess, whose price follows the costs, and without hand-overs. */
function costOf({ objective, excess, excessPrice, handOver = 0 }: Plan['solver']): number {
  return objective - excessPrice * excess - handOver;
}

interface AccountsBefore {
  readonly accountRep: Map<string, string>;
  /** the copy that it was read from; null: none, or none that can be kept as it is */
  readonly copy: string | null;
}

async function accountsOf(dir: string, plan: Plan, read: ReadBytes): Promise<AccountsBefore> {
  const path = join(dir, INCUMBENTS);
  const bytes = await read(path);
  if (bytes) {
    // an empty one is said to be so
    const source = bytes.length > 0 ? bytesSource(path, bytes) : await openSource(path);
    const { rows } = await readTextTable(path, COLUMNS, source);
    return {
      accountRep: new Map(rows.map(({ cells }) => [cells[0] as string, cells[1] as string])),
      copy: isUtf8(bytes) ? bytes.toString('utf8') : null,
    };
  }
  return { accountRep: await accountsOfPlan(dir, plan), copy: null };
}

async function accountsOfPlan(dir: string, plan: Plan): Promise<Map<string, string>> {
  const path = join(dir, 'accounts.csv');
  if (!(await stat(path).catch(() => null)))
    throw planError(
      path,
      'no accounts.csv beside the plan.json',
      'the whole plan directory, which says who serves which account',
      'name the folder that `sectorize plan` wrote: --from DIR',
    );
  const { id, rep } = await readAccountTable(dir, plan, { accountColumn: null });
  return new Map(id.map((account, a) => [account, rep[a] as string]));
}

function table(rows: readonly (readonly string[])[]): string {
  return [...writeCsv([COLUMNS, ...rows], PROFILES.default)].join('');
}
