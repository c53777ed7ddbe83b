// The job of `export`: a written plan → the files of another system, in a directory of their own beside a list of what
// to do with them. All or nothing, like the plan directory, and never over a plan.

import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { InputError } from '../../io/issues.ts';
import { type DirectoryKind, type PlanFile, writePlanDirectory } from '../../io/plan-directory.ts';
import { EXPORT_WORDS } from '../../report/export-words.ts';
import { plainText } from '../../report/format.ts';
import { VERSION } from '../../version.ts';
import { optionIssue } from '../option-issue.ts';
import { readWrittenPlan } from '../written/written-plan.ts';
import { readContacts } from './contacts.ts';
import { dynamics } from './dynamics.ts';
import type { Exported, ExportFormat, ExportRequest, Format } from './format.ts';
import { geojson } from './geojson.ts';
import { hubspot } from './hubspot.ts';
import { kml } from './kml.ts';
import { salesforce } from './salesforce.ts';
import { topojson } from './topojson.ts';

const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  salesforce,
  dynamics,
  hubspot,
  kml,
  geojson,
  topojson,
};

const EXPORT: DirectoryKind = { mark: 'export.json', name: 'export', refusal: 'out-not-an-export' };

export interface ExportOutcome {
  /** relative to the directory, in order; export.json and steps.txt are the last two */
  readonly written: readonly string[];
  readonly files: readonly { readonly path: string; readonly rows: number }[];
  readonly notes: readonly string[];
}

/**
 * Reads a plan directory and writes it for another system.
 * @throws InputError when the plan cannot be read or does not fit together, something that the other system needs is
 *   missing, or `out` is neither new nor an earlier export
 */
export async function exportPlan(request: ExportRequest): Promise<ExportOutcome> {
  await assertApart(request);
  const format = FORMATS[request.format];
  const plan = await readWrittenPlan(request.plan, {
    accounts: format.crm,
    accountColumn: request.accountId,
  });
  const columns = new Map(
    plan.layers[0]?.plan.map.flatMap(([field, column]) =>
      field === 'reps.id' ? [['id', column] as const] : [],
    ),
  );
  const contacts = format.crm
    ? await readContacts(plan, request.reps, columns)
    : { file: null, of: () => ({ email: '', username: '' }) };
  const exported = await format.make({ request, plan, contacts });
  const sha256 = createHash('sha256').update(plan.text).digest('hex');
  const files: PlanFile[] = [
    ...exported.files.map(({ file }) => file),
    { path: 'steps.txt', content: [stepsText(request, exported, sha256)] },
    { path: EXPORT.mark, content: [manifest(request, exported, sha256)] },
  ];
  const written = await writePlanDirectory(request.out, files, EXPORT);
  return {
    written,
    files: exported.files.map(({ file: { path }, rows }) => ({ path, rows })),
    notes: exported.notes.map(plainText),
  };
}

/** What an export replaces must not be, or hold, what it is made from. */
async function assertApart({ out, plan, reps, ids }: ExportRequest): Promise<void> {
  const real = (path: string) => realpath(path).catch(() => resolve(path));
  const target = await real(out);
  const source = await real(plan);
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(outer + sep);
  if (within(target, source) || within(source, target)) {
    throw new InputError([
      optionIssue(
        '--out',
        `${out}, in the plan directory or around it`,
        'a directory of its own',
        'choose another --out',
      ),
    ]);
  }
  for (const file of [...(reps === null ? [] : [reps]), ...ids]) {
    if (!within(await real(file), target)) continue;
    throw new InputError([
      optionIssue(
        '--out',
        `${out}, which holds ${file}`,
        'a directory that is written anew',
        'put that file elsewhere',
      ),
    ]);
  }
}

function stepsText(
  { format, full, lang }: ExportRequest,
  { notes, steps }: Exported,
  sha256: string,
): string {
  const words = EXPORT_WORDS[lang];
  const crm = FORMATS[format].crm;
  const lines = [
    `${words.title(format)}${crm ? `${words.colon}${full ? words.whole : words.delta}` : ''}`,
    words.of(sha256),
    ...(notes.length > 0 ? ['', words.toKnow, ...notes.map(note => `  - ${plainText(note)}`)] : []),
    '',
    ...(steps.length > 0
      ? [words.toDo, ...steps.map((step, s) => `  ${s + 1}. ${plainText(step)}`)]
      : [words.nothing]),
    '',
    words.more,
  ];
  return `${lines.join('\n')}\n`;
}

function manifest(request: ExportRequest, { files, notes }: Exported, sha256: string): string {
  const { format, full, lang } = request;
  const value = {
    schema: 'sectorize-export/1',
    version: VERSION,
    format,
    scope: !FORMATS[format].crm || full ? 'full' : 'delta',
    lang,
    plan_sha256: sha256,
    files: files.map(({ file: { path }, rows }) => ({ path, rows })),
    notes,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
