import { UserId } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { recordUserConsent } from './handler.ts';

const userId = UserId.parse('u-1');
const decision = { category: 'news', wanted: false, at: '2026-11-22T08:00:00.000Z', source: 'one-click:com_1' };
const refused = (status: number) => Object.assign(new Error('refused'), { kind: 'refused', status });

it('writes the decision down as it was made, run twice as run once', async () => {
  const recordConsent = vi.fn().mockResolvedValue({});
  await recordUserConsent({ userId, ...decision }, { mongo: { recordConsent } });
  expect(await recordUserConsent({ userId, ...decision }, { mongo: { recordConsent } })).toEqual({ outcome: 'recorded' });
  expect(recordConsent.mock.calls).toEqual([[{ params: { id: userId }, body: decision }], [{ params: { id: userId }, body: decision }]]);
});

it('has nothing to do for a user who was taken away', async () => {
  expect(await recordUserConsent({ userId, ...decision }, { mongo: { recordConsent: vi.fn().mockRejectedValue(refused(404)) } })).toMatchObject({ outcome: 'skipped' });
});

it('is tried again while users can not be reached', async () => {
  await expect(recordUserConsent({ userId, ...decision }, { mongo: { recordConsent: vi.fn().mockRejectedValue(refused(503)) } })).rejects.toThrow('refused');
});
