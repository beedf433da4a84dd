import type { Database } from '@carillon/db';
import { vi } from 'vitest';

/** A fetch that comes too often is not written down at all. */
const UNLESS_REFUSED = { timeout: 3_000, interval: 5 };
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

  /** Whose fetch shows no machine is a person's: that is written after the fetch itself, and what the user's segments are told after that. Who clicked has opened, too. */
  async function isWithUsers(): Promise<boolean> {
    const fetches = await events.find({ link: null }).toArray();
    const byPeople = fetches.filter(({ firstByPersonAt }) => firstByPersonAt !== null);
    if (fetches.some(({ firstByPersonAt, signs }) => firstByPersonAt === null && signs.length === 0)) return false;
    const facts = byPeople.flatMap(({ userId, campaignId, kind }) => (kind === 'click' ? ['openedCampaigns', 'clickedCampaigns'] : ['openedCampaigns']).map((field) => ({ userId, campaignId, field })));
    const missing = await Promise.all(facts.map(({ userId, campaignId, field }) => users.countDocuments({ _id: userId, [field]: { $ne: campaignId } })));
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
