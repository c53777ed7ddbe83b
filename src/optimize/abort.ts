// Waiting for threads that cannot hear a signal.

/** Waits for the work, but no longer once the signal comes. */
export async function orAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await work);
  if (signal.aborted) return void work.catch(() => {});
  let leave = (): void => {};
  const aborted = new Promise<void>(resolve => {
    leave = resolve;
    signal.addEventListener('abort', leave);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
    // threads are sent home while they work; that they end is then no failure
    if (signal.aborted) work.catch(() => {});
  }
}
