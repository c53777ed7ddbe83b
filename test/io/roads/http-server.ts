// A server on loopback that goes wrong on demand: each request takes the next fault of the list, if there is one.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Fault =
  | 'none'
  | 'silence'
  | 'reset'
  | 'slow-bytes'
  | 'huge'
  | 'cut'
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };

export interface TestServer {
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    readonly authorization: string | null;
  }[];
  /** taken one after the other; a function decides for ever */
  faults: Fault[] | (() => Fault);
  close(): Promise<void>;
}

export async function startServer(
  answer: (request: { readonly url: string; readonly body: string }) => {
    readonly status: number;
    readonly json: unknown;
  },
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const requests: TestServer['requests'] = [];
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const url = request.url ?? '';
    requests.push({
      method: request.method ?? '',
      url,
      body,
      authorization: request.headers.authorization ?? null,
    });
    const { faults } = started;
    const fault = typeof faults === 'function' ? faults() : (faults.shift() ?? 'none');
    if (fault === 'silence') return;
    if (fault === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (typeof fault === 'object') {
      response.writeHead(fault.status, fault.headers ?? {}).end(fault.body ?? 'Internal Server Error');
      return;
    }
    const { status, json } = answer({ url, body });
    const text = JSON.stringify(json);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (fault === 'slow-bytes') {
      let at = 0;
      const timer = setInterval(() => response.write(text[at++] ?? ' '), 50);
      timers.add(timer);
      response.on('close', () => clearInterval(timer));
    } else if (fault === 'huge') {
      const write = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    } else if (fault === 'cut') {
      response.write(text.slice(0, text.length >> 1), () => request.socket.destroy());
    } else response.end(text);
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const started: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults: [],
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return started;
}
