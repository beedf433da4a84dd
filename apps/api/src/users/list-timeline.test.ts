import { decodeCursor } from '@carillon/db';
import { CampaignId, CommunicationLogId, NotificationId, UserId, type CommunicationLog, type NotificationSummary, type Permission, type UserTimelineEntry } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { listTimeline } from './list-timeline.ts';
import type { TimelineEvent } from './read-user-events.ts';

const user = { id: UserId.parse('u-1'), email: 'ada@example.com' };
const permissions: readonly Permission[] = ['users:read', 'notifications:read', 'campaigns:read'];
const at = (minute: number) => `2026-11-21T09:0${minute}:00.000Z`;

function sent(minute: number): NotificationSummary {
  return {
    id: NotificationId.parse(`ntf_0000000000000000000000000${minute}`), status: 'sent', reason: null, channel: 'email', to: user.email, userId: user.id, paymentId: null, subject: `Message ${minute}`, category: 'billing', rule: 'payment.send-reminder', template: null,
    tags: [], priority: 'normal', attemptCount: 1, createdAt: at(minute), updatedAt: at(minute), sendAt: null, nextAttemptAt: null, sentAt: at(minute),
  };
}

function heldBack(minute: number) {
  return { id: `payment.send-reminder|p-${minute}|slot`, kind: 'held-back' as const, at: at(minute), rule: 'payment.send-reminder' as const, subjectId: `p-${minute}`, slot: 'slot', state: 'skipped' as const, reason: 'paid', runId: 'run_1' };
}

const campaignId = CampaignId.parse('cmp_00000000000000000000000001');

function sentByCampaign(minute: number): CommunicationLog {
  return {
    id: CommunicationLogId.parse(`com_0000000000000000000000000${minute}`), campaignId, userId: user.id, name: 'Ada', to: user.email, status: 'delivered', reason: null, provider: 'mail',
    attemptCount: 1, createdAt: at(minute), updatedAt: at(minute), nextAttemptAt: null,
  };
}

/** Lists that know nothing of each other, each sorted and cut as the repositories do it. */
function listsOf(messages: readonly number[], occurrences: readonly number[], campaigns: readonly number[] = []) {
  const cut = <Item>(minutes: readonly number[], make: (minute: number) => Item, { limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const before = cursor === undefined ? Number.POSITIVE_INFINITY : decodeCursor(cursor).at.getTime();
    const rest = minutes.filter((minute) => Date.parse(at(minute)) < before).toSorted((one, other) => other - one);
    return { items: rest.slice(0, limit).map(make), nextCursor: rest.length > limit ? 'more' : null };
  };
  return {
    // The log finds each message twice: by the user it was for, and by the address it went to.
    notifications: { list: async (_filter: object, page: { limit: number; cursor?: string | undefined }) => cut(messages, sent, page) },
    communicationLogs: { listOfUser: async (_userId: string, page: { limit: number; cursor?: string | undefined }) => cut(campaigns, sentByCampaign, page) },
    campaigns: { findTitles: async (ids: readonly CampaignId[]) => new Map(ids.map((id) => [id, { id, name: 'Spring sale', status: 'running' as const }])) },
    listHeldBack: async (_userId: string, page: { limit: number; cursor?: string | undefined }) => cut(occurrences, heldBack, page),
  };
}

function event(id: string, minute: number): TimelineEvent {
  return { id, entry: { kind: 'event', event: 'payment-added', at: at(minute), subjectId: id, text: null, notificationId: null } };
}

const minutesOf = (items: readonly UserTimelineEntry[]) => items.map((entry) => `${entry.kind} ${Number(entry.at.slice(15, 16))}`);

describe('listTimeline', () => {
  it.each([
    ['mixes both lists by time', [1, 3, 5], [2, 4], ['notification 5', 'held-back 4', 'notification 3'], ['held-back 2', 'notification 1']],
    ['has all of one list where the other is empty', [], [1, 2, 3, 4], ['held-back 4', 'held-back 3', 'held-back 2'], ['held-back 1']],
    ['leaves nothing out where one list is much newer', [6, 7, 8, 9], [1], ['notification 9', 'notification 8', 'notification 7'], ['notification 6', 'held-back 1']],
  ])('%s, page by page', async (_promise, messages, occurrences, onFirst, onSecond) => {
    const deps = listsOf(messages, occurrences);
    const first = await listTimeline(deps, { user, events: [], permissions }, { limit: 3 });
    const second = await listTimeline(deps, { user, events: [], permissions }, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([minutesOf(first.items), minutesOf(second.items), second.nextCursor]).toEqual([onFirst, onSecond, null]);
  });

  it('mixes in what campaigns sent, with the name and state of the campaign', async () => {
    const deps = listsOf([1, 4], [2], [3, 5]);
    const first = await listTimeline(deps, { user, events: [], permissions }, { limit: 3 });
    const second = await listTimeline(deps, { user, events: [], permissions }, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([minutesOf(first.items), minutesOf(second.items), second.nextCursor]).toEqual([['campaign 5', 'notification 4', 'campaign 3'], ['held-back 2', 'notification 1'], null]);
    expect(first.items[0]).toEqual({ kind: 'campaign', at: at(5), campaign: { id: campaignId, name: 'Spring sale', status: 'running' }, recipient: sentByCampaign(5) });
  });

  it('tells of a message whose campaign is gone', async () => {
    const deps = { ...listsOf([], [], [1]), campaigns: { findTitles: async () => new Map<never, never>() } };
    expect((await listTimeline(deps, { user, events: [], permissions }, { limit: 3 })).items).toEqual([expect.objectContaining({ kind: 'campaign', campaign: null })]);
  });

  it.each<[Permission[], string[]]>([
    [['users:read'], ['held-back 2']],
    [['users:read', 'campaigns:read'], ['campaign 3', 'held-back 2']],
    [['users:read', 'notifications:read'], ['held-back 2', 'notification 1']],
  ])('tells who has %j of nothing else', async (allowed, expected) => {
    const { items, nextCursor } = await listTimeline(listsOf([1], [2], [3]), { user, events: [], permissions: allowed }, { limit: 3 });
    expect([minutesOf(items), nextCursor]).toEqual([expected, null]);
  });

  it('is empty, and at its end, for somebody who was never in touch', async () => {
    expect(await listTimeline(listsOf([], []), { user, events: [], permissions }, { limit: 3 })).toEqual({ items: [], nextCursor: null });
  });

  it('mixes in what the data services know, each event once, also where several share one instant', async () => {
    const events = [event('a', 3), event('b', 3), event('c', 3), event('d', 1)];
    const deps = listsOf([2], []);
    const first = await listTimeline(deps, { user, events, permissions }, { limit: 2 });
    const second = await listTimeline(deps, { user, events, permissions }, { limit: 2, cursor: first.nextCursor ?? '' });
    const third = await listTimeline(deps, { user, events, permissions }, { limit: 2, cursor: second.nextCursor ?? '' });
    expect([first, second, third].map(({ items }) => items.map((entry) => (entry.kind === 'event' ? entry.subjectId : entry.kind)))).toEqual([['c', 'b'], ['a', 'notification'], ['d']]);
    expect(third.nextCursor).toBeNull();
  });
});
