import { CampaignId, UserId, type CampaignStatus, type LiveEvent, type NotificationStatus, type UserTimelineEntry } from '@carillon/domain';
import { expect, it } from 'vitest';
import { aNotification } from '../../testing/a-notification.ts';
import { concernsUser } from './concerns-user.ts';

const ada = { id: UserId.parse('ada'), email: 'Ada@example.com' };
const id = CampaignId.parse('cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const message = (userId: string | null, to: string): LiveEvent => ({ type: 'notification.changed', previous: null, notification: aNotification({ userId, to }) });
const campaign = (status: CampaignStatus, campaignId = id) => ({ type: 'campaign.changed', campaign: { id: campaignId, status }, stats: {} }) as LiveEvent;
const entry = (status: CampaignStatus, recipient: NotificationStatus) => ({ kind: 'campaign', campaign: { id, status }, recipient: { status: recipient } }) as UserTimelineEntry;

it.each<[boolean, string, LiveEvent, UserTimelineEntry[]]>([
  [true, 'a message for them', message('ada', 'elsewhere@example.com'), []],
  [true, 'a message to their address, however it is written', message(null, 'ada@example.com'), []],
  [false, 'a message for somebody else', message('bob', 'bob@example.com'), []],
  [true, 'a campaign that is about to send to them', campaign('running'), [entry('running', 'sending')]],
  [false, 'a campaign that has sent to them and goes on', campaign('running'), [entry('running', 'sent')]],
  [true, 'a campaign that has sent to them and has ended', campaign('finished'), [entry('running', 'sent')]],
  [false, 'a campaign they are not in', campaign('running'), []],
  [false, 'another campaign', campaign('running', CampaignId.parse('cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1R')), [entry('running', 'sending')]],
  [false, 'a queue', { type: 'queue.changed', name: 'user', paused: true }, []],
])('%s: %s', (concerned, _what, event, shown) => {
  expect(concernsUser(event, ada, shown)).toBe(concerned);
});
