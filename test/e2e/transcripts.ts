// Sessions that a document shows: lines that begin with `$ ` are run, and what follows must be what they print. A line of
// `…` stands for what is left out. UPDATE_README=1 writes what is printed now instead of failing: each shown piece keeps
// its number of lines, the last one what is left, and begins with the next line that has the same first
// words.

import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect } from 'vitest';
import { PROGRAM, temporaryFolder } from './cli.ts';

interface Session {
  /** as it is shown, continuation lines and all */
  command: string;
  shown: string[];
  /** line of the document where the shown output begins, from 0 */
  line: number;
  readonly indent: string;
}

const LEFT_OUT = '…';
const PROMPT = '$ ';

/** Of fenced blocks, and of blocks that are indented by four spaces. */
function sessionsOf(text: string): Session[] {
  const sessions: Session[] = [];
  let fenced = false;
  let open = null as Session | null;
  let continued = false;
  const close = () => {
    while (open?.shown.at(-1) === '') open.shown.pop();
    open = null;
  };
  for (const [at, raw] of text.split('\n').entries()) {
    if (raw.startsWith('```')) {
      close();
      fenced = !fenced;
      continue;
    }
    const indent = fenced ? '' : '    ';
    if (raw !== '' && !raw.startsWith(indent)) {
      close();
      continue;
    }
    const line = raw.slice(indent.length);
    if (line.startsWith(PROMPT) && (fenced || raw.startsWith(indent))) {
      close();
      open = { command: line.slice(PROMPT.length), shown: [], line: at + 1, indent };
      sessions.push(open);
    } else if (open && continued) {
      open.command += `\n${line}`;
      open.line = at + 1;
    } else open?.shown.push(line);
    continued = line.endsWith('\\') && open?.shown.length === 0;
  }
  close();
  return sessions;
}

/**
 * Runs every session of a document, one after the other, by a shell in `cwd`, and expects what is shown. A command ends
 * with 0, or with the number of a comment behind it: `# exits with 2`.
 * @param program what a shown command is here, where it is not the installed one
 */
export function expectSessions(
  file: string,
  cwd: string,
  program: (command: string) => string = command => command,
): void {
  const text = readFileSync(file, 'utf8');
  const sessions = sessionsOf(text);
  expect(sessions.length, `${file} shows no command`).toBeGreaterThan(0);
  const bin = binFolder();
  const lines = text.split('\n');
  // from the end, so that the lines before stay where they are
  const edits = sessions.map(session => {
    const { command, shown, indent, line } = session;
    const run = spawnSync('sh', ['-c', `exec 2>&1; ${program(command)}`], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, NO_COLOR: '1', LANG: 'C', PATH: `${bin}${delimiter}${process.env.PATH}` },
    });
    const printed = run.stdout.trimEnd().split('\n');
    const what = `$ ${command}\n${run.stdout}`;
    expect(run.status, what).toBe(Number(/# exits with (\d)$/.exec(command)?.[1] ?? 0));
    const now =
      shown.length === 0
        ? []
        : anew(
            shown,
            printed.map(text => text.trimEnd()),
            what,
          );
    if (!process.env.UPDATE_README) expect(now, what).toEqual(shown);
    return { line, count: shown.length, now: now.map(row => (row === '' ? '' : indent + row)) };
  });
  if (!process.env.UPDATE_README) return;
  for (const { line, count, now } of edits.reverse()) lines.splice(line, count, ...now);
  writeFileSync(file, lines.join('\n'));
}

/** What is printed, with as much left out as was. */
function anew(shown: readonly string[], printed: readonly string[], what: string): string[] {
  const now: string[] = [];
  let from = 0;
  const pieces = piecesOf(shown);
  for (const [p, piece] of pieces.entries()) {
    if (piece.length === 0) continue;
    if (p > 0) {
      const first = piece[0] as string;
      const find = (words: number) =>
        printed.findIndex((line, at) => at >= from && opening(line, words) === opening(first, words));
      const same = find(2) >= 0 ? find(2) : find(1);
      expect(same, `no line like "${piece[0]}" in ${what}`).toBeGreaterThanOrEqual(0);
      from = same;
    }
    const to = p === pieces.length - 1 ? printed.length : from + piece.length;
    if (p > 0) now.push(LEFT_OUT);
    now.push(...printed.slice(from, to));
    from = to;
  }
  if (pieces.at(-1)?.length === 0) now.push(LEFT_OUT);
  return now;
}

/** Pieces between the lines that stand for what is left out; empty ones before the first, after the last. */
function piecesOf(shown: readonly string[]): string[][] {
  const pieces: string[][] = [[]];
  for (const line of shown) {
    if (line === LEFT_OUT) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  return pieces;
}

function opening(line: string, words: number): string {
  return line.trim().split(/\s+/, words).join(' ');
}

/** A folder with a `sectorize` that is the built program. */
function binFolder(): string {
  const folder = temporaryFolder();
  const path = join(folder, 'sectorize');
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${resolve(PROGRAM)}" "$@"\n`);
  chmodSync(path, 0o755);
  return folder;
}
