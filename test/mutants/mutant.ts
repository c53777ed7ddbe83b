// What Stryker's report says of a mutant, how both runners count it, and the options that they share.

import type { Stryker } from '@stryker-mutator/core';

export type Options = ConstructorParameters<typeof Stryker>[0];

export const OPTIONS: Options = {
  // TypeScript 7 has no API that Stryker could rewrite the configuration with; nothing in it needs to be
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // constants of a module are made once, so that each of their mutants would load everything anew
  ignoreStatic: true,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: ['/coverage', '/bench', '/docs', '/man', '/test-artifacts', '/reports'],
  allowEmpty: true,
};

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Mutant {
  readonly status: string;
  readonly statusReason?: string;
  readonly mutatorName: string;
  /** run before any test too, as the module is loaded or in a beforeAll; what is run then alone is ignored */
  readonly static?: boolean;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

export const isKilled = ({ status }: Mutant): boolean => status === 'Killed' || status === 'Timeout';
export const isLeft = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';
/** no failed test and no loop that turns without end, but the clock: not known to be noticed */
export const isLate = ({ status, statusReason }: Mutant): boolean =>
  status === 'Timeout' && !/hit limit/i.test(statusReason ?? '');

/** The text that was replaced, on one line. */
export function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) as string).slice(0, end.column - 1);
  lines[0] = (lines[0] as string).slice(start.column - 1);
  return oneLine(lines.join(' ')).slice(0, 160);
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const say = (line: string): void => void process.stdout.write(`${line}\n`);
