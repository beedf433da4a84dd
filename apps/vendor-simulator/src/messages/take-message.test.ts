import { createManualClock } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { defaultSettings } from '../settings/schema.ts';
import { createMessageBook } from './message-book.ts';
import { takeMessage } from './take-message.ts';

const clock = createManualClock(new Date('2026-03-29T01:00:00Z'));
const input = { account: 'a', key: 'k-1', reference: 'ntf_1.1', to: 'ada@example.com' };

it('a message that could not be written down was not taken: it is refused for now, unknown, and taken at the next try', async () => {
  const write = vi.fn().mockRejectedValueOnce(new Error('ENOSPC: no space left on device, write')).mockResolvedValue(undefined);
  const plan = vi.fn();
  const book = createMessageBook({ clock });
  const take = () => takeMessage({ settings: { settingsOf: () => defaultSettings }, book, journal: { write }, schedule: { plan, hasRoom: () => true }, rates: new Map(), clock, newId: () => 'm-1' }, input);

  await expect(take()).rejects.toMatchObject({ code: 'dependency-unavailable', retryAfterSeconds: 1 });
  expect(book.describeByReference('a', 'ntf_1.1')).toBeNull();
  expect(await take()).toMatchObject({ message: { reference: 'ntf_1.1' } });
  expect([write.mock.calls.length, plan.mock.calls.length]).toEqual([2, 1]);
});
