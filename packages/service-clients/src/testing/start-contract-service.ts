import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { ServiceName } from '@carillon/domain';
import type { z } from 'zod';
import type { Contract, Operation } from '../contracts.ts';
import { verifyInternalToken } from '../internal-token.ts';

type Parsed<Op extends Operation> = { [Place in keyof Op['request']]: Op['request'][Place] extends z.ZodType ? z.output<Op['request'][Place]> : never };

/** Thrown by an answer: the service says no. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** What the stand-in answers, by operation of the contract. */
export type Answers<C extends Contract> = { [Name in keyof C]?: (input: Parsed<C[Name]>) => z.input<C[Name]['response']> };
/** What goes wrong instead of an answer. */
export type Fault = (response: ServerResponse) => void;

export const faults = {
  error: (response) => void response.writeHead(500).end(),
  hang: () => undefined,
  wrongJson: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[{"id":7}],"nextCursor":null}'),
} satisfies Record<string, Fault>;

/** A real HTTP server that keeps to a contract: it checks tokens and requests, and what it answers. Faults come first. */
export async function startContractService<C extends Contract>(name: ServiceName, contract: C, { answers, secret, fault }: { answers: Answers<C>; secret: string; fault(operation: string): Fault | null }) {
  const routes = Object.entries(contract).map(([operation, { method, path, request, response }]) => ({
    operation, request, response, method: method.toUpperCase(), pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`), literal: !path.includes(':'),
  }));
  const ordered = [...routes.filter(({ literal }) => literal), ...routes.filter(({ literal }) => !literal)];

  async function answer(incoming: IncomingMessage): Promise<{ status: number; body: unknown } | Fault> {
    const url = new URL(incoming.url ?? '/', 'http://stand-in');
    const route = ordered.find(({ method, pattern }) => method === incoming.method && pattern.test(url.pathname));
    if (route === undefined) return { status: 404, body: {} };
    const wrong = fault(route.operation);
    if (wrong !== null) return wrong;
    const token = incoming.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!verifyInternalToken(token, { audience: name, secrets: [secret], now: new Date() }).ok) return { status: 401, body: { type: 'about:blank', title: 'No', status: 401, code: 'unauthenticated', requestId: 'r' } };
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const input = {
      params: route.request.params?.parse(route.pattern.exec(url.pathname)?.groups ?? {}),
      query: route.request.query?.parse(Object.fromEntries(url.searchParams)),
      body: route.request.body?.parse(text === '' ? {} : JSON.parse(text)),
    };
    // Which answer belongs to which input is known by the name alone.
    const give = answers[route.operation] as ((given: typeof input) => unknown) | undefined;
    if (give === undefined) return { status: 404, body: {} };
    try {
      return { status: 200, body: route.response.parse(give(input)) };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: { type: 'about:blank', title: 'No', status: error.status, code: 'conflict', detail: error.message, requestId: 'r' } };
      throw error;
    }
  }

  const server = createServer((incoming, response) => {
    answer(incoming).then(
      (given) => (typeof given === 'function' ? given(response) : response.writeHead(given.status, { 'content-type': 'application/json' }).end(JSON.stringify(given.body))),
      (error: unknown) => response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
