import { createServer, type Server } from 'node:http';
import { closeServer, listen } from '@carillon/observability';
import type { InboxMessage } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

const summary = {
  id: 'msg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', receivedAt: '2026-11-21T10:00:00.000Z', from: 'a@example.com', to: ['b@example.com'], subject: 'Hi', size: 100, preview: 'Hi there', notificationId: null,
};
const message = { ...summary, messageId: null, html: null, text: 'Hi there', headers: [{ name: 'Subject', value: 'Hi' }], raw: 'Subject: Hi\r\n\r\nHi there' };

const asked: string[] = [];
let receive: () => void = () => undefined;
let sandbox: Server;
let local: TestApi;
let remote: TestApi;
let broken: TestApi;
beforeAll(async () => {
  // Speaks the sandbox's HTTP; the sandbox itself is tested in its own app.
  sandbox = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    if (incoming.url === '/messages/stream') {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).write(': connected\n\n');
      receive = () => outgoing.write(`event: message\ndata: ${JSON.stringify(summary)}\n\n`);
      return;
    }
    const known: Record<string, unknown> = { '/messages': { items: [summary], nextCursor: null }, [`/messages/${summary.id}`]: message };
    const body = known[incoming.url?.split('?')[0] ?? ''];
    outgoing.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  const { port } = await listen(sandbox, { process: 'sandbox', host: '127.0.0.1', port: 0, portVariable: '-' });
  [local, remote, broken] = await Promise.all([
    startTestApi({}, { inboxUrl: `http://127.0.0.1:${port}` }),
    startTestApi({}, { inboxUrl: null }),
    startTestApi({}, { inboxUrl: 'http://127.0.0.1:1' }),
  ]);
});
afterAll(async () => {
  await Promise.all([local.stop(), remote.stop(), broken.stop(), closeServer(sandbox)]);
});

const get = async (api: TestApi, path = '') => request(api.url).get(`/api/v1/inbox${path}`).auth(await api.tokenFor('viewer'), { type: 'bearer' });

describe('the inbox', () => {
  it('lists what the mail sandbox received, filtered there', async () => {
    const response = await get(local, '?to=b%40example.com&limit=5');
    expect([response.status, response.body]).toEqual([200, { items: [summary], nextCursor: null }]);
    expect(asked.at(-1)).toBe('/messages?limit=5&to=b%40example.com');
  });

  it('shows one message as it came', async () => {
    const response = await get(local, `/${summary.id}`);
    expect(response.body).toEqual(message satisfies Omit<InboxMessage, 'id'> & { id: string });
  });

  it('answers 404 for a message it does not have', async () => {
    expect((await get(local, '/msg_01J9ZK3V5Q8W7X6Y5T4R3E2W1R')).status).toBe(404);
  });

  it('is there in local mode only, and says so', async () => {
    const response = await get(remote);
    expect([response.status, response.body.detail]).toEqual([404, expect.stringContaining('local mode only')]);
  });

  it('answers 503 while the sandbox is away', async () => {
    const response = await get(broken);
    expect([response.status, response.body.code, response.headers['retry-after']]).toEqual([503, 'dependency-unavailable', '5']);
  });

  it('tells open dashboards of each new message', async () => {
    await expect.poll(() => asked).toContain('/messages/stream');
    const response = await fetch(`${local.url}/api/v1/events?types=inbox.received`, { headers: { authorization: `Bearer ${await local.tokenFor('viewer')}` } });
    const reader = response.body?.getReader();
    let read = '';
    await expect
      .poll(async () => {
        receive();
        read += new TextDecoder().decode((await reader?.read())?.value);
        return read;
      })
      .toMatch(new RegExp(`event: inbox.received\\ndata: .*"id":"${summary.id}"`));
    await reader?.cancel();
  });
});
