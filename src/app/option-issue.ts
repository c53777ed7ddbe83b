// An option that asks for what cannot be, said like a finding about a file.

import type { Issue } from '../model/records.ts';

export function optionIssue(option: string, found: string, expected: string, remedy: string): Issue {
  return {
    severity: 'error',
    code: 'option',
    file: option,
    line: null,
    column: null,
    found,
    expected,
    remedy,
  };
}
