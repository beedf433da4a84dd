import request from 'supertest';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { startProxy } from '../testing/start-proxy.ts';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

let proxy: Awaited<ReturnType<typeof startProxy>>;
let api: TestApi;
beforeAll(async () => {
  const redis = new URL(inject('redisUrl'));
  proxy = await startProxy({ host: redis.hostname, port: Number(redis.port) });
  api = await startTestApi({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
});
afterAll(async () => {
  await api.stop();
  await proxy.close();
});

/** A stream that is open, and what it has said. */
async function openStream(lastEventId?: string) {
  const resume = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(`${api.url}/api/v1/events`, { headers: { authorization: `Bearer ${await api.tokenFor('viewer')}`, ...resume } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(async () => reader?.cancel());
  const stream = { text: '' };
  const readOn = async (): Promise<void> => {
    const chunk = await reader?.read();
    if (chunk?.done !== false) return;
    stream.text += chunk.value;
    await readOn();
  };
  void readOn();
  return stream;
}

const happen = async () => String((await request(api.url).post('/api/v1/notifications').auth(await api.tokenFor('admin'), { type: 'bearer' }).send({ to: 'ada@example.com', subject: 'Hello', text: 'Hello' })).body.id);
const idOf = (event: string, { text }: { text: string }) => new RegExp(`id: (\\d+-\\d+)\\nevent: ${event}\\n`).exec(text)?.[1];

it('a stream of which nothing was told yet tells no place', async () => {
  const stream = await openStream();
  await expect.poll(() => stream.text).toContain('\n\nevent: opened\ndata: {}\n\n');
});

it('a stream tells on opening from where it can be taken up again', async () => {
  const before = await openStream();
  const earlier = await happen();
  await expect.poll(() => before.text).toContain(earlier);
  const first = await openStream();
  await expect.poll(() => idOf('opened', first)).toBeDefined();
  const id = await happen();
  await expect.poll(() => first.text).toContain(id);
  const second = await openStream(idOf('opened', first));
  await expect.poll(() => second.text).toContain(id);
  expect(second.text).not.toMatch(/event: (opened|reload)/);
});

it('a stream that is taken up from where nothing is kept any more says so, and from where it can be the next time', async () => {
  await happen();
  const stream = await openStream('1-1');
  await expect.poll(() => idOf('reload', stream)).toBeDefined();
});

it('streams that stand while Redis is away are told when it is back', async () => {
  const stream = await openStream();
  await expect.poll(() => stream.text).toContain('event: opened');
  proxy.cut();
  proxy.restore();
  await expect.poll(() => stream.text).toContain('event: reload');
});
