// What is said when a routing server does not give times.

import { InputError } from '../issues.ts';

/** @param server its address without secrets */
export function serverFault(server: string, found: string, expected: string, remedy: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'road-server',
      file: server,
      line: null,
      column: null,
      found,
      expected,
      remedy,
    },
  ]);
}
