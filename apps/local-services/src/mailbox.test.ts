import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InboxMessageId, type InboxSummary } from '@carillon/domain';
import { createLogger } from '@carillon/observability';
import { createTempDirectory } from '@carillon/testing';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openMailbox } from './mailbox.ts';

const logger = { ...createLogger({ process: 'test', level: 'error' }), warn: vi.fn<(event: string) => void>() };
let directory: string;

beforeEach(async () => {
  const temp = await createTempDirectory('mailbox');
  directory = temp.path;
  logger.warn.mockClear();
  return temp.remove;
});

const open = (capacity = 10) => openMailbox({ directory, capacity, logger });

/** A message whose id ends in `number`, so that higher numbers are newer. */
function message(number: number, fields: Partial<InboxSummary> = {}) {
  const summary: InboxSummary = {
    id: InboxMessageId.parse(`msg_${String(number).padStart(26, '0')}`),
    receivedAt: '2026-11-21T10:00:00.000Z',
    from: 'a@x.test',
    to: ['b@x.test'],
    subject: `Number ${number}`,
    size: 4,
    preview: '',
    notificationId: null,
    ...fields,
  };
  return { summary, raw: Buffer.from(`raw ${number}\n`) };
}

const subjects = (page: { items: InboxSummary[] }) => page.items.map((item) => item.subject);

test('the newest message comes first, in whatever order they were stored', async () => {
  const mailbox = await open();
  await mailbox.add(message(2));
  await mailbox.add(message(3));
  await mailbox.add(message(1));
  expect(subjects(mailbox.list({ limit: 10 }))).toEqual(['Number 3', 'Number 2', 'Number 1']);
});

test('what was stored is there byte for byte after opening it again', async () => {
  const first = await open();
  const raw = Buffer.from([0, 10, 13, 255, 10]);
  await first.add({ ...message(1), raw });
  const again = await open();
  expect(await again.read(message(1).summary.id)).toEqual({ summary: message(1).summary, raw });
});

test('only the newest are kept, on disk too', async () => {
  const mailbox = await open(2);
  await mailbox.add(message(1));
  await mailbox.add(message(2));
  await mailbox.add(message(3));
  expect(subjects(mailbox.list({ limit: 10 }))).toEqual(['Number 3', 'Number 2']);
  expect(await readdir(directory)).toHaveLength(2);
});

test('a corrupt file is reported and hides nothing', async () => {
  const mailbox = await open();
  await mailbox.add(message(1));
  await writeFile(join(directory, 'msg_00000000000000000000000002.mail'), '{"half":');
  const again = await open();
  expect(subjects(again.list({ limit: 10 }))).toEqual(['Number 1']);
  expect(logger.warn).toHaveBeenCalledWith('mail-sandbox.unreadable-file', { file: join(directory, 'msg_00000000000000000000000002.mail') });
});

test('a draft that a crash left behind is no message', async () => {
  await writeFile(join(directory, 'msg_00000000000000000000000002.mail.draft'), 'half');
  expect((await open()).size()).toBe(0);
});

test('pages follow each other by cursor, and the last one says so', async () => {
  const mailbox = await open();
  await Promise.all([1, 2, 3].map((number) => mailbox.add(message(number))));
  const first = mailbox.list({ limit: 2 });
  const second = mailbox.list({ limit: 2, cursor: first.nextCursor ?? '' });
  expect([subjects(first), subjects(second), second.nextCursor]).toEqual([['Number 3', 'Number 2'], ['Number 1'], null]);
});

test.each<{ by: string; query: { to?: string; search?: string } }>([
  { by: 'part of a recipient', query: { to: 'CAROL@' } },
  { by: 'part of the subject', query: { search: 'invoice' } },
])('messages are found by $by, without regard to case', async ({ query }) => {
  const mailbox = await open();
  await mailbox.add(message(1));
  await mailbox.add(message(2, { to: ['carol@x.test'], subject: 'Your Invoice' }));
  expect(subjects(mailbox.list({ limit: 10, ...query }))).toEqual(['Your Invoice']);
});

test('a subscriber hears of each new message until it unsubscribes', async () => {
  const mailbox = await open();
  const heard: string[] = [];
  const unsubscribe = mailbox.subscribe((summary) => heard.push(summary.subject));
  onTestFinished(unsubscribe);
  await mailbox.add(message(1));
  unsubscribe();
  await mailbox.add(message(2));
  expect(heard).toEqual(['Number 1']);
});

test('an id that is a path finds nothing outside of the mailbox', async () => {
  const mailbox = await open();
  await mailbox.add(message(1));
  expect(await mailbox.read(`../${directory.split('/').at(-1) ?? ''}/${message(1).summary.id}`)).toBeNull();
});
