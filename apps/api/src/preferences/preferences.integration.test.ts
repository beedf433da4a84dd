import { randomUUID } from 'node:crypto';
import type { ApiConfig } from '@carillon/config';
import { createLinkTokens, RecordConsent } from '@carillon/domain';
import { createQueueControl, createRedisClient, waitUntilReady } from '@carillon/queue';
import { createLinkSigner } from '@carillon/templates';
import request from 'supertest';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { shareTestApi, type SharedApi } from '../testing/share-test-api.ts';
import { silentUser, startDataService, type ReceivedRequest, type ServiceAnswer } from '../testing/start-data-service.ts';
import { startTestApi } from '../testing/start-test-api.ts';

const key = new Uint8Array(32).fill(7);
const tokens = createLinkTokens(createLinkSigner([key]));
const path = `/u/${tokens.preferences({ userId: silentUser.id, category: 'payments', logId: 'ntf_1' })}`;
const forged = `/u/${createLinkTokens(createLinkSigner([new Uint8Array(32)])).preferences({ userId: silentUser.id, category: 'payments', logId: 'ntf_1' })}`;
const notThere: ServiceAnswer = { status: 404, body: { type: 'urn:carillon:problem:not-found', title: 'Nothing here', status: 404, code: 'not-found', detail: 'There is no such user.', requestId: 'r' } };
const away: ServiceAnswer = { status: 500, body: {} };
const page = 'text/html,application/xhtml+xml,*/*;q=0.8';
const oneClick = 'List-Unsubscribe=One-Click';

const sender = { MAIL_FROM: 'Ada & Sons <no-reply@example.com>' };
const signed: Partial<ApiConfig> = { links: { publicUrl: 'http://localhost:4000', keys: [key] } };
const shared = shareTestApi(sender, signed);

/** An API and a user service of one's own: for a service that fails, and for who comes too often. */
async function ofItsOwn(environment: Record<string, string> = {}): Promise<SharedApi> {
  const service = await startDataService(away);
  const api = await startTestApi({ MONGO_SERVICE_URL: service.url, ...sender, ...environment }, signed);
  onTestFinished(() => api.stop());
  return { api, service };
}

/** A user service that has one user, and keeps what is recorded of them. */
function start(unsubscribedFrom: readonly string[] = [], always?: ServiceAnswer, { api, service } = shared) {
  const refused = new Set(unsubscribedFrom);
  const decisions: RecordConsent[] = [];
  service.answer(() => {
    const asked = service.requests.at(-1);
    if (asked?.method === 'POST') note(asked);
    return always ?? { status: 200, body: { ...silentUser, unsubscribedFrom: [...refused] } };
  });
  const note = ({ body }: ReceivedRequest) => {
    const decision = RecordConsent.parse(JSON.parse(body));
    decisions.push(decision);
    refused[decision.wanted ? 'delete' : 'add'](decision.category);
  };
  return {
    refused,
    decisions,
    requests: service.requests,
    get: (address = path) => request(api.url).get(address).set('accept', page),
    post: (form: string, address = path) => request(api.url).post(address).type('form').send(form),
    raw: request(api.url),
  };
}
const checked = (html: string) => [...html.matchAll(/type="checkbox" name="category" value="([^"]+)" checked/g)].map(([, category]) => category);

