// What `sectorize init` does: look, say, ask, write.

import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Draft, type DraftFile, makeDraft } from '../app/init/draft.ts';
import { type Listing, listFiles } from '../app/init/list-files.ts';
import { look } from '../app/init/look.ts';
import { configurationText } from '../app/init/yaml.ts';
import { optionIssue } from '../app/option-issue.ts';
import { parseConfig } from '../io/config.ts';
import { configurationSchema } from '../io/config-shape.ts';
import { escapeText, InputError, IssueLog, quoteCell } from '../io/issues.ts';
import { putWhole } from '../io/write-whole.ts';
import { formatNumber, plainText } from '../report/format.ts';
import { INIT_WORDS, type InitWords } from '../report/init-words.ts';
import { padEnd, width } from '../report/summary.ts';
import { asker } from './ask.ts';
import type { InitOptions } from './commands/init.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { shellWord } from './shell-word.ts';
import { paint } from './terminal.ts';

const SHOWN = 10;
const PUBLISHED = join('node_modules', 'sectorize', 'sectorize.schema.json');

/** Writes a configuration; returns the exit code. */
export async function runInit(paths: readonly string[], options: InitOptions): Promise<number> {
  const lang = options.lang ?? languageOf([], process.env);
  const words = INIT_WORDS[lang];
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const written = options.out === '-' ? null : options.out;
  const schema = options.schema === undefined ? null : `${JSON.stringify(configurationSchema(), null, 2)}\n`;
  if (!options.force)
    await assertNew([written, options.schema].filter(file => file !== null && file !== undefined));
  const given = paths.length > 0 ? paths : ['.'];
  for (const path of given) await assertThere(path);

  const listing = await listFiles(given);
  const looked = [];
  for (const { path, bytes } of listing.files) looked.push(await look(path, bytes));
  const others = looked.filter(({ table }) => table === null);
  sayLooked(listing, others, words, lang, say);

  const interactive = !options.yes && process.stdin.isTTY && process.stderr.isTTY;
  const asking = interactive ? asker(words) : null;
  const draft = await makeDraft(looked, { lang, words, ask: asking?.ask ?? null }).finally(() =>
    asking?.close(),
  );
  const longest = Math.max(30, ...draft.files.map(({ path }) => width(quoteCell(path).slice(1, -1))));
  for (const file of draft.files) sayFile(file, Math.min(longest, 60), words, lang, say);
  sayMap(draft, say);
  const taken = new Set(draft.files.map(({ path }) => path));
  const unused = looked.filter(({ path, table }) => table !== null && !taken.has(path));
  if (unused.length > 0) {
    const names = unused.slice(0, SHOWN).map(({ path }) => quoteCell(path));
    say(paint.dim(words.unused(`${names.join(', ')}${unused.length > SHOWN ? ', …' : ''}`)));
    if (!draft.files.some(({ role }) => role === 'accounts')) say(paint.bad(words.accountsMissed));
  }

  const folder = dirname(written ?? 'sectorize.yaml');
  const text = configurationText(draft, {
    words,
    lang,
    relative: path => pathFrom(folder, path),
    schema: options.schema === undefined ? publishedSchema(folder) : pathFrom(folder, options.schema),
  });
  assertReadable(text);
  if (schema !== null && options.schema !== undefined) {
    await putWhole(options.schema, schema, { replace: options.force === true });
    say(words.wrote(quoteCell(options.schema)));
  }
  if (written === null) process.stdout.write(text);
  else {
    await putWhole(written, text, { replace: options.force === true });
    say(paint.good(words.wrote(quoteCell(written))));
  }
  const missing = (['reps', 'zones'] as const).filter(role => !draft.files.some(file => file.role === role));
  if (missing.length > 0) {
    say(paint.bad(words.missing(missing.map(role => words.roles[role]).join(', '))));
    if (missing.includes('zones'))
      for (const line of [...words.noZones, ...(draft.country ? [] : words.noZonesFrance)]) say(`  ${line}`);
  }
  const config = plainText(shellWord(written ?? 'sectorize.yaml'));
  say(words.next);
  say(`  sectorize check --config ${config}`);
  say(`  sectorize plan --config ${config}`);
  return EXIT.done;
}

async function assertNew(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!existsSync(file)) continue;
    throw new InputError([
      optionIssue(
        file,
        'a file that exists',
        'a new file',
        'choose another with --out or --schema, or add --force',
      ),
    ]);
  }
}

async function assertThere(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    throw new InputError([
      optionIssue(path, 'no such file or folder', 'files, or a folder of them', 'check the name'),
    ]);
  }
}

/** Every line that is written must be accepted: what is not would be this program's fault, and must not get out. */
function assertReadable(text: string): void {
  const log = new IssueLog();
  parseConfig(text, 'sectorize.yaml', log);
  const [issue] = log.issues();
  if (issue) throw new Error(`the configuration written is not accepted: line ${issue.line}, ${issue.found}`);
}

/** From the folder of the configuration, with slashes; `-` alone would be standard input. */
export function pathFrom(folder: string, path: string): string {
  if (isAbsolute(path)) return path;
  const found = relative(resolve(folder), resolve(path)).split(sep).join('/');
  return found.startsWith('-') ? `./${found}` : found;
}

/** The schema of an installed package, in the folder of the configuration or above it. */
function publishedSchema(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, PUBLISHED);
    if (existsSync(file)) return pathFrom(folder, relative(process.cwd(), file));
    if (dirname(at) === at) return null;
  }
}

function sayLooked(
  { skipped }: Listing,
  others: readonly { readonly path: string; readonly instead: string }[],
  words: InitWords,
  lang: 'en' | 'fr',
  say: (text: string) => void,
): void {
  if (skipped.length + others.length === 0) return;
  say(paint.dim(words.skippedTitle));
  const lines = [
    ...skipped.map(({ path, why }) => `${quoteCell(path)}: ${words.skipped[why]}`),
    ...others.map(({ path, instead }) => `${quoteCell(path)}: ${escapeText(instead)}`),
  ];
  for (const line of lines.slice(0, SHOWN)) say(paint.dim(`  ${line}`));
  if (lines.length > SHOWN)
    say(paint.dim(`  … ${words.notTables(formatNumber(lines.length - SHOWN, 0, lang))}`));
}

function sayFile(
  file: DraftFile,
  columns: number,
  words: InitWords,
  lang: 'en' | 'fr',
  say: (text: string) => void,
): void {
  const { role, path, table, sure, why } = file;
  const count = formatNumber(table.count, 0, lang);
  const size = table.format === 'csv' ? words.rows(count, !table.whole) : words.features(count, !table.whole);
  const format = { csv: 'CSV', geojson: 'GeoJSON', topojson: 'TopoJSON' }[table.format];
  const delimiter = table.delimiter === '\t' ? 'tab' : table.delimiter;
  const how = table.format === 'csv' ? ` ${delimiter} ${table.encoding}` : '';
  const cells = [
    padEnd(words.roles[role], 12),
    padEnd(quoteCell(path).slice(1, -1), columns),
    padEnd(`${format}${how}, ${size}`, 38),
  ];
  say(
    `${paint.strong(cells[0] as string)}${cells[1]}  ${cells[2]}${sure === 'guess' ? paint.bad(words.sure[sure]) : words.sure[sure]}`,
  );
  for (const line of why) say(paint.dim(`            ${line}`));
}

function sayMap({ map, country }: Draft, say: (text: string) => void): void {
  for (const { key, column, why } of map)
    say(`map         ${key}: ${quoteCell(column)} (${escapeText(why)})`);
  if (country) say(`country     ${country.code}`);
}
