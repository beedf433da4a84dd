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

/** A data service that gives one answer to everything, or one by the address, and remembers what it was asked. It ends with the test. */
export async function startDataService(given: GivenAnswer): Promise<{ url: string; requests: ReceivedRequest[] }> {
  const requests: ReceivedRequest[] = [];
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
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, requests };
}

const YEARS_AGO = '2020-01-01T00:00:00.000Z';

/** A user as the mongo-service tells of one, silent for years. */
export const silentUser = {
  id: 'u-silent', name: 'Grace', email: 'grace@example.com', timeZone: 'Europe/Berlin', locale: 'en', status: 'active', unsubscribedFrom: [],
  lastActiveAt: YEARS_AGO, lastLoginAt: YEARS_AGO, createdAt: YEARS_AGO, deactivatedAt: null, deactivationReason: null,
} as const;
