import type { OutgoingMessage } from '@carillon/domain';
import { sendNotification, warnInactiveUser } from '@carillon/jobs/handlers';
import { aUser } from '@carillon/jobs/testing';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { openCampaignWorld, providerNamed } from './testing/open-campaign-world.ts';
import { openReminderWorld } from './testing/open-reminder-world.ts';

const servers = { redisUrl: inject('redisUrl'), mongodbUri: inject('mongodbUri') };
const oneClick = { 'List-Unsubscribe': expect.stringMatching(/^<http:\/\/localhost\/u\/1u\.[\w.-]+>$/), 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

it('a reminder can be unsubscribed from, by the mail program and by its reader', async () => {
  const world = await openReminderWorld(servers);
  onTestFinished(() => world.close());
  const lastSeen = '2025-12-01T00:00:00.000Z';
  world.data.users.set('ada', aUser('ada', { lastActiveAt: lastSeen, lastLoginAt: lastSeen, createdAt: lastSeen }));
  await warnInactiveUser({ runId: 'run', subjectId: 'ada', userId: 'ada', slot: `activity.${Date.parse(lastSeen)}`, parameters: {} }, world.deps);
  const [log] = (await world.notifications.list({}, { limit: 1 })).items;
  await (log && sendNotification({ notificationId: log.id }, world.deps));
  expect(world.sent).toMatchObject([{ headers: oneClick, text: expect.stringContaining('http://localhost/u/1u.'), html: expect.stringContaining('http://localhost/u/1u.') }]);
  expect(world.sent[0]?.html).not.toContain('/t/');
});

it.each([
  ['tracks its readers where it is asked to', true],
  ['tracks nobody by itself', undefined],
])('a campaign %s', async (_title, tracking) => {
  const sent: OutgoingMessage[] = [];
  const account = providerNamed('one', async (message, { onHandOver }) => {
    await onHandOver();
    sent.push(message);
    return { kind: 'accepted', code: 202, text: 'ok', providerMessageId: 'p1' };
  });
  const world = await openCampaignWorld({ ...servers, accounts: [account] });
  onTestFinished(() => world.close());
  await world.addUsers(1);
  world.startWorker();
  await world.launch(tracking === undefined ? {} : { tracking });
  await vi.waitFor(() => expect(sent).toMatchObject([{ headers: oneClick }]), { timeout: 10_000 });
  expect(sent[0]?.html?.includes('<img src="http://localhost/t/o/1o.')).toBe(tracking === true);
});
