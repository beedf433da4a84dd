import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

/** Two processes of one installation: what ends a session or a key is asked of one, and streams are open at both. */
let first: TestApi;
let second: TestApi;
beforeAll(async () => {
  const SESSION_SECRET = randomBytes(32).toString('hex');
  first = await startTestApi({ SESSION_SECRET });
  second = await startTestApi({ SESSION_SECRET, MONGODB_URI: first.mongodbUri, QUEUE_PREFIX: first.queuePrefix });
});
afterAll(() => Promise.all([first.stop(), second.stop()]));

const password = 'a long enough password';
let operators = 0;

/** A stream that is open, and whether it has ended. */
async function openStream(url: string, token: string) {
  const response = await fetch(`${url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body?.getReader();
  await reader?.read();
  const stream = { status: response.status, ended: false, close: () => reader?.cancel() };
  const readOn = async (): Promise<void> => {
    const chunk = await reader?.read();
    if (chunk?.done !== false) stream.ended = true;
    else await readOn();
  };
  void readOn();
  return stream;
}

async function signIn(email: string): Promise<string> {
  const response = await request(first.url).post('/api/v1/auth/sign-in').send({ email, password });
  return /carillon_session=([^;]+)/.exec(response.get('set-cookie')?.[0] ?? '')?.[1] ?? '';
}

async function newOperator() {
  operators += 1;
  const email = `operator-${operators}@example.com`;
  const { body } = await asAdmin('post', '/operators', { email, name: 'Grace', role: 'operator', password });
  return { id: String(body.id), email, token: await signIn(email) };
}

const asAdmin = async (method: 'post' | 'patch' | 'delete', path: string, body?: object) => request(first.url)[method](`/api/v1${path}`).auth(await first.tokenFor('admin'), { type: 'bearer' }).send(body);
type Someone = Awaited<ReturnType<typeof newOperator>>;
const asThemselves = ({ token }: Someone, path: string, body?: object) => request(first.url).post(`/api/v1${path}`).auth(token, { type: 'bearer' }).send(body);

describe('the event streams of a session end, at every process', () => {
  it.each<[string, (someone: Someone) => Promise<request.Response>]>([
    ['signs out', (someone) => asThemselves(someone, '/auth/sign-out')],
    ['changes their password', (someone) => asThemselves(someone, '/auth/password', { currentPassword: password, newPassword: 'quite another password' })],
    ['is given another password', ({ id }) => asAdmin('patch', `/operators/${id}`, { password: 'quite another password' })],
    ['is given another role', ({ id }) => asAdmin('patch', `/operators/${id}`, { role: 'viewer' })],
    ['is disabled', ({ id }) => asAdmin('patch', `/operators/${id}`, { disabled: true })],
  ])('when its operator %s', async (_title, end) => {
    const [someone, other] = [await newOperator(), await newOperator()];
    const theirs = await Promise.all([openStream(first.url, someone.token), openStream(second.url, someone.token)]);
    const others = await openStream(second.url, other.token);
    expect([...theirs, others].map(({ status, ended }) => [status, ended])).toEqual([[200, false], [200, false], [200, false]]);
    expect((await end(someone)).status).toBeLessThan(300);
    await expect.poll(() => theirs.map(({ ended }) => ended)).toEqual([true, true]);
    expect(others.ended).toBe(false);
    await others.close();
  });

  it('and those of other sessions of the same operator go on after a sign-out', async () => {
    const someone = await newOperator();
    const [here, elsewhere] = [await openStream(second.url, someone.token), await openStream(second.url, await signIn(someone.email))];
    await asThemselves(someone, '/auth/sign-out');
    await expect.poll(() => here.ended).toBe(true);
    expect(elsewhere.ended).toBe(false);
    await elsewhere.close();
  });
});

describe('the event streams of a key end, at every process', () => {
  it('when it is revoked, and those of other keys go on', async () => {
    const [one, other] = [await first.keyWith(['notifications:read']), await first.keyWith(['notifications:read'])];
    const streams = await Promise.all([openStream(first.url, one.key), openStream(second.url, one.key)]);
    const others = await openStream(second.url, other.key);
    expect((await asAdmin('delete', `/api-keys/${one.id}`)).status).toBe(204);
    await expect.poll(() => streams.map(({ ended }) => ended)).toEqual([true, true]);
    expect(others.ended).toBe(false);
    await others.close();
  });

  it('when it expires', async () => {
    const { key } = await first.keyWith(['notifications:read'], new Date(Date.now() + 3_000));
    const stream = await openStream(second.url, key);
    expect([stream.status, stream.ended]).toEqual([200, false]);
    await expect.poll(() => stream.ended).toBe(true);
  });
});
