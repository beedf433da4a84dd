import { ReceiptDetail, ReceiptPage } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acme, sendReceipt } from '../testing/sign-receipt.ts';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

const otherSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const reference = 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1';
const bodyOf = (data: object = {}, type = 'message.sent') => JSON.stringify({ type, timestamp: '2026-03-29T01:00:00Z', data: { messageId: 'v-1', reference, ...data } });

let api: TestApi;
let operator: string;
beforeAll(async () => {
  api = await startTestApi({ VENDORS: acme });
  operator = await api.tokenFor('operator');
});
afterAll(() => api.stop());

const get = (path: string) => request(api.url).get(`/api/v1/receipts${path}`).auth(operator, { type: 'bearer' });
const find = async (query: string) => ReceiptPage.parse((await get(`?${query}`)).body).items;

describe('a genuine receipt', () => {
  it('is confirmed, and kept as it came', async () => {
    const response = await sendReceipt(api.url, { eventId: 'evt-genuine', body: bodyOf() });
    expect([response.status, response.body]).toEqual([202, { id: expect.stringMatching(/^rcp_/), repeated: false }]);
    const detail = ReceiptDetail.parse((await get(`/acme/${response.body.id}`)).body);
    expect(detail).toMatchObject({ provider: 'acme', eventId: 'evt-genuine', state: 'waiting', type: 'sent', reference, messageId: 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', providerMessageId: 'v-1', deliveries: 1, body: bodyOf() });
  });

  it('sent again is confirmed again, stored once, and shows how often it came', async () => {
    const again = { eventId: 'evt-again', body: bodyOf() };
    const [first, second] = [await sendReceipt(api.url, again), await sendReceipt(api.url, again)];
    expect([first.body.repeated, second.status, second.body.repeated]).toEqual([false, 202, true]);
    expect(await find('search=evt-again')).toMatchObject([{ deliveries: 2 }]);
    expect((await find('state=repeated')).map(({ eventId }) => eventId)).toEqual(['evt-again']);
  });

  it('sent ten times at once is stored once', async () => {
    const responses = await Promise.all(Array.from({ length: 10 }, () => sendReceipt(api.url, { eventId: 'evt-rush', body: bodyOf() })));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 202));
    expect(await find('search=evt-rush')).toMatchObject([{ deliveries: 10 }]);
  });

  it('that makes no sense is confirmed, so that it does not come again, and kept with what is wrong', async () => {
    expect((await sendReceipt(api.url, { eventId: 'evt-odd', body: '{"type":"message.read"}' })).status).toBe(202);
    expect(await find('state=unreadable')).toMatchObject([{ eventId: 'evt-odd', explanation: expect.stringContaining('Type must be one of message.sent') }]);
  });
});

describe('a forged receipt', () => {
  it('is refused, kept where everybody sees it, and never believed', async () => {
    const response = await sendReceipt(api.url, { eventId: 'evt-forged', body: bodyOf({}, 'message.failed'), secret: otherSecret });
    expect([response.status, response.body.code]).toEqual([401, 'unauthenticated']);
    expect(await find('state=forged&search=evt-forged')).toMatchObject([{ eventId: 'evt-forged', type: null, reference: null, messageId: null, explanation: expect.stringContaining('No signature fits') }]);
  });

  it('can not take the place of the genuine one', async () => {
    await sendReceipt(api.url, { eventId: 'evt-target', body: bodyOf(), secret: otherSecret });
    expect((await sendReceipt(api.url, { eventId: 'evt-target', body: bodyOf() })).body.repeated).toBe(false);
    expect((await find('search=evt-target')).map(({ state }) => state).toSorted()).toEqual(['forged', 'waiting']);
  });

  it('is one that was recorded and is sent again later, too', async () => {
    const response = await sendReceipt(api.url, { eventId: 'evt-old', body: bodyOf(), signedAt: new Date(Date.now() - 301_000) });
    expect([response.status, response.body.detail]).toEqual([401, expect.stringContaining('too long ago')]);
  });

  it('can not be looked at again', async () => {
    await sendReceipt(api.url, { eventId: 'evt-no-replay', body: bodyOf(), secret: otherSecret });
    const [{ id } = { id: '' }] = await find('search=evt-no-replay');
    expect((await request(api.url).post(`/api/v1/receipts/acme/${id}/replay`).auth(operator, { type: 'bearer' })).status).toBe(409);
  });
});

describe('what is not a receipt', () => {
  it.each([
    ['of a provider that nobody knows', { provider: 'nobody' }, 404],
    ['with a body of a megabyte', { body: bodyOf({ reason: 'x'.repeat(1_000_000) }) }, 413],
  ])('%s is refused', async (_title, change, status) => {
    expect((await sendReceipt(api.url, { eventId: 'evt-none', body: bodyOf(), ...change })).status).toBe(status);
  });

  it('without a signature is refused', async () => {
    const response = await request(api.url).post('/api/v1/receipts/acme').set('content-type', 'application/json').send(bodyOf());
    expect(response.status).toBe(422);
  });
});

describe('the list', () => {
  it('finds by message, reference, provider and state, and says what it does not find', async () => {
    const unique = 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Z';
    await sendReceipt(api.url, { eventId: 'evt-search', body: bodyOf({ reference: `${unique}.2`, messageId: 'v-search' }) });
    const queries = [`search=${unique}`, `search=${unique}.2`, 'search=v-search', 'search=evt-search', `search=${unique}&provider=acme&state=waiting,applied`];
    const found = await Promise.all(queries.map(find));
    expect(found.map((items) => items.map(({ eventId }) => eventId))).toEqual(queries.map(() => ['evt-search']));
    expect(await find(`search=${unique}&provider=other`)).toEqual([]);
  });

  it('goes by pages, newest first', async () => {
    const first = ReceiptPage.parse((await get('?limit=2')).body);
    const second = ReceiptPage.parse((await get(`?limit=2&cursor=${first.nextCursor}`)).body);
    const times = [...first.items, ...second.items].map(({ receivedAt }) => receivedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
  });
});

describe('providers', () => {
  it('are listed as they are set up, with what is left of their rate', async () => {
    const response = await request(api.url).get('/api/v1/providers').auth(operator, { type: 'bearer' });
    expect(response.body.items).toEqual([
      { name: 'email', channel: 'email', ratePerSecond: null, available: null, burst: null, circuit: null, lastMinute: 0, inFlight: 0, waiting: 0, workers: [] },
      { name: 'acme', channel: 'vendor', ratePerSecond: null, available: null, burst: null, circuit: null, lastMinute: 0, inFlight: 0, waiting: 0, workers: [] },
    ]);
  });
});
