// Exit codes and what a failure prints.

export const EXIT = { done: 0, internal: 1, input: 2, promise: 3, interrupted: 130 } as const;

/** Prints what went wrong to stderr in words a user can act on; returns the exit code. */
export async function reportFailure(error: unknown, lang: 'fr' | 'en'): Promise<number> {
  const { InputError } = await import('../io/issues.ts');
  const { paint } = await import('./terminal.ts');
  if (error instanceof InputError) {
    const { briefIssues } = await import('./findings.ts');
    for (const line of briefIssues(error.issues, new Map(), lang)) process.stderr.write(`${line}\n`);
    const errors = error.issues.filter(issue => issue.severity === 'error').length;
    process.stderr.write(
      `${paint.bad(`stopped: ${errors} ${errors === 1 ? 'error' : 'errors'} in the input`)}\n`,
    );
    return EXIT.input;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${paint.bad('internal error:')} ${message}\n`);
  if (process.env.SECTORIZE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  else process.stderr.write('this is a bug: run again with SECTORIZE_DEBUG=1 for the place, and report it\n');
  return EXIT.internal;
}
