import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { followEvents, reconnectDelay, type LiveStatus } from './follow-events.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((clean) => clean()));

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/events`;
}

function follow(url: string) {
  const data: string[] = [];
  const statuses: LiveStatus[] = [];
  const stop = followEvents({ url, fetch, random: () => 0.99, onMessage: (message) => data.push(message.data), onStatus: (status) => statuses.push(status) });
  cleanups.push(stop);
  return { data, statuses, stop };
}

it('resumes behind the last message after the connection broke', async () => {
  const resumedFrom: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    resumedFrom.push(request.headers['last-event-id']?.toString());
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`id: ${resumedFrom.length}\ndata: message ${resumedFrom.length}\n\n`);
  });
  const { data } = follow(url);
  await vi.waitFor(() => expect(data).toEqual(['message 1', 'message 2']), { timeout: 5_000 });
  expect(resumedFrom.slice(0, 2)).toEqual([undefined, '1']);
});

it('gives up when the session is over', async () => {
  const url = await serve((_request, response) => response.writeHead(401).end());
  const { statuses } = follow(url);
  await vi.waitFor(() => expect(statuses).toEqual(['connecting', 'refused']), { timeout: 20_000 });
});

it('closes its connection when it is stopped', async () => {
  const closed = vi.fn();
  const url = await serve((request, response) => {
    request.on('close', closed);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
  });
  const { statuses, stop } = follow(url);
  await vi.waitFor(() => expect(statuses).toContain('open'), { timeout: 20_000 });
  stop();
  await vi.waitFor(() => expect(closed).toHaveBeenCalled(), { timeout: 20_000 });
});

it.each([
  { failures: 1, random: 0, delay: 1_000 },
  { failures: 3, random: 0, delay: 4_000 },
  { failures: 3, random: 0.5, delay: 3_000 },
  { failures: 12, random: 0, delay: 30_000 },
])('waits $delay ms before reconnect $failures', ({ failures, random, delay }) => {
  expect(reconnectDelay(failures, random)).toBe(delay);
});
