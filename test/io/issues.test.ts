import { expect, test } from 'vitest';
import {
  escapeText,
  formatIssue,
  InputError,
  IssueLog,
  quoteCell,
  RejectLog,
  reasonOf,
} from '../../src/io/issues.ts';
import type { Issue } from '../../src/model/records.ts';

const issue = (over: Partial<Issue> = {}): Issue => ({
  severity: 'warning',
  code: 'some-code',
  file: 'a.csv',
  line: 2,
  column: 'potential',
  found: '"x"',
  expected: 'a number',
  remedy: 'mend the cell',
  ...over,
});

test('one line a finding: place, severity, code, found, expected, remedy', () => {
  expect(formatIssue(issue())).toBe(
    'a.csv:2:potential: warning[some-code]: found "x"; expected a number; remedy: mend the cell',
  );
  expect(formatIssue(issue({ line: 7, feature: true, column: null, expected: '', remedy: '' }))).toBe(
    'a.csv:feature 7: warning[some-code]: found "x"',
  );
  expect(formatIssue(issue({ line: null, column: null }))).toMatch(/^a\.csv: warning/);
});

test('nothing of a file reaches the terminal as control', () => {
  const text = formatIssue(
    issue({ file: 'a\u001b[31m.csv', column: 'b\nc', found: quoteCell('\u001b]0;x\u0007\r\u202e\u0085') }),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must be absent
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(text).toContain('\\x1b[31m');
  expect(escapeText('a\tb')).toBe('a\\tb');
  expect(quoteCell('y'.repeat(10 << 20))).toBe(`"${'y'.repeat(60)}…"`);
  // what fits is whole, and nothing says that something is missing
  expect(quoteCell('y'.repeat(60))).toBe(`"${'y'.repeat(60)}"`);
});

test('sorted by file, line, column; capped per code and severity, counted in full', () => {
  const log = new IssueLog(3);
  for (let line = 9; line > 0; line--) log.add(issue({ line }));
  log.add(issue({ severity: 'error', line: 1, column: 'a' }));
  log.add(issue({ file: 'A.csv', code: 'constructor', line: null }));
  expect(log.issues().map(i => `${i.file}:${i.line}:${i.column}`)).toEqual([
    'A.csv:null:potential',
    'a.csv:1:a',
    'a.csv:7:potential',
    'a.csv:8:potential',
    'a.csv:9:potential',
  ]);
  expect(log.count('warning')).toBe(10);
  expect(log.count('error')).toBe(1);
  expect(log.counts()).toEqual(
    new Map([
      ['some-code', 10],
      ['constructor', 1],
    ]),
  );
  expect(log.hasErrors()).toBe(true);
});

test('an InputError says all of it', () => {
  const error = new InputError([issue(), issue({ line: 3 })]);
  expect(error.message.split('\n')).toHaveLength(2);
  expect(error.issues).toHaveLength(2);
});

test('rejects come back whole, by file and line', () => {
  const rejects = new RejectLog();
  const reject = (file: string, line: number | null, cells: string[]) =>
    rejects.add({ file, line, column: 'id', reason: 'why', id: 'x', cells });
  reject('b', 9, ['1', '\0']);
  reject('a', 3, []);
  reject('b', 2, ['2', '', '__proto__']);
  reject('b', null, ['']);
  rejects.setHeader('b', ['p', 'q']);
  expect([...rejects.rejects()].map(r => [r.file, r.line, r.cells])).toEqual([
    ['b', null, ['']],
    ['b', 2, ['2', '', '__proto__']],
    ['b', 9, ['1', '\0']],
    ['a', 3, []],
  ]);
  expect(rejects.count()).toBe(4);
  expect(rejects.count('b')).toBe(3);
  expect(rejects.header('b')).toEqual(['p', 'q']);
  expect(rejects.header('a')).toEqual([]);
});

test('the reason of a reject is no longer than its parts may be, though it quote a cell of megabytes', () => {
  const of = (found: string): Issue => ({
    severity: 'warning',
    code: 'no-zone',
    file: 'a.csv',
    line: 2,
    column: null,
    found,
    expected: 'a zone',
    remedy: '',
  });
  expect(reasonOf(of('postal code 1'))).toBe('no-zone: found postal code 1; expected a zone');
  expect(reasonOf(of(`postal code ${'x'.repeat(5_000_000)}`))).toMatch(
    /^no-zone: found postal code x{988}…; expected a zone$/,
  );
});
