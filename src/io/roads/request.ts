// One question to a routing server: JSON by HTTP, with a limit on time and size, asked again after failures that pass.

import { setTimeout as wait } from 'node:timers/promises';
import { quoteCell } from '../issues.ts';
import { serverFault } from './server-fault.ts';
import type { ServerUrl } from './server-url.ts';

export interface Question {
  readonly path: string;
  readonly query?: string;
  /** JSON to post; without it the question is a GET */
  readonly body?: string;
  /** bytes that an answer may have */
  readonly maxBytes: number;
}

export interface Reply {
  /** HTTP status, below 500 and not 429 */
  readonly status: number;
  /** undefined when the body is no JSON */
  readonly json: unknown;
  /** the beginning of the body, quoted */
  readonly said: string;
}

export interface ClientOptions {
  readonly timeoutSeconds: number;
  /** waits between tries; tests do not wait */
  readonly sleep?: Sleep;
}

export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export type Ask = (question: Question, signal?: AbortSignal) => Promise<Reply>;

/** Before the second try, the third … : a server that starts anew is back within some seconds. */
const PAUSES_MS = [500, 1000, 2000, 4000];
/** a server that wants to be left alone for longer is not waited for */
const LONGEST_PAUSE_MS = 60_000;

/** What came of one try. */
type Try =
  | { readonly reply: Reply }
  | { readonly fault: string; readonly again: boolean; readonly remedy: string; readonly pauseMs?: number };

/** @throws InputError from each question that is not answered, after the last try; the signal's reason when it stops */
export function makeClient(server: ServerUrl, options: ClientOptions): Ask {
  const { timeoutSeconds, sleep = pause } = options;
  let answered = false;
  return async (question, signal) => {
    for (let turn = 0; ; turn++) {
      signal?.throwIfAborted();
      const result = await tryOnce(server, question, timeoutSeconds, signal);
      if ('reply' in result) {
        answered = true;
        return result.reply;
      }
      signal?.throwIfAborted();
      const { fault, remedy } = result;
      // a server that was never there is not waited for
      const again = result.again || (answered && fault.startsWith(NOBODY));
      if (!again || turn === PAUSES_MS.length) {
        const tries = turn === 0 ? '' : `, ${turn + 1} times`;
        throw serverFault(server.shown, `${fault}${tries}`, 'road times as JSON', remedy);
      }
      const delay = Math.max(PAUSES_MS[turn] as number, result.pauseMs ?? 0);
      await sleep(Math.min(LONGEST_PAUSE_MS, delay), signal);
    }
  };
}

const pause: Sleep = (ms, signal) => wait(ms, undefined, signal ? { signal } : {});

const NOBODY = 'nobody answers';

async function tryOnce(
  server: ServerUrl,
  question: Question,
  timeoutSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Try> {
  // one clock for connecting, headers and body: a server that sends a byte now and then is as silent as one that sends none
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, timeoutSeconds * 1000);
  const leave = () => stop.abort();
  signal?.addEventListener('abort', leave);
  try {
    const response = await fetch(server.to(question.path, question.query), {
      method: question.body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(question.body !== undefined && { 'content-type': 'application/json' }),
        ...(server.authorization !== null && { authorization: server.authorization }),
      },
      ...(question.body !== undefined && { body: question.body }),
      signal: stop.signal,
    });
    const text = await readText(response, question.maxBytes);
    if (text === null) {
      stop.abort();
      return {
        fault: `an answer of more than ${question.maxBytes} bytes`,
        again: false,
        remedy: 'check that the address is that of a routing server',
      };
    }
    return judge(response, text, server);
  } catch (error) {
    if (late) {
      return {
        fault: `no whole answer within ${timeoutSeconds} s`,
        again: true,
        remedy: 'raise roads.timeout_seconds, lower roads.batch, or look at the load of the server',
      };
    }
    return faultOf(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

/** Null when it is longer than it may be; nothing more of it is read then. */
async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function judge(response: Response, text: string, server: ServerUrl): Try {
  const { status } = response;
  // cut first, for there may be much of it, but behind what is quoted: half a secret would not be found
  const said = quoteCell(server.hide(text.slice(0, 10_000)));
  if (status === 429 || status >= 500) {
    const after = Number(response.headers.get('retry-after') ?? '');
    return {
      fault: `HTTP ${status} ${said}`,
      again: true,
      remedy:
        status === 429
          ? 'ask less often, or use a server of your own'
          : 'look at the log of the server, and begin again: what is answered already is in roads.cache, if that is set',
      ...(after > 0 && { pauseMs: after * 1000 }),
    };
  }
  if (status === 401 || status === 403) {
    return {
      fault: `HTTP ${status} ${said}`,
      again: false,
      remedy: 'give the user and password, or the key, that the server wants, in its address',
    };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { reply: { status, json, said } };
}

const BAD_PORT: Try = {
  fault: 'a port that is not for HTTP',
  again: false,
  remedy: 'let the server listen on another one, such as 5000 or 8002',
};

/** What the network said: undici wraps it into `fetch failed` or `terminated`. */
function faultOf(error: unknown): Try {
  let cause: unknown = error;
  const seen: string[] = [];
  for (let depth = 0; depth < 4 && cause instanceof Error; depth++) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') seen.push(code);
    // ports of mail and the like, which the fetch standard never asks
    if (cause.message === 'bad port') return BAD_PORT;
    // several addresses were tried: what the first said
    const [first] = (cause as AggregateError).errors ?? [];
    cause = cause.cause ?? first;
  }
  const code = seen.at(-1) ?? '';
  // what is no matter of the network is a mistake of ours
  if (code === '' && !(error instanceof TypeError)) throw error;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return {
      fault: `${NOBODY} (${code})`,
      again: false,
      remedy: 'start the server, and check host and port of the address',
    };
  }
  return {
    fault: `the connection broke (${code === '' ? 'no reason given' : code})`,
    again: true,
    remedy: 'check that the server runs, and that the address has the right http or https',
  };
}
