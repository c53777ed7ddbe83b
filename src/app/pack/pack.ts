// The committee pack: what a steering committee needs to decide about a plan, in one folder. The plan is verified first, and
// everything in the pack is the plan's own, or is made from figures that have just been verified.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { writeCsv } from '../../io/csv.ts';
import { PROFILES } from '../../io/csv-write.ts';
import { InputError } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { fileName } from '../../model/file-name.ts';
import type { Issue } from '../../model/records.ts';
import { type CommitteeInput, committeeMarkdown } from '../../report/committee/committee.ts';
import type { DecidedLayer } from '../../report/committee/decisions.ts';
import { committeePage } from '../../report/committee/page.ts';
import { COMPARE_WORDS } from '../../report/compare/words.ts';
import type { Lang } from '../../report/format.ts';
import { checkInputs } from '../check.ts';
import { type Compared, comparePlans } from '../compare/compare.ts';
import { comparisonPage } from '../compare/page.ts';
import { verifyAnyDirectory } from '../layers/verify.ts';
import { pageAssets } from '../page-assets.ts';
import { keptPrevious } from '../revision/read.ts';
import { draftText, planHead } from '../status/plan-text.ts';
import { findPrevious, readPlanText, type VerifyOptions, type VerifyOutcome } from '../verify.ts';
import { readKpis } from '../written/read-kpis.ts';
import { readWrittenPlan } from '../written/written-plan.ts';

export interface PackOptions extends VerifyOptions {
  /** the plan to compare with; when absent the one that is revised if it is beside this one, else the assignment of today */
  readonly base?: string;
  readonly lang: Lang;
}

export interface Pack {
  readonly outcome: VerifyOutcome;
  /** null when the plan claims what is not so: of such a plan there is no pack */
  readonly files: readonly PlanFile[] | null;
}

/** Files of a plan directory that go into the pack as they are, where the plan has them. */
const OF_PLAN = [
  ...['report.html', 'report.md', 'map.svg', 'map.png', 'before-after.svg', 'before-after.png', 'plan.xlsx'],
  ...['changes.csv', 'sectors.csv', 'rejects.csv', 'kpis.json', 'plan.json'],
] as const;

/** @throws InputError when the plan, its inputs or the plan to compare with cannot be read */
export async function makePack(dir: string, { base, lang, ...inputs }: PackOptions): Promise<Pack> {
  const outcome = await verifyAnyDirectory(dir, inputs);
  if (outcome.lies > 0) return { outcome, files: null };
  const text = await readPlanText(dir);
  const { status } = planHead(text);
  const written = await readWrittenPlan(dir, { accounts: false, accountColumn: null });
  const compared = await comparedWith(dir, base ?? (await revisedPlan(dir)), lang);
  const issues = await findings(dir, written, outcome, inputs);
  const total = await readKpis(dir);
  const layers: DecidedLayer[] = [];
  for (const { name, dir: own, plan } of written.layers) {
    const kpis = name === null ? total : await readKpis(own);
    layers.push({ name: name ?? '', kpis, maxMoved: plan.settings.maxMoved });
  }

  const copied: PlanFile[] = [];
  for (const path of OF_PLAN) {
    const file = join(dir, path);
    if (await stat(file).catch(() => null)) copied.push({ path, content: [await readFile(file)] });
  }
  const csv = [...writeCsv(findingRows(issues), PROFILES.default)];
  const verdict = { ...outcome, files: undefined };
  const own: PlanFile[] = [
    ...(compared
      ? [
          {
            path: 'compare.html',
            content: await comparisonPage(compared.comparison, compared.plans, null, lang),
          },
        ]
      : []),
    ...copied,
    { path: 'findings.csv', content: csv },
    { path: 'verify.json', content: [`${JSON.stringify(verdict, null, 2)}\n`] },
  ];
  const input: CommitteeInput = {
    name: basename(resolve(dir)),
    status,
    checks: outcome.checks,
    total,
    layers,
    comparison: compared?.comparison ?? null,
    ownChanges: base === undefined || (await revises(dir, base)),
    issues,
    rejected: written.inputs.reduce(
      (sum, { role, rejected }) => sum + (role === 'accounts' ? rejected : 0),
      0,
    ),
    files: ['committee.html', 'committee.md', ...own.map(({ path }) => path)],
    lang,
  };
  const files: PlanFile[] = [
    { path: 'committee.md', content: [committeeMarkdown(input)] },
    { path: 'committee.html', content: await committeePage(input, pageAssets()) },
    ...own,
  ];
  return { outcome, files };
}

/**
 * The plan that this one revises, where it lies beside it: today's assignment without the accounts of reps who left would be
 * a poor measure of a revision. A plan that was approved since is the same plan.
 */
async function revisedPlan(dir: string): Promise<string | undefined> {
  const kept = await readFile(join(dir, 'from', '1', 'plan.json'), 'utf8').catch(() => null);
  const second = await stat(join(dir, 'from', '2')).catch(() => null);
  if (kept === null || second) return undefined;
  const draft = draftText(kept);
  const parent = dirname(resolve(dir));
  for (const name of (await readdir(parent)).sort()) {
    // temporary siblings of a plan that is being written
    if (name.startsWith('.')) continue;
    const other = join(parent, name);
    const text = await readFile(join(other, 'plan.json'), 'utf8').catch(() => null);
    const packed = await stat(join(other, 'committee.md')).catch(() => null);
    if (text !== null && !packed && other !== resolve(dir) && draftText(text) === draft) return other;
  }
  return undefined;
}

/** Null when no plan is named to compare with, and nobody serves the accounts today. */
async function comparedWith(dir: string, base: string | undefined, lang: Lang): Promise<Compared | null> {
  const today = COMPARE_WORDS[lang].today;
  if (base !== undefined) return comparePlans([base, dir], today);
  const { before } = await readKpis(dir);
  return before ? comparePlans([dir], today) : null;
}

/** Is `base` the plan that this one was made from, and its changes those of changes.csv? */
async function revises(dir: string, base: string): Promise<boolean> {
  const drafts: string[] = [];
  for (const plan of [base, ...(await keptPrevious(join(dir, 'from')))])
    drafts.push(planHead(await readPlanText(plan)).withStatus([]));
  return drafts.length === 2 && drafts[0] === drafts[1];
}

/** What `check` says of the inputs, whose files verify has found. */
async function findings(
  dir: string,
  { layers, inputs }: Awaited<ReturnType<typeof readWrittenPlan>>,
  { files }: VerifyOutcome,
  options: VerifyOptions,
): Promise<readonly Issue[]> {
  const [first] = layers;
  if (!first) return [];
  const { plan } = first;
  const from = await findPrevious(dir, { inputs }, options);
  const file = (role: Parameters<typeof files.get>[0]) => files.get(role) ?? null;
  const named = {
    ...{ accounts: file('accounts'), reps: file('reps'), zones: file('zones'), aliases: file('aliases') },
    ...{ barriers: file('barriers'), managers: file('managers'), overrides: file('overrides'), from },
  };
  const settings = { ...plan.settings, slice: null };
  try {
    const { records } = await checkInputs(named, options.map ?? new Map(plan.map), settings);
    return records.log.issues().map(issue => ({ ...issue, file: fileName(issue.file) }));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues;
  }
}

function* findingRows(issues: readonly Issue[]): Generator<(string | number | null)[]> {
  yield ['severity', 'code', 'file', 'line', 'column', 'found', 'expected', 'remedy'];
  for (const { severity, code, file, line, column, found, expected, remedy } of issues)
    yield [severity, code, file, line, column, found, expected, remedy];
}
