// Plans of a folder, in the order of their lives: what each was made from, how far it came, and what it weighs.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { JsonError, parseJson, Reader } from '../../evaluate/json-reader.ts';
import type { PastPlan } from '../../evaluate/past-plan.ts';
import { at, listAt } from '../../evaluate/verify/json.ts';
import { InputError } from '../../io/issues.ts';
import { byCode } from '../../model/order.ts';
import type { Issue } from '../../model/records.ts';
import { statusOf } from '../../model/status.ts';
import { readPlanText } from '../verify.ts';
import { planError } from '../written/plan-fault.ts';
import { draftText, planHead } from './plan-text.ts';

/**
 * @param paths plan directories, or folders of such
 * @returns the plans, and what is wrong with those that cannot be read
 * @throws InputError when there is no plan
 */
export async function readHistory(
  paths: readonly string[],
): Promise<{ readonly plans: readonly PastPlan[]; readonly problems: readonly Issue[] }> {
  const dirs: string[] = [];
  for (const path of paths) dirs.push(...(await plansIn(path)));
  if (dirs.length === 0) {
    const remedy = 'name plan directories, or a folder that has some';
    throw planError(paths.join(', '), 'no plan', 'a plan directory, or a folder of such', remedy);
  }
  const found: { readonly plan: PastPlan; readonly draft: string; readonly kept: readonly string[] }[] = [];
  const problems: Issue[] = [];
  for (const dir of [...new Set(dirs)]) {
    try {
      found.push(await readOne(dir));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.issues);
    }
  }
  const namesOf = new Map<string, string[]>();
  for (const { plan, draft } of found) namesOf.set(draft, [...(namesOf.get(draft) ?? []), plan.name]);
  const plans = found
    .map(({ plan, kept }) => {
      // folders may have been renamed since; of two plans alike it is the one that was named
      const said = plan.from.split(' + ');
      const names = kept.map((draft, n) => {
        const alike = namesOf.get(draft);
        return alike?.find(name => name === said[n]) ?? alike?.[0];
      });
      return names.length > 0 && names.every(name => name !== undefined)
        ? { ...plan, from: names.join(' + ') }
        : plan;
    })
    .sort(inOrder);
  return { plans, problems };
}

/** By the day of the last step; drafts, whose day nobody said, come last. */
function inOrder(a: PastPlan, b: PastPlan): number {
  const day = (plan: PastPlan) => statusOf(plan.status)?.on ?? '9999-99-99';
  return byCode(day(a), day(b)) || byCode(a.name, b.name) || byCode(a.dir, b.dir);
}

/** A committee pack has a plan's files too, and is none. */
async function isPlan(dir: string): Promise<boolean> {
  return (await isFile(join(dir, 'plan.json'))) && !(await isFile(join(dir, 'committee.md')));
}

async function plansIn(path: string): Promise<string[]> {
  if (await isPlan(path)) return [path];
  const entries = await readdir(path, { withFileTypes: true }).catch(() => {
    throw planError(path, 'no such folder', 'a plan directory, or a folder of such', 'mend the path');
  });
  const dirs: string[] = [];
  for (const { name } of entries.sort((a, b) => byCode(a.name, b.name))) {
    // temporary siblings of a plan that is being written begin with a dot
    if (!name.startsWith('.') && (await isPlan(join(path, name)))) dirs.push(join(path, name));
  }
  return dirs;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

async function readOne(dir: string) {
  const text = await readPlanText(dir);
  const kpis = join(dir, 'kpis.json');
  const remedy = 'leave the folder out, or make the plan again with this version';
  let head: ReturnType<typeof planHead>;
  let figures: unknown;
  try {
    head = planHead(text);
    const json = await readFile(kpis, 'utf8').catch(() => {
      throw planError(kpis, 'nothing that can be read', 'the KPIs of a plan', remedy);
    });
    Reader.parse(json, 'kpis.json');
    figures = parseJson(json);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw planError(dir, error.message, 'a plan of this version', remedy);
  }
  const from = head.inputs.find(({ role }) => role === 'from');
  const kept: string[] = [];
  for (let n = 1; from; n++) {
    const copy = await readFile(join(dir, 'from', String(n), 'plan.json'), 'utf8').catch(() => null);
    if (copy === null) break;
    kept.push(draftText(copy));
  }
  const figure = (...path: readonly string[]) => number(at(figures, 'plan', ...path));
  const balance = at(figures, 'plan', 'balance');
  const deviations = Object.values(balance !== null && typeof balance === 'object' ? balance : {}).map(
    measure => number(at(measure, 'max_deviation')),
  );
  const known = deviations.filter(value => value !== null);
  const sectors = at(figures, 'sectors');
  return {
    draft: head.withStatus([]),
    kept,
    plan: {
      dir,
      name: basename(resolve(dir)),
      status: head.status,
      from: from?.file ?? '',
      sectors: Array.isArray(sectors) ? sectors.length : null,
      accounts: figure('accounts'),
      travelHours: figure('travel', 'hours'),
      ...(at(figures, 'plan', 'travel', 'approximation') !== undefined && { byTours: true }),
      maxDeviation: known.length > 0 ? Math.max(...known) : null,
      gap: figure('objective', 'gap'),
      moved: figure('disruption', 'share', 'accounts'),
      broken: listAt(figures, 'promises').filter(promise => at(promise, 'kept') !== true).length,
    } satisfies PastPlan,
  };
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
