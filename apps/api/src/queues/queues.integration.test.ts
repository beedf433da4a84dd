import { QueueStatusList } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { startProxy } from '../testing/start-proxy.ts';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const list = async (from = api) => request(from.url).get('/api/v1/queues').auth(await from.tokenFor('viewer'), { type: 'bearer' });
const change = async (name: string, verb: 'pause' | 'resume', role: 'viewer' | 'operator' = 'operator') => request(api.url).post(`/api/v1/queues/${name}/${verb}`).auth(await api.tokenFor(role), { type: 'bearer' });

describe('queues', () => {
  it('are all listed with how they stand', async () => {
    const { items } = QueueStatusList.parse((await list()).body);
    expect(items.map(({ name }) => name)).toEqual(['notification', 'payment', 'user', 'verification', 'campaign', 'receipt', 'maintenance']);
    expect(items[1]).toEqual({ name: 'payment', paused: false, pausedAt: null, pausedBy: null, depth: { waiting: 0, active: 0, delayed: 0 }, oldestWaitingMs: null, perMinute: { completed: 0, failed: 0 }, workers: 0 });
  });

  it('can be paused and resumed, twice as well as once, and it is written down', async () => {
    expect((await change('user', 'pause')).body).toMatchObject({ name: 'user', paused: true, pausedAt: expect.stringMatching(/^20/), pausedBy: expect.stringContaining('operator') });
    expect((await change('user', 'pause')).status).toBe(200);
    expect((await list()).body.items.filter(({ paused }: { paused: boolean }) => paused)).toEqual([expect.objectContaining({ name: 'user' })]);
    expect((await change('user', 'resume')).body).toMatchObject({ paused: false, pausedAt: null, pausedBy: null });
    const audit = await request(api.url).get('/api/v1/audit?subject=user').auth(await api.tokenFor('admin'), { type: 'bearer' });
    expect(audit.body.items.map(({ action, outcome }: { action: string; outcome: string }) => [action, outcome])).toEqual([['queue.resumed', 'done'], ['queue.paused', 'done'], ['queue.paused', 'done']]);
  });

  it('tell open dashboards when they are paused or resumed', async () => {
    const response = await fetch(`${api.url}/api/v1/events?types=queue.changed`, { headers: { authorization: `Bearer ${await api.tokenFor('viewer')}` } });
    const reader = response.body?.getReader();
    let read = '';
    // The process begins to follow the stream of events at some time after its start.
    await expect
      .poll(async () => {
        await change('user', 'pause');
        await change('user', 'resume');
        read += new TextDecoder().decode((await reader?.read())?.value);
        return read;
      })
      .toMatch(/event: queue.changed\ndata: .*"name":"user","paused":true/);
    await reader?.cancel();
  });

  it.each(['pause', 'resume'] as const)('viewers can not %s them', async (verb) => {
    expect((await change('user', verb, 'viewer')).status).toBe(403);
  });

  it('that do not exist are not found', async () => {
    expect((await change('nothing', 'pause')).status).toBe(404);
  });

  it('are not available while Redis is not, and come back with it', async () => {
    const redis = new URL(inject('redisUrl'));
    const proxy = await startProxy({ host: redis.hostname, port: Number(redis.port) });
    onTestFinished(() => proxy.close());
    const behindProxy = await startTestApi({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
    onTestFinished(() => behindProxy.stop());
    await expect.poll(async () => (await list(behindProxy)).status).toBe(200);
    proxy.cut();
    await expect.poll(async () => (await list(behindProxy)).body).toMatchObject({ status: 503, code: 'dependency-unavailable' });
    proxy.restore();
    await expect.poll(async () => (await list(behindProxy)).status, { timeout: 10_000 }).toBe(200);
  });
});
