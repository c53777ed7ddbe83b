import { expect, test } from 'vitest';
import { orAborted } from '../../src/optimize/abort.ts';

const never = new Promise<void>(() => {});
const soon = (): Promise<unknown> => new Promise(resolve => setTimeout(resolve, 5));

test('waits for the work, with a signal or without', async () => {
  for (const signal of [undefined, new AbortController().signal]) {
    let done = false;
    await orAborted(
      soon().then(() => {
        done = true;
      }),
      signal,
    );
    expect(done).toBe(true);
  }
});

test('what fails while nobody has called it off is a failure', async () => {
  await expect(orAborted(Promise.reject(new Error('broken')), undefined)).rejects.toThrow('broken');
  const { signal } = new AbortController();
  await expect(orAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
});

test('leaves when the signal comes, or has come; work that fails afterwards is no failure', async () => {
  const stop = new AbortController();
  const waiting = orAborted(never, stop.signal);
  stop.abort();
  await waiting;
  await orAborted(never, stop.signal);
  await orAborted(Promise.reject(new Error('sent home')), stop.signal);
  const later = new AbortController();
  let fail = (_: Error): void => {};
  const left = orAborted(new Promise((_, reject) => (fail = reject)), later.signal);
  later.abort();
  await left;
  // an unhandled rejection would end the run of the tests
  fail(new Error('sent home'));
  await soon();
});

test('leaves no listener behind', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const counted = new Proxy(signal, {
    get: (target, key) => {
      if (key === 'addEventListener') return () => listeners++;
      if (key === 'removeEventListener') return () => listeners--;
      return Reflect.get(target, key, target);
    },
  });
  await orAborted(soon(), counted);
  expect(listeners).toBe(0);
});
