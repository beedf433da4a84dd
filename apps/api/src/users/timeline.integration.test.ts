import { randomBytes } from 'node:crypto';
import { connectDatabase, openCampaignRepositories } from '@carillon/db';
import { Campaign, CAMPAIGN_MAX_ATTEMPTS, createIdSource, createUlidSource, defaultRetryPolicy, systemClock, UserTimeline } from '@carillon/domain';
import request from 'supertest';
import { expect, it } from 'vitest';
import { shareTestApi } from '../testing/share-test-api.ts';
import { silentUser } from '../testing/start-data-service.ts';

const shared = shareTestApi();

/** Writes down that campaigns are for `userId`, as a launch does. */
async function addRecipients(mongodbUri: string, userId: string, campaigns: readonly Campaign[]): Promise<void> {
  const database = await connectDatabase({ uri: mongodbUri });
  const { communicationLogs } = openCampaignRepositories(database.connection, { retentionDays: 30, clock: systemClock, retry: { ...defaultRetryPolicy, maxAttempts: CAMPAIGN_MAX_ATTEMPTS }, random: Math.random, onChange: () => undefined });
  const ids = createIdSource(createUlidSource({ clock: systemClock, randomBytes }));
  const leftOut = { event: 'suppressed', reason: 'The address is on the suppression list.' } as const;
  for (const { id } of campaigns) await communicationLogs.insertRecipients(id, [{ id: ids.communicationLog(), userId, name: 'Grace', to: silentUser.email, lane: 0, leftOut }], CAMPAIGN_MAX_ATTEMPTS);
  await database.close();
}

it("a user's timeline has what campaigns did, with their names and states, page by page among the rest, and nothing of other users", async () => {
  const { api, service } = shared;
  service.answer((path) => (path === '/users/u-silent' ? { status: 200, body: silentUser } : { status: 200, body: { items: [], nextCursor: null } }));
  const token = await api.tokenFor('admin');
  const call = (method: 'get' | 'post', path: string, body?: object) => request(api.url)[method](`/api/v1${path}`).auth(token, { type: 'bearer' }).send(body);
  await call('post', '/templates', { name: 'spring', subject: 'Hello', html: '<p>Hello</p>' });
  const draft = async (name: string) => Campaign.parse((await call('post', '/campaigns', { name, template: 'spring' })).body);
  const [first, second, others] = [await draft('First'), await draft('Second'), await draft('Of others')];
  await addRecipients(api.mongodbUri, silentUser.id, [first, second]);
  await addRecipients(api.mongodbUri, 'somebody-else', [others]);

  const newest = UserTimeline.parse((await call('get', '/users/u-silent/timeline?limit=1')).body);
  const rest = UserTimeline.parse((await call('get', `/users/u-silent/timeline?cursor=${newest.nextCursor}`)).body);
  expect(newest.items).toMatchObject([{ kind: 'campaign', campaign: { id: second.id, name: 'Second', status: 'draft' }, recipient: { campaignId: second.id, status: 'suppressed', reason: 'The address is on the suppression list.' } }]);
  expect(rest.items).toMatchObject([{ kind: 'campaign', campaign: { name: 'First' } }, { kind: 'event', event: 'signed-in' }, { kind: 'event', event: 'joined' }]);
});
