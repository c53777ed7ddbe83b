// What is wrong with the input. Everything is collected before anything is thrown; nothing is dropped in silence:
// an IssueLog keeps the first `cap` findings of a kind and counts all of them, a RejectLog keeps every rejected row.

import type { Issue, Reject, Severity } from '../model/records.ts';
import { RowStoreBuilder } from './row-store.ts';

/** Reading cannot go on; carries every finding made so far that explains it. */
export class InputError extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    const bounded = issues.map(bound);
    super(bounded.slice(0, 1000).map(formatIssue).join('\n'));
    this.name = 'InputError';
    this.issues = bounded;
  }
}

export class IssueLog {
  readonly #cap: number;
  readonly #kept: Issue[] = [];
  readonly #keptPerKind = new Map<string, number>();
  readonly #perCode = new Map<string, number>();
  readonly #perSeverity = new Map<Severity, number>();

  /** @param cap findings kept per code and severity; the counts include those beyond it */
  constructor(cap = 1000) {
    this.#cap = cap;
  }

  add(issue: Issue): void {
    bump(this.#perCode, issue.code);
    bump(this.#perSeverity, issue.severity);
    if (bump(this.#keptPerKind, `${issue.severity} ${issue.code}`) <= this.#cap)
      this.#kept.push(bound(issue));
  }

  /** sorted by file, line, column; at most `cap` per code and severity */
  issues(): Issue[] {
    return [...this.#kept].sort(compareIssues);
  }

  /** how many were added, kept or not */
  count(severity: Severity): number {
    return this.#perSeverity.get(severity) ?? 0;
  }

  /** by code, those beyond the cap included */
  counts(): Map<string, number> {
    return new Map(this.#perCode);
  }

  hasErrors(): boolean {
    return this.count('error') > 0;
  }
}

/** Rejected rows, whole, off the JS heap: a file may have a million of them. */
export class RejectLog {
  readonly #rows = new RowStoreBuilder();
  readonly #headers = new Map<string, readonly string[]>();
  readonly #perFile = new Map<string, number>();
  readonly #places: { readonly file: string; readonly line: number }[] = [];

  add(reject: Reject): void {
    const line = reject.line === null ? '' : String(reject.line);
    this.#rows.append([reject.file, line, reject.column, reject.reason, reject.id, ...reject.cells]);
    bump(this.#perFile, reject.file);
    this.#places.push({ file: reject.file, line: reject.line ?? 0 });
  }

  /** the header that the cells of a file's rejects follow */
  setHeader(file: string, header: readonly string[]): void {
    this.#headers.set(file, header);
  }

  header(file: string): readonly string[] {
    return this.#headers.get(file) ?? [];
  }

  /** rejected rows of one file, or of all */
  count(file?: string): number {
    return file === undefined ? this.#rows.length : (this.#perFile.get(file) ?? 0);
  }

  /** by file in the order of their first reject, then by line */
  *rejects(): Generator<Reject> {
    const order = Array.from(this.#places.keys());
    const fileOf = new Map([...this.#perFile.keys()].map((file, index) => [file, index]));
    const places = this.#places;
    order.sort(
      (a, b) =>
        fileOf.get(places[a].file)! - fileOf.get(places[b].file)! || places[a].line - places[b].line || a - b,
    );
    for (const index of order) {
      const [file, line, column, reason, id, ...cells] = this.#rows.cells(index);
      yield { file, line: line === '' ? null : Number(line), column, reason, id, cells };
    }
  }
}

/** `file:line:column: error[code]: found …; expected …; remedy …`, on one line, safe to print on a terminal. */
export function formatIssue(issue: Issue): string {
  let place = escapeText(issue.file);
  if (issue.line !== null) place += issue.feature ? `:feature ${issue.line}` : `:${issue.line}`;
  if (issue.column !== null && issue.column !== '') place += `:${clip(issue.column)}`;
  const parts = [`found ${shown(issue.found)}`];
  if (issue.expected !== '') parts.push(`expected ${shown(issue.expected)}`);
  if (issue.remedy !== '') parts.push(`remedy: ${shown(issue.remedy)}`);
  return `${place}: ${issue.severity}[${issue.code}]: ${parts.join('; ')}`;
}

/** `code: found …; expected …`, the reason of a reject */
export function reasonOf(issue: Issue): string {
  const { code, found, expected } = bound(issue);
  return `${code}: found ${found}; expected ${expected}`;
}

/** A cell in quotes for the `found` of an issue: escaped, and cut at 60 characters. */
export function quoteCell(text: string): string {
  return `"${clip(text)}"`;
}

const LONGEST = 60;

/** Characters of a part of a finding. Words quote cells, and list columns: those of a hostile file have megabytes. */
const LONGEST_PART = 1000;

/** The same finding where nothing is too long, else one whose parts are cut. */
function bound(issue: Issue): Issue {
  const parts = [issue.file, issue.column ?? '', issue.found, issue.expected, issue.remedy];
  if (parts.every(text => text.length <= LONGEST_PART)) return issue;
  const short = (text: string) => (text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART)}…` : text);
  return {
    ...issue,
    file: short(issue.file),
    column: issue.column === null ? null : short(issue.column),
    found: short(issue.found),
    expected: short(issue.expected),
    remedy: short(issue.remedy),
  };
}

/** A part as it is printed: escaping may have made it six times as long. */
function shown(part: string): string {
  const text = escapeText(part);
  return text.length > LONGEST_PART + 1 ? `${text.slice(0, LONGEST_PART)}…` : text;
}

function clip(text: string): string {
  // slice first: a hostile cell may have 10 MB, and escaping grows it
  return text.length > LONGEST ? `${escapeText(text.slice(0, LONGEST))}…` : escapeText(text);
}

// C0, DEL, C1 (8-bit escape sequences), bidi overrides and line separators: none may reach a terminal as they are
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Control characters, terminal escape sequences and text-direction overrides made visible. */
export function escapeText(text: string): string {
  return text.replace(UNSAFE, char => {
    if (char === '\t') return '\\t';
    if (char === '\n') return '\\n';
    if (char === '\r') return '\\r';
    const code = char.charCodeAt(0);
    return code < 256
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** JSON on one line that a terminal may show: what JSON leaves as it is and a terminal obeys is escaped too. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function compareIssues(a: Issue, b: Issue): number {
  return (
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.column ?? '', b.column ?? '') ||
    compareText(a.code, b.code) ||
    compareText(a.found, b.found)
  );
}

// code units, never the locale: output must be the same everywhere
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bump<K>(counts: Map<K, number>, key: K): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}
