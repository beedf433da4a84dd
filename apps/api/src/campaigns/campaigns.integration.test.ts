import { randomUUID } from 'node:crypto';
import { connectDatabase, createUserRepository, userModel } from '@carillon/db';
import { AcceptedNotification, Campaign, CampaignOverview, CampaignPage, CancelResult, LaunchResult, RetryFailedResult, UserId } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

// No worker runs here: what is launched stays as the API left it.
let api: TestApi;
let token = '';
beforeAll(async () => {
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/campaigns-${randomUUID()}`;
  api = await startTestApi({ MONGODB_URI: mongodb.href });
  token = await api.tokenFor('operator');
  await call('post', '/api/v1/templates', { name: 'spring', subject: 'Hello {{ name }}', html: '<p>{{ attributes.city }}</p>', layout: 'none' });
  const database = await connectDatabase({ uri: mongodb.href });
  const given = { tags: [], unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: new Date() };
  const [ada, bob] = [UserId.parse('ada'), UserId.parse('bob')];
  await createUserRepository({ model: userModel(database.connection) }).upsertMany(
    [{ ...given, id: ada, name: 'ada', email: 'ada@example.com', attributes: { city: 'London' } }, { ...given, id: bob, name: 'bob', email: 'bob@example.com', attributes: {} }],
    { now: new Date(), source: 'test', newId: (identity) => UserId.parse(identity) },
  );
  await database.close();
});
afterAll(() => api.stop());

const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => request(api.url)[method](path).auth(token, { type: 'bearer' }).send(body);
const draft = async (input: object = {}) => Campaign.parse((await call('post', '/api/v1/campaigns', { name: 'Spring sale', template: 'spring', ...input })).body);
const at = (id: string, verb: string) => `/api/v1/campaigns/${id}/${verb}`;

describe('a draft', () => {
  it('is made, changed by version, listed and removed', async () => {
    const { id, version } = await draft();
    const changed = await call('patch', `/api/v1/campaigns/${id}`, { version, name: 'Autumn sale' });
    expect(changed.body).toMatchObject({ name: 'Autumn sale', version: 2, status: 'draft' });
    expect((await call('patch', `/api/v1/campaigns/${id}`, { version, name: 'Late' })).body).toMatchObject({ status: 409, code: 'version-conflict' });
    const page = CampaignPage.parse((await call('get', '/api/v1/campaigns?status=draft&search=autumn')).body);
    expect(page.items.map((item) => [item.campaign.id, item.stats.total])).toEqual([[id, 0]]);
    expect((await call('delete', `/api/v1/campaigns/${id}`)).status).toBe(204);
    expect((await call('get', `/api/v1/campaigns/${id}`)).body).toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['/segmentId', { segmentId: 'seg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' }],
    ['/template', { template: 'no-such-template' }],
    ['/schedule/at', { schedule: { at: '2001-01-01T09:00', timeZone: 'Europe/Berlin' } }],
    ['/schedule/timeZone', { schedule: { at: '2101-01-01T09:00', timeZone: 'Nowhere' } }],
    ['/ratePerSecond', { ratePerSecond: 0 }],
  ])('is refused with a pointer to %s', async (pointer, input) => {
    const { status, body } = await call('post', '/api/v1/campaigns', { name: 'x', template: 'spring', ...input });
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('is made once for one Idempotency-Key', async () => {
    const post = () => call('post', '/api/v1/campaigns', { name: 'Once', template: 'spring' }).set('idempotency-key', 'once-1');
    const [first, second] = [await post(), await post()];
    expect(second.body.id).toBe(first.body.id);
  });
});

describe('launching', () => {
  it('writes down who did it, and keeps what was launched as it was', async () => {
    const segment = (await call('post', '/api/v1/segments', { name: 'Londoners', rule: { op: 'equals', field: 'attributes.city', value: 'London' } })).body;
    const { id } = await draft({ segmentId: segment.id });
    expect((await call('get', at(id, 'launch'))).body).toEqual({ by: null, segmentName: 'Londoners', subject: 'Hello {{ name }}', example: null });
    await call('post', at(id, 'launch'), {});
    await call('post', at(id, 'cancel'));
    await call('delete', `/api/v1/segments/${segment.id}`);
    expect((await call('get', `/api/v1/segments/${segment.id}`)).status).toBe(404);
    expect((await call('get', at(id, 'launch'))).body).toEqual({ by: expect.objectContaining({ kind: 'operator' }), segmentName: 'Londoners', subject: 'Hello {{ name }}', example: null });
    expect((await call('get', at(id, 'logs/com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q/message'))).status).toBe(404);
  });

  it('reviewed, says whom it reaches, what they read and what some of them lack, and changes nothing', async () => {
    const { id } = await draft();
    const { campaign, review } = LaunchResult.parse((await call('post', at(id, 'launch'), { dryRun: true })).body);
    expect(campaign.status).toBe('draft');
    expect(review.audience).toEqual({ included: 2, excluded: [], exact: true });
    expect(review.samples).toMatchObject([{ to: 'ada@example.com', subject: 'Hello ada', html: '<p>London</p>' }]);
    expect(review.problems).toMatchObject([{ code: 'undefined-variables', blocking: false, message: expect.stringContaining('1 of 2') }]);
  });

  it('starts it once', async () => {
    const { id } = await draft();
    const [first, second] = [await call('post', at(id, 'launch'), {}), await call('post', at(id, 'launch'), {})];
    expect(first.body.campaign).toMatchObject({ status: 'running', templateVersion: 1 });
    expect(second.body).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('refuses a provider that nobody has set up', async () => {
    const { id } = await draft({ providers: ['no-such-provider'] });
    expect((await call('post', at(id, 'launch'), {})).body).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/providers' }] });
  });

  it('schedules what has a time, in its time zone, and takes it back', async () => {
    const { id } = await draft({ schedule: { at: '2101-07-01T09:00', timeZone: 'Europe/Berlin' } });
    expect((await call('post', at(id, 'launch'), {})).body.campaign).toMatchObject({ status: 'scheduled', startsAt: '2101-07-01T07:00:00.000Z' });
    expect((await call('post', at(id, 'unschedule'), {})).body).toMatchObject({ status: 'draft', startsAt: null });
  });
});

describe('a campaign under way', () => {
  it('is on the overview until it ends, and stays there as long as the range goes back to its start', async () => {
    const read = async () => CampaignOverview.parse((await call('get', '/api/v1/overview/campaigns?range=1h')).body);
    const before = await read();
    const { id } = await draft();
    expect(await read()).toMatchObject({ campaigns: before.campaigns, running: before.running });
    await call('post', at(id, 'launch'), {});
    expect(await read()).toMatchObject({ campaigns: before.campaigns + 1, running: before.running + 1, paused: before.paused });
    await call('post', at(id, 'pause'), {});
    expect(await read()).toMatchObject({ campaigns: before.campaigns + 1, running: before.running, paused: before.paused + 1 });
    await call('post', at(id, 'cancel'), {});
    expect(await read()).toMatchObject({ campaigns: before.campaigns + 1, running: before.running, paused: before.paused });
  });

  it('is paused, resumed and cancelled, and refuses what its state does not allow', async () => {
    const { id } = await draft();
    await call('post', at(id, 'launch'), {});
    expect((await call('post', at(id, 'resume'), {})).body).toMatchObject({ code: 'conflict' });
    expect((await call('post', at(id, 'pause'), {})).body).toMatchObject({ status: 'paused', reason: expect.stringContaining('Paused by') });
    expect((await call('post', at(id, 'resume'), {})).body).toMatchObject({ status: 'running', reason: null });
    expect(CancelResult.parse((await call('post', at(id, 'cancel'), {})).body)).toMatchObject({ left: 0, campaign: { status: 'cancelled' } });
    expect((await call('post', at(id, 'resume'), {})).body).toMatchObject({ code: 'conflict' });
  });

  it('counts whom another round would reach, and refuses one for nobody', async () => {
    const { id } = await draft();
    await call('post', at(id, 'launch'), {});
    expect(RetryFailedResult.parse((await call('post', at(id, 'retry-failed'), { dryRun: true })).body).count).toBe(0);
    expect((await call('post', at(id, 'retry-failed'), {})).body).toMatchObject({ code: 'conflict' });
  });

  it('has a log of its own, with a CSV of it', async () => {
    const { id } = await draft();
    expect((await call('get', at(id, 'logs?status=failed,unknown&search=ada'))).body).toEqual({ items: [], nextCursor: null });
    expect((await call('get', at(id, 'logs/export.csv'))).text).toBe('id,userId,name,to,status,reason,provider,attemptCount,createdAt,updatedAt\r\n');
    expect((await call('get', at(id, 'logs/com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q'))).body).toMatchObject({ code: 'not-found' });
  });
});

describe('a test send', () => {
  it('takes the road of all notifications, tagged', async () => {
    const { id } = await draft();
    const accepted = AcceptedNotification.parse((await call('post', at(id, 'test'), { to: 'me@example.com' })).body);
    expect((await call('get', `/api/v1/notifications/${accepted.id}`)).body).toMatchObject({ to: 'me@example.com', subject: 'Hello ada', tags: ['TEST'], category: 'test' });
  });

  it('goes to no address of another channel', async () => {
    const { id } = await draft();
    expect((await call('post', at(id, 'test'), { to: '+4930123456' })).body).toMatchObject({ errors: [{ pointer: '/to' }] });
  });
});
