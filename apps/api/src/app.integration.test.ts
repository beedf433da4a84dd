import { randomBytes } from 'node:crypto';
import { createTempDirectory, startTestRedis } from '@carillon/testing';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { startProxy } from './testing/start-proxy.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const Document = z.object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) });

describe('the OpenAPI document', () => {
  it('has an operation id of its own for every operation', async () => {
    const { paths } = Document.parse((await request(api.url).get('/api/v1/openapi.json')).body);
    const ids = Object.values(paths).flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId));
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows the original address of notifications beside their own', async () => {
    const { paths } = Document.parse((await request(api.url).get('/api/v1/openapi.json')).body);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/notification', '/api/v1/notifications', '/api/v1/notifications/{id}']));
  });
});

describe('the documentation', () => {
  it('is a page without a script inside, whose scripts come from here', async () => {
    const page = await request(api.url).get('/docs');
    const sources = [...page.text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)].map((match) => [/src="([^"]+)"/.exec(match[1] ?? '')?.[1], match[2]]);
    const answers = await Promise.all(sources.map(([source]) => request(api.url).get(String(source))));
    expect(sources.map(([, inside]) => inside)).toEqual(['', '']);
    expect(answers.map(({ status, type }) => [status, type])).toEqual([[200, 'text/javascript'], [200, 'text/javascript']]);
  });
});

describe('security headers', () => {
  it('let no script run that is not a file of ours', async () => {
    const { headers } = await request(api.url).get('/docs');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/upgrade-insecure-requests|unsafe-eval/);
    expect([headers['x-content-type-options'], headers['x-frame-options'], headers['x-powered-by']]).toEqual(['nosniff', 'DENY', undefined]);
  });
});

describe('the log', () => {
  it('has one line for each request, with its route and without what stood in it', async () => {
    const token = await api.tokenFor('admin');
    await request(api.url).get('/api/v1/notifications?recipient=secret@example.com').auth(token, { type: 'bearer' }).set('x-request-id', 'one-line-please');
    const ofRequest = () => api.lines.filter(({ fields }) => fields['requestId'] === 'one-line-please');
    await expect.poll(ofRequest).toHaveLength(1);
    expect(ofRequest()[0]).toMatchObject({ level: 'info', event: 'request.finished', fields: { method: 'GET', route: '/api/v1/notifications', status: 200, actor: expect.stringMatching(/^operator:opr_/) } });
    expect(JSON.stringify(ofRequest())).not.toContain('secret@example.com');
  });
});

describe('metrics', () => {
  it('count requests by route template', async () => {
    await request(api.url).get('/api/v1/templates/some-name');
    const read = async () => (await request(api.url).get('/metrics')).text;
    await expect.poll(read).toMatch(/carillon_http_request_duration_seconds_count\{process="api",method="GET",route="\/api\/v1\/templates\/:name",status="401"\} 1/);
  });
});

describe('probes', () => {
  it('say that everything is there', async () => {
    const [health, ready] = [await request(api.url).get('/healthz'), await request(api.url).get('/readyz')];
    expect([health.status, health.body]).toEqual([200, { status: 'ok', process: 'api' }]);
    expect(ready.body).toEqual({ ready: true, degraded: false, checks: { mongodb: { ok: true }, redis: { ok: true, detail: 'PONG' }, queue: { ok: true, detail: { oldestWaitingMs: null } } } });
  });
});

describe('rate limits', () => {
  it('refuse a caller who asks too often, say until when, and leave others alone', async () => {
    const limited = await startTestApi({ RATE_LIMIT_PER_MINUTE: '5' });
    const [one, other] = [await limited.tokenFor('viewer'), await limited.tokenFor('operator')];
    const ask = (token: string) => request(limited.url).get('/api/v1/templates').auth(token, { type: 'bearer' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(one)));
    const refused = answers.find(({ status }) => status === 429);
    const [elsewhere, probe] = [await ask(other), await request(limited.url).get('/healthz')];
    await limited.stop();

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(refused?.body.code).toBe('rate-limited');
    expect([refused?.headers['ratelimit-policy'], Number(refused?.headers['retry-after']) > 0]).toEqual(['"default";q=5;w=60', true]);
    expect([elsewhere.status, elsewhere.headers['ratelimit'], probe.status]).toEqual([200, expect.stringMatching(/^"default";r=4;t=\d+$/), 200]);
  });

  it('hold for all processes together', async () => {
    const prefix = `shared_${randomBytes(4).toString('hex')}`;
    const settings = { RATE_LIMIT_PER_MINUTE: '4', QUEUE_PREFIX: prefix };
    const [left, right] = [await startTestApi(settings), await startTestApi(settings)];
    const ask = (url: string) => request(url).get('/api/v1/auth/methods');
    const statuses = [await ask(left.url), await ask(right.url), await ask(left.url), await ask(right.url), await ask(left.url)].map(({ status }) => status);
    await Promise.all([left.stop(), right.stop()]);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  });
});

describe('without Redis', () => {
  it('the API still answers, still limits, and says that something is missing', async () => {
    const directory = await createTempDirectory('api-redis');
    const redis = await startTestRedis({ directory: directory.path });
    const alone = await startTestApi({ REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '5' });
    const token = await alone.tokenFor('viewer');
    await redis.stop();
    const ready = await request(alone.url).get('/readyz');
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await request(alone.url).get('/api/v1/templates').auth(token, { type: 'bearer' })).status));
    await alone.stop();
    await directory.remove();

    expect([ready.status, ready.body.ready, ready.body.degraded, ready.body.checks.redis.ok]).toEqual([200, true, true, false]);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('without MongoDB', () => {
  it('nothing is half done: 503 with a time to try again, and everything as before when it is back', async () => {
    const { hostname, port } = new URL(inject('mongodbUri'));
    const proxy = await startProxy({ host: hostname, port: Number(port) });
    const alone = await startTestApi({ MONGODB_URI: `mongodb://127.0.0.1:${proxy.port}/cut_${randomBytes(4).toString('hex')}?directConnection=true` });
    const token = await alone.tokenFor('operator');
    const send = () => request(alone.url).post('/notification').auth(token, { type: 'bearer' }).send({ to: 'ada@example.com', subject: 'Hi', text: 'Hi' });
    proxy.cut();
    const [refused, ready, health] = [await send(), await request(alone.url).get('/readyz'), await request(alone.url).get('/healthz')];
    proxy.restore();
    await expect.poll(async () => (await send()).status, { timeout: 20_000 }).toBe(202);
    await alone.stop();
    await proxy.close();

    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([503, 'dependency-unavailable', '5']);
    expect([ready.status, ready.body.ready, ready.body.checks.mongodb.ok, health.status]).toEqual([503, false, false, 200]);
  });
});
