import { createManualClock } from '@carillon/domain';
import { createTempDirectory } from '@carillon/testing';
import { expect, it, onTestFinished } from 'vitest';
import { openJournal, type TakenMessage } from './journal.ts';
import { createMessageBook } from './message-book.ts';

const clock = createManualClock(new Date('2026-03-29T01:00:00Z'));
const taken = (index: number): TakenMessage => ({ id: `m-${index}`, account: 'a', key: `k-${index}`, reference: `r-${index}`, to: 'ada@example.com', takenAtMs: 0, history: [], callbacks: [] });

it('remembers a bounded number of messages, the newest ones, on disk and in memory', async () => {
  const directory = await createTempDirectory('journal');
  onTestFinished(() => directory.remove());
  const book = createMessageBook({ clock });
  const journal = await openJournal(directory.path, 10, () => book.turn());
  await takeAll(35, async (message) => {
    book.add(message);
    await journal.write({ taken: message });
  });
  await journal.close();
  expect(book.size()).toBeLessThanOrEqual(20);
  expect(book.describe('a', 'm-34')).not.toBeNull();
  expect(book.describe('a', 'm-0')).toBeNull();

  const reopened = await openJournal(directory.path, 10, () => undefined);
  const restored = createMessageBook({ clock });
  await restored.restore(reopened);
  expect(restored.size()).toBe(15);
  expect(restored.findByKey('a', 'k-34')?.id).toBe('m-34');
  await reopened.close();
});

it.each([
  ['is known from then on', 0, 'PENDING'],
  ['has come at its time', 500, 'SENT'],
  ['is not waited for when the clock was set back since', -3_600_000, 'SENT'],
])('what becomes of a message %s', (_title, laterMs, status) => {
  const book = createMessageBook({ clock });
  book.add({ ...taken(1), takenAtMs: clock.now().getTime() - laterMs, history: [{ afterMs: 500, status: 'SENT', reason: null }] });
  expect(book.describe('a', 'm-1')).toMatchObject({ status });
});

async function takeAll(count: number, take: (message: TakenMessage) => Promise<void>): Promise<void> {
  for (let index = 0; index < count; index += 1) await take(taken(index));
}
