import type { Database } from '@carillon/db';
import { vi } from 'vitest';

/** A fetch that comes too often is not written down at all. */
const UNLESS_REFUSED = { timeout: 1_000, interval: 5 };
const patience = { timeout: 20_000, interval: 5 };

/** What an open or a click leads to is written behind the back of its answer: resolves when the last one of them is. */
export function createFetchWaiter({ connection }: Database): () => Promise<void> {
  const events = connection.collection('trackingevents');
  const users = connection.collection('users');
  let seen = 0;

  async function countFetches(): Promise<number> {
    const [row] = await events.aggregate<{ count: number }>([{ $match: { link: null } }, { $group: { _id: null, count: { $sum: '$count' } } }]).toArray();
    return row?.count ?? 0;
  }

  async function isWithUsers(): Promise<boolean> {
    const byPeople = await events.find({ link: null, firstByPersonAt: { $ne: null } }).toArray();
    const missing = await Promise.all(byPeople.map(({ userId, campaignId, kind }) => users.countDocuments({ _id: userId, [kind === 'click' ? 'clickedCampaigns' : 'openedCampaigns']: { $ne: campaignId } })));
    return missing.every((count) => count === 0);
  }

  return async () => {
    await vi.waitFor(async () => {
      if ((await countFetches()) <= seen) throw new Error('It is not written down yet');
    }, UNLESS_REFUSED).catch(() => undefined);
    await vi.waitFor(async () => {
      if (!(await isWithUsers())) throw new Error('Its user does not have it yet');
    }, patience);
    seen = await countFetches();
  };
}
