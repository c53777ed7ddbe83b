// Plans of a folder, in the order of their lives: what each was made from, how far it came, and what it weighs.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { JsonError, parseJson } from '../../evaluate/json-reader.ts';
import type { PastPlan } from '../../evaluate/past-plan.ts';
import { InputError } from '../../io/issues.ts';
import { byCode } from '../../model/order.ts';
import { statusOf } from '../../model/status.ts';
import { planError } from '../written/plan-fault.ts';
import { draftText, planHead } from './plan-text.ts';

/**
 * @param paths plan directories, or folders of such
 * @throws InputError when there is no plan, or one of them cannot be read
 */
export async function readHistory(paths: readonly string[]): Promise<PastPlan[]> {
  const dirs: string[] = [];
  for (const path of paths) dirs.push(...(await plansIn(path)));
  if (dirs.length === 0) {
    const remedy = 'name plan directories, or a folder that has some';
    throw planError(paths.join(', '), 'no plan', 'a plan directory, or a folder of such', remedy);
  }
  const found: { readonly plan: PastPlan; readonly draft: string; readonly kept: readonly string[] }[] = [];
  const problems: InputError[] = [];
  for (const dir of [...new Set(dirs)]) {
    try {
      found.push(await readOne(dir));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) throw new InputError(problems.flatMap(({ issues }) => issues));
  const namesOf = new Map<string, string[]>();
  for (const { plan, draft } of found) namesOf.set(draft, [...(namesOf.get(draft) ?? []), plan.name]);
  return found
    .map(({ plan, kept }) => {
      // folders may have been renamed since; of two plans alike it is the one that was named
      const said = plan.from.split(' + ');
      const names = kept.map((draft, at) => {
        const alike = namesOf.get(draft);
        return alike?.find(name => name === said[at]) ?? alike?.[0];
      });
      return names.length > 0 && names.every(name => name !== undefined)
        ? { ...plan, from: names.join(' + ') }
        : plan;
    })
    .sort(inOrder);
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

interface Figures {
  readonly plan?: {
    readonly accounts?: unknown;
    readonly travel?: { readonly hours?: unknown; readonly approximation?: unknown };
    readonly balance?: Readonly<Record<string, { readonly max_deviation?: unknown }>>;
    readonly objective?: { readonly gap?: unknown } | null;
    readonly disruption?: { readonly share?: { readonly accounts?: unknown } } | null;
  };
  readonly sectors?: readonly unknown[];
  readonly promises?: readonly { readonly kept?: unknown }[];
}

async function readOne(dir: string) {
  const text = await readFile(join(dir, 'plan.json'), 'utf8');
  let head: ReturnType<typeof planHead>;
  let figures: Figures;
  try {
    head = planHead(text);
    figures = parseJson(await readFile(join(dir, 'kpis.json'), 'utf8')) as Figures;
  } catch (error) {
    if (!(error instanceof JsonError || error instanceof SyntaxError || isMissing(error))) throw error;
    const remedy = 'leave the folder out, or make the plan again with this version';
    throw planError(dir, (error as Error).message, 'a plan of this version', remedy);
  }
  const from = head.inputs.find(({ role }) => role === 'from');
  const kept: string[] = [];
  for (let at = 1; from; at++) {
    const copy = await readFile(join(dir, 'from', String(at), 'plan.json'), 'utf8').catch(() => null);
    if (copy === null) break;
    kept.push(draftText(copy));
  }
  const { plan } = figures;
  const deviations = Object.values(plan?.balance ?? {}).map(({ max_deviation }) => number(max_deviation));
  const known = deviations.filter(value => value !== null);
  return {
    draft: head.withStatus([]),
    kept,
    plan: {
      dir,
      name: basename(resolve(dir)),
      status: head.status,
      from: from?.file ?? '',
      sectors: figures.sectors?.length ?? null,
      accounts: number(plan?.accounts),
      travelHours: number(plan?.travel?.hours),
      ...(plan?.travel?.approximation !== undefined && { byTours: true }),
      maxDeviation: known.length > 0 ? Math.max(...known) : null,
      gap: number(plan?.objective?.gap),
      moved: number(plan?.disruption?.share?.accounts),
      broken: (figures.promises ?? []).filter(({ kept: is }) => is !== true).length,
    } satisfies PastPlan,
  };
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
