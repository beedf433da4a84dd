import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createTempDirectory } from '@carillon/testing';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { startMailServer, type MailServer } from './mail-server.ts';

let server: MailServer;
let recordFile: string;
beforeAll(async () => {
  const directory = await createTempDirectory('mail-server');
  recordFile = join(directory.path, 'mail.jsonl');
  server = await startMailServer(recordFile);
  return () => directory.remove();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.behave(null);
  await server.takeItsTime(null);
});

function open(): Socket {
  const socket = connect(server.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function say(socket: Socket, line: string): Promise<string> {
  socket.write(line);
  return String((await once(socket, 'data'))[0]);
}

it('what only a new connection meets cuts those that stand, and is counted', async () => {
  const standing = open();
  await once(standing, 'data');
  const cut = once(standing, 'close');
  await server.behave({ phase: 'helo', reaction: 451 });
  await cut;
  const anew = open();
  await once(anew, 'data');
  expect(await say(anew, 'EHLO client\r\n')).toMatch(/^451 /);
  expect(await server.behave(null)).toBe(1);
});

it('what a standing connection meets leaves it alone, and counts nothing while nobody comes by', async () => {
  const standing = open();
  await once(standing, 'data');
  await server.behave({ phase: 'mail', reaction: 'hang' });
  expect(await say(standing, 'EHLO client\r\n')).toMatch(/^250 /);
  expect(await server.behave(null)).toBe(0);
});

it('one that takes its time has messages under way, until their senders are gone', async () => {
  await server.takeItsTime({ fromMs: 600_000, toMs: 600_000, seed: 1 });
  const sender = open();
  await once(sender, 'data');
  sender.write('RCPT TO:<ada@example.com>\r\n');
  await expect.poll(() => server.underWay()).toBe(1);
  sender.destroy();
  await expect.poll(() => server.underWay()).toBe(0);
});

it('a message is taken, and written down, before its answer', async () => {
  const sender = open();
  await once(sender, 'data');
  await say(sender, 'RCPT TO:<ada@example.com>\r\n');
  await say(sender, 'DATA\r\n');
  await server.takeItsTime({ fromMs: 600_000, toMs: 600_000, seed: 1 });
  sender.write('Message-ID: <1@example.com>\r\n\r\nHello\r\n.\r\n');
  await expect.poll(() => server.underWay()).toBe(1);
  expect(JSON.parse(await readFile(recordFile, 'utf8'))).toMatchObject({ event: 'taken', messageId: '<1@example.com>', to: 'ada@example.com' });
});
