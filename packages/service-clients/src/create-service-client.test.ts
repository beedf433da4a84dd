import { Readable } from 'node:stream';
import { createManualClock, PaymentId } from '@carillon/domain';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ServiceClientOptions } from './create-service-client.ts';
import { createInternalTokens, verifyInternalToken } from './internal-token.ts';
import { createMongoServiceClient } from './mongo-service-client.ts';
import { createSqlServiceClient } from './sql-service-client.ts';
import { startScriptedService, type ScriptedAnswer } from './testing/start-scripted-service.ts';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const start = new Date('2026-11-21T12:00:00Z');
const id = PaymentId.parse('inv-1');
const instant = start.toISOString();
const payment = { id, userId: 'ada', reference: 'INV-1', description: '', amountMinor: 1250, currency: 'EUR', dueDate: '2026-11-21', status: 'pending', paidAt: null, createdAt: instant, updatedAt: instant };
const good: ScriptedAnswer = { status: 200, body: payment };
const hang: ScriptedAnswer = () => {};
const hangUp: ScriptedAnswer = (response) => response.destroy();

afterEach(() => void vi.useRealTimers());

async function clientFor(answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]], options: Partial<ServiceClientOptions> = {}) {
  const service = await startScriptedService(answers);
  const clock = createManualClock(start);
  const waited: number[] = [];
  const settings: ServiceClientOptions = {
    baseUrl: service.url,
    tokens: createInternalTokens({ secret, subject: 'worker', clock }),
    clock,
    random: () => 0,
    timeoutMs: 10_000,
    sleep: async (milliseconds) => void waited.push(milliseconds),
    ...options,
  };
  const client = createSqlServiceClient(settings);
  onTestFinished(() => client.close());
  return { client, service, waited, settings };
}

