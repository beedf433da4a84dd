import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
export type ServiceAnswer = { status: number; body: unknown };
export type GivenAnswer = ServiceAnswer | ((path: string, query: URLSearchParams) => ServiceAnswer);

export interface DataService {
  url: string;
  /** What it was asked since it was told what to answer. */
  requests: ReceivedRequest[];
  /** Answers everything with this from now on, or by the address. */
  answer(given: GivenAnswer): void;
  close(): void;
}

/** A data service that answers what it is told to, and remembers what it was asked. */
export async function openDataService(): Promise<DataService> {
  const requests: ReceivedRequest[] = [];
  let given: GivenAnswer = { status: 501, body: {} };
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      requests.push({ method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://service');
      const answer = typeof given === 'function' ? given(pathname, searchParams) : given;
      outgoing.writeHead(answer.status, { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(answer.body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests,
    answer(next) {
      given = next;
      requests.length = 0;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The same, with its answer; it ends with the test. */
export async function startDataService(given: GivenAnswer): Promise<DataService> {
  const service = await openDataService();
  service.answer(given);
  onTestFinished(() => service.close());
  return service;
}

const YEARS_AGO = '2020-01-01T00:00:00.000Z';

/** A user as the mongo-service tells of one, silent for years. */
export const silentUser = {
  id: 'u-silent', name: 'Grace', email: 'grace@example.com', timeZone: 'Europe/Berlin', locale: 'en', status: 'active', unsubscribedFrom: [],
  lastActiveAt: YEARS_AGO, lastLoginAt: YEARS_AGO, createdAt: YEARS_AGO, deactivatedAt: null, deactivationReason: null,
} as const;
