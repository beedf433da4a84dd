import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createIdSource, createManualClock, createUlidSource, InboxMessage, InboxPage } from '@carillon/domain';
import { closeServer, createLogger, listen } from '@carillon/observability';
import { createTempDirectory } from '@carillon/testing';
import { createTransport, type Transporter } from 'nodemailer';
import { beforeEach, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { createInboxRoutes } from './inbox-routes.ts';
import { MAX_MESSAGE_BYTES, startMailSandbox } from './mail-sandbox.ts';
import { openMailbox } from './mailbox.ts';

const logger = createLogger({ process: 'test', level: 'error' });
const clock = createManualClock(new Date('2026-11-21T10:00:00.000Z'));
const ids = createIdSource(createUlidSource({ clock, randomBytes }));
let directory: string;
let transport: Transporter;
let url: string;

beforeEach(async () => {
  const temp = await createTempDirectory('sandbox');
  directory = temp.path;
  const mailbox = await openMailbox({ directory, capacity: 10, logger });
  const sandbox = await startMailSandbox({ port: 0, mailbox, clock, newId: ids.inboxMessage, logger });
  const routes = createInboxRoutes(mailbox);
  const server = createServer((request, response) => void (routes(request, response) || response.writeHead(404).end()));
  const { port } = await listen(server, { process: 'test', host: '127.0.0.1', port: 0, portVariable: 'NONE' });
  url = `http://127.0.0.1:${port}`;
  transport = createTransport({ host: '127.0.0.1', port: sandbox.port, ignoreTLS: true });
  return async () => {
    transport.close();
    await Promise.all([sandbox.close(), closeServer(server, 0)]);
    await temp.remove();
  };
});

const getJson = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();

test('what was accepted is on disk, and can be read as it came and as it is meant', async () => {
  await transport.sendMail({
    from: 'Shop <shop@x.test>',
    to: 'ann@x.test',
    bcc: 'bob@x.test',
    subject: 'Grüße',
    text: 'Hello Ann',
    html: '<p>Hello <b>Ann</b></p>',
    headers: { 'X-Carillon-Notification': 'ntf_1' },
  });
  expect(await readdir(directory)).toHaveLength(1);

  const page = InboxPage.parse(await getJson('/messages'));
  expect(page.items).toMatchObject([
    { from: 'shop@x.test', to: ['ann@x.test', 'bob@x.test'], subject: 'Grüße', preview: 'Hello Ann', receivedAt: '2026-11-21T10:00:00.000Z', notificationId: 'ntf_1' },
  ]);
  const message = InboxMessage.parse(await getJson(`/messages/${page.items[0]?.id}`));
  expect(message).toMatchObject({ html: '<p>Hello <b>Ann</b></p>', text: 'Hello Ann' });
  expect(message.headers).toContainEqual({ name: 'X-Carillon-Notification', value: 'ntf_1' });
  expect(message.raw).toContain('X-Carillon-Notification: ntf_1\r\n');
});

test('a message above 25 MiB is refused for good and leaves nothing behind', async () => {
  const attachments = [{ filename: 'large.bin', content: Buffer.alloc(MAX_MESSAGE_BYTES) }];
  await expect(transport.sendMail({ from: 'a@x.test', to: 'b@x.test', subject: 'Large', attachments })).rejects.toMatchObject({ responseCode: 552 });
  expect(await readdir(directory)).toEqual([]);
});

test('the stream tells of a new message at once', async () => {
  const response = await fetch(`${url}/messages/stream`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await transport.sendMail({ from: 'a@x.test', to: 'b@x.test', subject: 'News', text: '' });
  const event = await reader?.read();
  await reader?.cancel();
  expect(event?.value).toMatch(/^event: message\ndata: \{.*"subject":"News".*\}\n\n$/);
});

test.each([
  { path: '/messages/msg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', status: 404 },
  { path: '/messages/..%2F..%2Fetc%2Fpasswd', status: 404 },
  { path: '/messages?limit=0', status: 422 },
  { path: '/messages?limit=10&unknown=1', status: 422 },
])('$path is answered with $status', async ({ path, status }) => {
  expect((await fetch(`${url}${path}`)).status).toBe(status);
});
