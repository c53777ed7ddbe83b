// Whether a command ended as it may: a known exit code, words that a person understands, and nothing that the terminal
// would take for a command.

import type { Command, Ran } from './case.ts';

/** characters of one line; a longer one is no message */
const LONGEST_LINE = 6_000;
/** characters on both streams together of a run whose tables go to files */
const MOST_TEXT = 400_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const FAULT =
  /\b(?:Type|Range|Reference|Syntax|Assertion)Error\b|Cannot read propert|is not a function|is not iterable|\[object \w+\]|Maximum call stack|Invalid array length|Invalid string length|heap out of memory|undefined \(reading/;
const STACK = /^\s+at .+:\d+:\d+\)?$|node:internal|file:\/\/\//m;
/** results on standard output: they are data, and say what the files say */
const DATA = new Set(['--stdout', '--json', '--out=-', '--format']);

/** What is wrong with a run, its kind first; null when nothing is. */
export function judge(ran: Ran, command: Command, before: Ran | null): string | null {
  const { code, stdout, stderr, argv } = ran;
  const all = `${stderr}\n${stdout}`;
  const isData = argv.some(arg => DATA.has(arg));
  const said = isData ? stderr : all;
  if (/internal error/.test(said)) return `internal-error: ${lineWith(said, 'internal error')}`;
  if (code !== 0 && code !== 2 && code !== 3) return `exit-code: ${code}: ${stderr.slice(-300)}`;
  if (STACK.test(stderr)) return `stack-trace: ${STACK.exec(stderr)?.[0]}`;
  const fault = FAULT.exec(stderr);
  if (fault) return `program-words: ${lineWith(stderr, fault[0])}`;
  if (code === 2 && !/error\[[a-z0-9-]+\]: found |"severity":"error"|^error: |^stopped: /m.test(stderr)) {
    return `no-message: exit 2 with ${JSON.stringify(stderr.slice(-300))}`;
  }
  // commander says errors of usage with a capital, and a suggestion in parentheses
  const raw = CONTROL.exec(said);
  if (raw) {
    const at = raw.index;
    return `control-character: ${JSON.stringify(said.slice(Math.max(0, at - 80), at + 20))}`;
  }
  const longest = said.split('\n').reduce((most, line) => Math.max(most, line.length), 0);
  if (longest > LONGEST_LINE) return `long-line: ${longest} characters`;
  // `check` says every finding: those of a hundred thousand rows are many lines
  if (argv[0] !== 'check' && said.length > MOST_TEXT) return `long-text: ${said.length} characters`;
  if (command.verifies && before) return disagreement(ran, before);
  return null;
}

/** A plan that ended with 0 keeps every promise; one that ended with 3 says itself which it does not keep. */
function disagreement({ code, stdout, stderr }: Ran, { code: planned, argv }: Ran): string | null {
  if (code === 2) return `verify-refuses: ${stderr.slice(0, 300)}`;
  const lies = /(\d+) untrue claims?/.exec(stdout);
  if (lies && lies[1] !== '0') {
    return `verify-lies: ${stdout
      .split('\n')
      .filter(line => /FAIL|^ {7}/.test(line))
      .slice(0, 4)
      .join(' | ')
      .slice(0, 400)}`;
  }
  // tours end with 0 whatever the plan's promises are
  if (argv[0] === 'plan' && code !== planned)
    return `verify-differs: plan ended with ${planned}, verify with ${code}`;
  return null;
}

function lineWith(text: string, part: string): string {
  return (text.split('\n').find(line => line.includes(part)) ?? '').slice(0, 300);
}

/** Failures with the same signature are one bug, as far as can be told. */
export function signature(failure: string): string {
  return failure
    .replace(/"(?:[^"\\]|\\.)*"?/g, '"…"')
    .replace(/\d+/g, '#')
    .slice(0, 90);
}