describe('looking at the page', () => {
  it('shows what the recipient gets, and changes nothing', async () => {
    const { get, requests } = start(['account']);
    const response = await get();
    expect([response.status, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.text).toContain('What you get from Ada &amp; Sons');
    expect(response.text).toContain('For g•••@example.com');
    expect(checked(response.text)).toEqual(['payments', 'verification', 'campaigns']);
    expect(requests.map(({ method, url }) => [method, url])).toEqual([['GET', '/users/u-silent']]);
  });

  it('lets nothing in but forms to where it came from, and tells nobody of its address', async () => {
    const { headers } = await start().get();
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  });
});

describe('one click in a mail program', () => {
  it('unsubscribes from the category of the message, with when and by which one, and does so once', async () => {
    const { post, decisions, refused } = start();
    const answers = [await post(oneClick), await post(oneClick)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(decisions).toEqual([{ category: 'payments', wanted: false, at: expect.stringMatching(/^\d{4}-.+Z$/), source: 'one-click:ntf_1' }]);
    expect([...refused]).toEqual(['payments']);
  });

  it('may come as multipart, and from another site', async () => {
    const { raw, refused } = start();
    const response = await raw.post(path).set({ 'sec-fetch-site': 'cross-site', 'origin': 'https://webmail.example' }).field('List-Unsubscribe', 'One-Click');
    expect([response.status, [...refused]]).toEqual([200, ['payments']]);
  });
});

describe('the forms of the page', () => {
  it('saves exactly what is checked', async () => {
    const { post, refused, decisions } = start(['account', 'old-news']);
    const { text } = await post('action=save&category=account&category=campaigns');
    expect(text).toContain('Saved.');
    expect([...refused].toSorted()).toEqual(['old-news', 'payments', 'verification']);
    expect(decisions.every(({ source }) => source === 'preferences:ntf_1')).toBe(true);
    expect(checked(text)).toEqual(['account', 'campaigns']);
  });

  it('unsubscribes from all, and undoes it', async () => {
    const { post, refused } = start(['account']);
    const { text } = await post('action=unsubscribe-all');
    expect([...refused]).toEqual(['account', 'all']);
    const undo = /<form method="post">((?:<input type="hidden"[^>]+>)+)<button class="plain">Undo/.exec(text)?.[1] ?? '';
    const fields = [...undo.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]);
    const { text: after } = await post(new URLSearchParams(fields).toString());
    expect(after).toContain('It is as it was before.');
    expect([...refused]).toEqual(['account']);
  });

  it.each([
    ['nothing', ''],
    ['an action that does not exist', 'action=delete'],
    ['a category that is no word', 'action=save&category=%24where'],
  ])('changes nothing by %s', async (_what, form) => {
    const { post, requests } = start();
    expect([(await post(form)).body.code, requests]).toEqual(['validation-failed', []]);
  });

  it.each([
    ['too much', 'application/x-www-form-urlencoded', 'x'.repeat(40_000), 413],
    ['what is no form', 'multipart/form-data; boundary=x', 'hello', 400],
    ['JSON', 'application/json', '{}', 415],
  ])('refuses %s', async (_what, type, body, status) => {
    const { raw, requests } = start();
    expect([(await raw.post(path).type(type).send(body)).status, requests]).toEqual([status, []]);
  });

  it('can not be sent for ever', async () => {
    const { post } = start([], undefined, await ofItsOwn());
    const statuses = await Promise.all(Array.from({ length: 31 }, async () => (await post(oneClick)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('a link that we did not make', () => {
  it.each([['get'], ['post']] as const)('leads nowhere: %s', async (method) => {
    const { raw, requests } = start();
    const response = await raw[method](forged).type('form').set('accept', page);
    expect([response.status, response.headers['content-type'], requests]).toEqual([404, 'text/html; charset=utf-8', []]);
    expect(response.text).toContain('Nothing was changed.');
  });

  it('is told to machines as every other refusal', async () => {
    const { post } = start();
    expect((await post(oneClick, forged)).body).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('is not looked at any more after many', async () => {
    const { get } = start([], undefined, await ofItsOwn());
    const statuses = await Promise.all(Array.from({ length: 61 }, async () => (await get(forged)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await get()).status).toBe(200);
  });
});

it.each([['GET'], ['POST']])('somebody who was taken away since has nothing left to unsubscribe from: %s', async (method) => {
  const { get, post, decisions } = start([], notThere);
  const response = await (method === 'GET' ? get() : post(oneClick));
  expect([response.status, response.text.includes('Nothing is sent to you'), decisions]).toEqual([200, true, []]);
});

describe('while users can not be reached', () => {
  it('a click is not in vain: what was decided, and when, waits to be written down', async () => {
    const prefix = `preferences-${randomUUID()}`;
    const { post } = start([], away, await ofItsOwn({ QUEUE_PREFIX: prefix }));
    const response = await post(oneClick);
    expect([response.status, response.text.includes('We have noted it.')]).toEqual([200, true]);
    const client = createRedisClient({ url: inject('redisUrl'), role: 'command', onError: () => undefined });
    onTestFinished(() => client.disconnect());
    await waitUntilReady(client, 5_000);
    expect((await createQueueControl({ client, prefix }).status('user', new Date())).depth.waiting).toBe(1);
  });

  it('what depends on what is wanted now is refused, and says that nothing was changed', async () => {
    const { raw } = start([], away, await ofItsOwn());
    const response = await raw.post(path).type('form').set('accept', page).send('action=save&category=account');
    expect([response.status, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.text).toContain('Please try again in a minute.');
  });
});