describe('a call', () => {
  it('brings the token, the request id and its input, and gets the answer of the contract', async () => {
    const { client, service } = await clientFor([{ status: 200, body: { items: [{ ...payment, addedLater: true }], nextCursor: null } }]);
    const page = await client.listOverduePayments({ query: { before: '2026-11-22', status: ['pending', 'overdue'], cursor: undefined } }, { requestId: 'req_12345678' });
    expect(page).toEqual({ items: [payment], nextCursor: null });
    expect(service.requests).toMatchObject([{ method: 'GET', url: '/payments/overdue?before=2026-11-22&status=pending%2Coverdue', headers: { 'x-request-id': 'req_12345678' }, body: '' }]);
    const token = service.requests[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
    expect(verifyInternalToken(token, { audience: 'sql-service', secrets: [secret], now: start })).toMatchObject({ ok: true, claims: { sub: 'worker' } });
  });

  it('sends a command as JSON, and what would change the address in its path is escaped', async () => {
    const { client, service } = await clientFor([{ status: 200, body: { changed: true, payment } }]);
    await client.markPaymentOverdue({ params: { id: '../a b' }, body: { asOf: '2026-11-22' } });
    expect(service.requests).toMatchObject([{ method: 'POST', url: '/payments/..%2Fa%20b/mark-overdue', headers: { 'content-type': 'application/json' }, body: '{"asOf":"2026-11-22"}' }]);
  });

  it('sends a file as it comes', async () => {
    const { client, service } = await clientFor([{ status: 200, body: { imported: 1, existing: 0, rejected: 0, problems: [] } }]);
    await client.importPayments({ csv: Readable.from(['id,userId\n', 'a,b\n']) });
    expect(service.requests).toMatchObject([{ url: '/payments/import', headers: { 'content-type': 'text/csv' }, body: 'id,userId\na,b\n' }]);
  });

  it('uses its connection again', async () => {
    const { client, service } = await clientFor([good]);
    await client.getPayment({ params: { id } });
    await client.getPayment({ params: { id } });
    expect(service.connections()).toBe(1);
  });

  it('goes to the mongo-service with a token for it', async () => {
    const { service, settings } = await clientFor([{ status: 200, body: { items: [], nextCursor: null } }]);
    const client = createMongoServiceClient(settings);
    onTestFinished(() => client.close());
    expect(await client.listUsers({ query: { ids: ['ada', 'bob'] } })).toEqual({ items: [], nextCursor: null });
    expect(service.requests[0]?.url).toBe('/users?ids=ada%2Cbob');
    expect(verifyInternalToken(service.requests[0]?.headers.authorization?.slice(7) ?? '', { audience: 'mongo-service', secrets: [secret], now: start }).ok).toBe(true);
  });
});

describe('what is not the answer', () => {
  it.each<[string, ScriptedAnswer, object]>([
    ['a refusal', { status: 409, body: { type: 'urn:x', title: 'No', status: 409, code: 'conflict', detail: 'It is paid.', requestId: 'r' } }, { kind: 'refused', status: 409, code: 'conflict', detail: 'It is paid.' }],
    ['a refusal in nobody\'s format', { status: 404, body: '<html>' }, { kind: 'refused', status: 404, code: null }],
    ['no JSON', { status: 200, body: '<html>it works</html>' }, { kind: 'wrong-answer', places: ['the body is not JSON'] }],
    ['a body of another kind', { status: 200, body: { ...payment, amountMinor: '12.50', dueDate: 'soon' } }, { kind: 'wrong-answer', places: [expect.stringMatching(/^amountMinor: /), expect.stringMatching(/^dueDate: /)] }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { kind: 'wrong-answer', places: ['the status is 302'] }],
  ])('%s is told for what it is, and not asked for again', async (_title, answer, expected) => {
    const { client, service } = await clientFor([answer]);
    await expect(client.getPayment({ params: { id } })).rejects.toMatchObject({ service: 'sql-service', operation: 'getPayment', ...expected });
    expect(service.requests).toHaveLength(1);
  });

  it.each<[string, ScriptedAnswer, number, object]>([
    ['500', { status: 500 }, 10_000, { status: 500, message: 'sql-service getPayment: answered 500' }],
    ['no answer in time', hang, 500, { status: null, message: 'sql-service getPayment: did not answer within 500 ms' }],
    ['a connection that breaks', hangUp, 10_000, { status: null, message: 'sql-service getPayment: can not be reached (ECONNRESET)' }],
  ])('%s is asked for again, with growing patience, and then given up', async (_title, answer, timeoutMs, expected) => {
    const { client, service, waited } = await clientFor([answer], { timeoutMs });
    await expect(client.getPayment({ params: { id } })).rejects.toMatchObject({ kind: 'unavailable', ...expected });
    expect(service.requests).toHaveLength(3);
    expect(waited).toEqual([200, 400]);
  });

  it('a service that is not there is unavailable', async () => {
    const { client } = await clientFor([good], { baseUrl: 'http://127.0.0.1:1' });
    await expect(client.getPayment({ params: { id } })).rejects.toMatchObject({ kind: 'unavailable', message: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('trying again', () => {
  it('ends with the first answer', async () => {
    const { client, service } = await clientFor([{ status: 503 }, good]);
    expect(await client.getPayment({ params: { id } })).toEqual(payment);
    expect(service.requests).toHaveLength(2);
  });

  it('spreads with jitter', async () => {
    const { client, waited } = await clientFor([{ status: 500 }], { random: () => 0.5 });
    await expect(client.getPayment({ params: { id } })).rejects.toThrow('answered 500');
    expect(waited).toEqual([150, 300]);
  });

  it.each([
    ['seconds', '3'],
    ['a date', 'Sat, 21 Nov 2026 12:00:03 GMT'],
  ])('waits as long as the service asks for, in %s', async (_title, retryAfter) => {
    const { client, waited } = await clientFor([{ status: 429, headers: { 'retry-after': retryAfter } }, good]);
    await client.getPayment({ params: { id } });
    expect(waited).toEqual([3_000]);
  });

  it('leaves a longer wait to whoever asked', async () => {
    const { client, service } = await clientFor([{ status: 503, headers: { 'retry-after': '120' } }]);
    await expect(client.getPayment({ params: { id } })).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 120_000 });
    expect(service.requests).toHaveLength(1);
  });

  it('repeats a command that can be repeated', async () => {
    const { client, service } = await clientFor([hangUp, { status: 200, body: { changed: false, payment } }]);
    expect(await client.payPayment({ params: { id }, body: {} })).toMatchObject({ changed: false });
    expect(service.requests).toHaveLength(2);
  });

  it.each<[string, ScriptedAnswer, number]>([
    ['500', { status: 500 }, 10_000],
    ['no answer', hang, 500],
    ['a broken connection', hangUp, 10_000],
  ])('never repeats one that would do it twice: %s', async (_title, answer, timeoutMs) => {
    const { client, service } = await clientFor([answer], { timeoutMs });
    const body = { userId: 'ada', reference: 'INV-2', amountMinor: 1, currency: 'EUR', dueDate: '2026-11-21' };
    await expect(client.createPayment({ body })).rejects.toMatchObject({ kind: 'unavailable' });
    expect(service.requests).toHaveLength(1);
  });

  it('stops when whoever asked has gone', async () => {
    const gone = new AbortController();
    const { client, service } = await clientFor([hang]);
    const call = client.getPayment({ params: { id } }, { signal: gone.signal });
    await vi.waitFor(() => expect(service.requests).toHaveLength(1), { timeout: 20_000 });
    gone.abort(new Error('The process stops.'));
    await expect(call).rejects.toThrow('The process stops.');
    expect(service.requests).toHaveLength(1);
  });
});

describe('the circuit', () => {
  const breaking = { retry: { maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1, jitter: 0 }, circuit: { failures: 3, halfOpenAfterMs: 5_000 } };

  async function openCircuit(answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]]) {
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const states: string[] = [];
    const set = await clientFor(answers, { ...breaking, on: { circuit: (state) => states.push(state) } });
    const call = () => set.client.getPayment({ params: { id } });
    await expect(call()).rejects.toThrow('answered 500');
    await expect(call()).rejects.toThrow('answered 500');
    await expect(call()).rejects.toThrow('answered 500');
    return { ...set, call, states };
  }
  const failing: ScriptedAnswer = { status: 500 };

  it('opens after failures in a row: nothing is sent any more', async () => {
    const { call, service, states } = await openCircuit([failing]);
    await expect(call()).rejects.toMatchObject({ kind: 'unavailable', circuitOpen: true, retryAfterMs: 5_000 });
    expect(service.requests).toHaveLength(3);
    expect(states).toEqual(['open']);
  });

  it('closes when one call shows that the service is back', async () => {
    const { call, states } = await openCircuit([failing, failing, failing, good]);
    vi.setSystemTime(start.getTime() + 5_000);
    expect(await call()).toEqual(payment);
    expect(await call()).toEqual(payment);
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('opens again when it is not', async () => {
    const { call, service, states } = await openCircuit([failing]);
    vi.setSystemTime(start.getTime() + 5_000);
    await expect(call()).rejects.toThrow('answered 500');
    await expect(call()).rejects.toMatchObject({ circuitOpen: true });
    expect(service.requests).toHaveLength(4);
    expect(states).toEqual(['open', 'half-open', 'open']);
  });

  it('stays closed for a service that answers, whatever it answers', async () => {
    const { client, service } = await clientFor([{ status: 404, body: {} }], breaking);
    const calls = Array.from({ length: 10 }, () => client.getPayment({ params: { id } }).catch((error: unknown) => error));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 10 }, () => expect.objectContaining({ kind: 'refused' })));
    expect(service.requests).toHaveLength(10);
  });
});
