import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

interface Asked {
  path: string | undefined;
  headers: IncomingMessage['headers'];
  body: unknown;
}
type Answer = { status: number; headers?: Record<string, string>; body?: unknown };

async function startApi(answer: (asked: Asked, all: readonly Asked[]) => Answer) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      asked.push({ path: request.url, headers: request.headers, body: JSON.parse(text) });
      const { status, headers, body = {} } = answer(asked.at(-1)!, asked);
      response.writeHead(status, headers).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return { asked, url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}` };
}

function seedJobs(args: string[], env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile('bash', [join(import.meta.dirname, 'seed-jobs.sh'), ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

it('sends each notification once, with the API key and a key of its own', async () => {
  const { asked, url } = await startApi(() => ({ status: 202 }));
  const { code, output } = await seedJobs(['3'], { CARILLON_URL: url, CARILLON_KEY: 'the-key' });
  expect([code, output]).toEqual([0, `3 notifications were accepted. Watch them: ${url}/notifications?category=seeded\n`]);
  expect(asked.map(({ path, headers, body }) => [path, headers.authorization, body])).toEqual([1, 2, 3].map((number) => [
    '/api/v1/notifications', 'Bearer the-key', expect.objectContaining({ to: `seeded-${number}@example.com`, subject: `Seeded job ${number} of 3`, category: 'seeded' }),
  ]));
  expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
});

it('without a key signs in by the development login', async () => {
  const { asked, url } = await startApi(({ path }) => (path === '/api/v1/auth/dev-login' ? { status: 200, body: { operator: {}, token: 'the-session' } } : { status: 202 }));
  expect((await seedJobs(['1'], { CARILLON_URL: url })).code).toBe(0);
  expect(asked.at(-1)?.headers.authorization).toBe('Bearer the-session');
});

it('waits when it is told to, and repeats the same request', async () => {
  const { asked, url } = await startApi((_asked, all) => (all.length === 1 ? { status: 429, headers: { 'retry-after': '0' } } : { status: 202 }));
  expect((await seedJobs(['1'], { CARILLON_URL: url, CARILLON_KEY: 'k' })).code).toBe(0);
  expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual([expect.stringMatching(/^seed-/), asked[0]?.headers['idempotency-key']]);
});

it.each<[string, string[], Record<string, string>, RegExp]>([
  ['nothing that answers', ['1'], { CARILLON_URL: 'http://127.0.0.1:1', CARILLON_KEY: 'k' }, /^Carillon does not answer at http:\/\/127.0.0.1:1: start it with `npm start`/],
  ['a count that is none', ['many'], {}, /^usage: .* got "many"/],
])('says what to do about %s', async (_title, args, env, message) => {
  const { code, output } = await seedJobs(args, env);
  expect([code, output]).toEqual([1, expect.stringMatching(message)]);
});

it('shows why a notification was refused', async () => {
  const { url } = await startApi(() => ({ status: 403, body: { code: 'forbidden' } }));
  expect(await seedJobs(['2'], { CARILLON_URL: url, CARILLON_KEY: 'k' })).toEqual({ code: 1, output: 'Notification 1 was refused with 403: {"code":"forbidden"}\n' });
});
