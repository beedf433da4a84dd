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

function follow(url: string, fetch = globalThis.fetch) {
  const data: string[] = [];
  const statuses: LiveStatus[] = [];
  const onGap = vi.fn();
  const stop = followEvents({ url, fetch, random: () => 0.99, onGap, onMessage: (message) => data.push(message.data), onStatus: (status) => statuses.push(status) });
  cleanups.push(stop);
  return { data, statuses, onGap, stop };
}

/** A stream that arrives in exactly these pieces and ends. */
function streamOf(pieces: readonly string[]): typeof globalThis.fetch {
  const body = new ReadableStream<string>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return async () => new Response(body.pipeThrough(new TextEncoderStream()), { headers: { 'content-type': 'text/event-stream' } });
}

it.each([
  { what: 'a message with id, event and data', pieces: ['id: 7\nevent: notification.changed\ndata: {"a":1}\n\n'], data: ['{"a":1}'] },
  { what: 'a message that arrives byte by byte', pieces: [...'id: 8\r\ndata: x\r\n\r\n'], data: ['x'] },
  { what: 'a carriage return at the end of a piece as half a line end', pieces: ['data: a\r', '\ndata: b\r\n\r\n'], data: ['a\nb'] },
  { what: 'bare carriage returns as line ends', pieces: ['data: a\rdata: b\r\rdata: c\r\r\n'], data: ['a\nb', 'c'] },
  { what: 'nothing in comments, messages without data and times to wait', pieces: ['retry: 2000\n\n: heartbeat\n\nevent: lonely\n\ndata: y\n\n'], data: ['y'] },
  { what: 'data that is empty or has no space before it', pieces: ['data\n\ndata:z\n\n'], data: ['', 'z'] },
  { what: 'no message whose empty line has not come', pieces: ['data: y\n\ndata: unfinished\n'], data: ['y'] },
])('reads $what', async ({ pieces, data: expected }) => {
  const { data, statuses } = follow('/events', streamOf(pieces));
  await vi.waitFor(() => expect(statuses).toEqual(['connecting', 'open', 'lost']), { timeout: 20_000 });
  expect(data).toEqual(expected);
});

it('resumes behind the last message that had an id, on later connections too', async () => {
  const resumedFrom: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    resumedFrom.push(request.headers['last-event-id']?.toString());
    const text = ['id: 1\ndata: a\n\ndata: b\n\n', 'data: c\n\n'][resumedFrom.length - 1] ?? '';
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
  });
  follow(url);
  await vi.waitFor(() => expect(resumedFrom.slice(0, 3)).toEqual([undefined, '1', '1']), { timeout: 20_000 });
});

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

it.each([
  { what: 'each opening while no place to resume from is known', texts: ['data: a\n\n'], gaps: 2 },
  { what: 'an opening, but none that resumes from the place that was told on it', texts: ['id: 1\nevent: opened\ndata: {}\n\n', 'data: b\n\n'], gaps: 1 },
  { what: 'what the server says it can not tell any more', texts: ['id: 1\nevent: opened\ndata: {}\n\n', 'id: 2\nevent: reload\ndata: {}\n\n'], gaps: 2 },
])('takes as a gap $what', async ({ texts, gaps }) => {
  const waiting = [...texts];
  const url = await serve((_request, response) => {
    const text = waiting.shift();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text ?? 'data: end\n\n', () => text !== undefined && response.end());
  });
  const { data, onGap } = follow(url);
  await vi.waitFor(() => expect(data.at(-1)).toBe('end'), { timeout: 20_000 });
  expect(onGap).toHaveBeenCalledTimes(gaps);
  expect(data).not.toContain('{}');
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
