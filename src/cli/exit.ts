// Exit codes and what a failure prints.

export const EXIT = { done: 0, internal: 1, input: 2, promise: 3, interrupted: 130 } as const;

/** findings that say nothing about the input */
const OF_THE_MACHINE: readonly string[] = ['cannot-write', 'out-in-use', 'system'];

/** Of standard output: a full disk behind `> file`. */
export async function outputFailure(error: unknown, lang: 'fr' | 'en'): Promise<number> {
  const { writeFault } = await import('../io/system-fault.ts');
  const doing = 'what was to be printed is not whole';
  return reportFailure(writeFault(error, 'standard output', doing) ?? error, lang);
}

/** Prints what went wrong to stderr in words a user can act on; returns the exit code. */
export async function reportFailure(error: unknown, lang: 'fr' | 'en'): Promise<number> {
  try {
    return await inWords(error, lang);
  } catch {
    // not even the words can be loaded: too many open files, for one
    const { message, code = '' } = error as NodeJS.ErrnoException;
    process.stderr.write(`sectorize: ${message}\n`);
    return ['EMFILE', 'ENFILE', 'ENOMEM', 'EIO'].includes(code) ? EXIT.input : EXIT.internal;
  }
}

async function inWords(error: unknown, lang: 'fr' | 'en'): Promise<number> {
  const { InputError } = await import('../io/issues.ts');
  const { anyFault } = await import('../io/system-fault.ts');
  const { paint } = await import('./terminal.ts');
  const fault = error instanceof InputError ? error : anyFault(error);
  if (fault) {
    const { briefIssues } = await import('./findings.ts');
    for (const line of briefIssues(fault.issues, new Map(), lang)) process.stderr.write(`${line}\n`);
    if (fault.issues.every(({ code }) => OF_THE_MACHINE.includes(code))) return EXIT.input;
    const errors = fault.issues.filter(issue => issue.severity === 'error').length;
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
