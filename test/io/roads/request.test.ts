// One question to a server whose answers are made up here: what is sent, what is asked again after which pause, and what is said
// in the end, in request.txt.

import { afterEach, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/io/issues.ts';
import { makeClient, type Question } from '../../../src/io/roads/request.ts';
import { parseServerUrl, type ServerUrl } from '../../../src/io/roads/server-url.ts';

afterEach(() => vi.unstubAllGlobals());

const open = parseServerUrl('http://roads.example/v') as ServerUrl;
const closed = parseServerUrl('http://ann:secret@roads.example/?key=hidden') as ServerUrl;

type Turn = Error | { readonly status: number; readonly body?: string | null; readonly after?: string };
const answer = (status: number, body: string | null = '{"a":1}', after?: string): Turn =>
  after === undefined ? { status, body } : { status, body, after };
const failed = (cause: unknown, message = 'fetch failed') => new TypeError(message, { cause });
const coded = (code: unknown, message = 'x', cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code });

/** What is sent, how long is waited, and what comes of it. */
async function told(
  turns: readonly Turn[],
  question: Question = { path: 'p', maxBytes: 100 },
  { server = open, questions = 1 }: { server?: ServerUrl; questions?: number } = {},
): Promise<string> {
  const said: string[] = [];
  const left = [...turns];
  vi.stubGlobal('fetch', async (url: string, { method, headers, body }: RequestInit) => {
    said.push(`  ${method} ${url} ${JSON.stringify(headers)}${body === undefined ? '' : ` ${body}`}\n`);
    const turn = left.length > 1 ? (left.shift() as Turn) : (left[0] as Turn);
    if (turn instanceof Error) throw turn;
    const { status, body: text = '', after } = turn;
    return new Response(text, { status, headers: after === undefined ? {} : { 'retry-after': after } });
  });
  const ask = makeClient(server, {
    timeoutSeconds: 30,
    sleep: async ms => void said.push(`  waits ${ms} ms\n`),
  });
  for (let asked = 0; asked < questions; asked++) {
    const result = await ask(question).catch((error: unknown) => error);
    if (result instanceof InputError) {
      const { file, found, expected, remedy } = result.issues[0] as InputError['issues'][number];
      said.push(`  ${file}: ${found}; ${expected}; ${remedy}\n`);
    } else if (result instanceof Error) said.push(`  thrown: ${result.name} ${result.message}\n`);
    else said.push(`  ${JSON.stringify(result)}\n`);
  }
  return said.join('');
}

it('what is asked of a server, and said in the end', async () => {
  const hidden = { server: closed };
  const many = new AggregateError([coded('EHOSTUNREACH'), coded('ECONNREFUSED')], 'all failed');
  const cases: readonly (readonly [string, ...Parameters<typeof told>])[] = [
    ['an answer', [answer(200)]],
    ['a question with words behind', [answer(200)], { path: 'p/q', query: 'a=b', maxBytes: 100 }],
    [
      'a question that is posted, with what is secret',
      [answer(200)],
      { path: 'p', body: '{"q":1}', maxBytes: 100 },
      hidden,
    ],
    ['an answer that is no JSON', [answer(200, 'so: secret, hidden')], { path: 'p', maxBytes: 100 }, hidden],
    ['an answer without a body', [answer(204, null)]],
    ['an answer of just as many bytes', [answer(200, '1'.repeat(100))]],
    ['an answer of one byte more', [answer(200, '1'.repeat(101))]],
    ['a long answer that is no JSON', [answer(404, 'x'.repeat(90))]],
    ['not found', [answer(404)]],
    ['not allowed', [answer(401, 'no')]],
    ['forbidden', [answer(403, 'no')]],
    ['too often, then an answer', [answer(429, 'slow'), answer(200)]],
    [
      'too often, and when to come back',
      [answer(429, 'slow', '3'), answer(429, 'slow', '0.1'), answer(429, 'slow', '100'), answer(200)],
    ],
    [
      'too often, and a day to come back',
      [answer(429, 'slow', 'Tue, 01 Dec 2026 00:00:00 GMT'), answer(200)],
    ],
    ['too often, always', [answer(429, 'slow')]],
    ['broken, then an answer', [answer(500, 'oops'), answer(200)]],
    ['broken, always', [answer(503, 'oops')]],
    ['almost broken', [answer(499, 'oops')]],
    ['nobody there', [failed(coded('ECONNREFUSED'))]],
    ['nobody of that name', [failed(coded('ENOTFOUND'))]],
    [
      'nobody there, after an answer',
      [answer(200), failed(coded('ECONNREFUSED')), answer(200)],
      undefined,
      { questions: 2 },
    ],
    ['nobody there any more', [answer(200), failed(coded('ENOTFOUND'))], undefined, { questions: 2 }],
    ['a connection that breaks, then an answer', [failed(coded('ECONNRESET')), answer(200)]],
    ['a connection that breaks', [failed(coded('UND_ERR_SOCKET', 'other side closed'), 'terminated')]],
    ['a connection that breaks for no reason', [failed(undefined)]],
    ['a code that is no text', [failed(coded(5))]],
    ['several addresses, none of them', [failed(many)]],
    ['a cause of a cause', [failed(coded('A', 'x', coded('B', 'y', coded('C', 'z', coded('D')))))]],
    ['a port that is none', [failed(new Error('bad port'))]],
    ['a fault of the program', [new RangeError('mine')]],
    ['a fault of the program with a code', [coded('EOWN')]],
  ];
  const said: string[] = [];
  for (const [what, ...of] of cases) said.push(`${what}\n${await told(...of)}`);
  await expect(said.join('')).toMatchFileSnapshot('request.txt');
});

it('is not asked when it is told to stop, and not again when it is told meanwhile', async () => {
  const reason = new Error('stop');
  let asked = 0;
  const stop = new AbortController();
  vi.stubGlobal('fetch', async () => {
    asked++;
    stop.abort(reason);
    throw failed(coded('ECONNRESET'));
  });
  const ask = makeClient(open, { timeoutSeconds: 30, sleep: async () => {} });
  await expect(ask({ path: 'p', maxBytes: 1 }, stop.signal)).rejects.toBe(reason);
  await expect(ask({ path: 'p', maxBytes: 1 }, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(asked).toBe(1);
});

it('waits as long as it says, and no longer when it is told to stop', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 500 }));
  const stop = new AbortController();
  const ask = makeClient(open, { timeoutSeconds: 30 });
  const asking = ask({ path: 'p', maxBytes: 1 }, stop.signal);
  setTimeout(() => stop.abort(new Error('stop')), 20);
  await expect(asking).rejects.toThrow(/abort|stop/i);
});

it('a server that is silent for too long is said to be, and asked again', async () => {
  const waits: number[] = [];
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
  );
  const ask = makeClient(open, { timeoutSeconds: 0.01, sleep: async ms => void waits.push(ms) });
  await expect(ask({ path: 'p', maxBytes: 1 })).rejects.toThrow(
    'found no whole answer within 0.01 s, 5 times; expected road times as JSON; remedy: raise roads.timeout_seconds, lower roads.batch, or look at the load of the server',
  );
  expect(waits).toEqual([500, 1000, 2000, 4000]);
});
