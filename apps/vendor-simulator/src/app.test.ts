import { createVendorChannel } from '@carillon/channels';
import type { OutgoingMessage } from '@carillon/domain';
import { silentLogger } from '@carillon/observability/testing';
import { createTempDirectory, type TempDirectory } from '@carillon/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compose } from './compose.ts';
import { startReceiver, type Receiver } from './testing/start-receiver.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const quick = { successRate: 1, bounceRate: 0, complaintRate: 0, latencyMs: { min: 1, max: 1 }, ratePerSecond: null };

let directory: TempDirectory;
let receiver: Receiver;
let simulator: Awaited<ReturnType<typeof compose>>;
const start = (callbackUrl = receiver.url) =>
  compose(
    { host: '127.0.0.1', production: false, logLevel: 'error', logFormat: 'json', dataDirectory: directory.path, shutdownTimeoutMs: 1_000, port: 0, callbackUrl, accounts: [{ name: 'sim-a', secrets: [secret] }, { name: 'sim-b', secrets: [secret] }] },
    silentLogger,
  );
const url = (path: string) => `http://127.0.0.1:${simulator.port}${path}`;
const patch = (settings: object, path = '/settings') => fetch(url(path), { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) });
const post = (body: object, { path = '/messages', headers = {}, signal = AbortSignal.timeout(10_000) }: { path?: string; headers?: Record<string, string>; signal?: AbortSignal } = {}) =>
  fetch(url(path), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), signal });
const ask = async (path: string): Promise<unknown> => (await fetch(url(path))).json();
const idOf = async (response: Response) => {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
};
const message = { reference: 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1', to: 'ada@example.com' };

beforeEach(async () => {
  directory = await createTempDirectory('simulator');
  receiver = await startReceiver(secret);
  simulator = await start();
  await patch(quick);
});
afterEach(async () => {
  await simulator.stop();
  await receiver.close();
  await directory.remove();
});

describe('a message', () => {
  it('is answered 202 with an id, and reported once, signed, with both ids', async () => {
    const response = await post(message);
    expect(response.status).toBe(202);
    const id = await idOf(response);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 });
    expect(receiver.received[0]).toMatchObject({ path: '/api/v1/receipts/sim-a', genuine: true, event: { type: 'message.sent', data: { messageId: id, reference: message.reference, status: 'SENT', reason: null } } });
    expect(await ask(`/messages/${id}`)).toEqual({ id, reference: message.reference, status: 'SENT', reason: null });
    expect(await ask(`/messages?reference=${message.reference}`)).toMatchObject({ items: [{ id }] });
  });

  it('belongs to the account of its address', async () => {
    const id = await idOf(await post(message, { path: '/sim-b/messages' }));
    await vi.waitFor(() => expect(receiver.received[0]?.path).toBe('/api/v1/receipts/sim-b'), { timeout: 20_000 });
    expect((await fetch(url(`/sim-b/messages/${id}`))).status).toBe(200);
    expect((await fetch(url(`/sim-a/messages/${id}`))).status).toBe(404);
    expect((await post(message, { path: '/nobody/messages' })).status).toBe(404);
  });

  it('sent again under the same Idempotency-Key is the same message', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const [first, second] = [await idOf(await post(message, { headers })), await idOf(await post(message, { headers }))];
    expect(second).toBe(first);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 });
  });

  it('is pending until its time has come', async () => {
    await patch({ latencyMs: { min: 60_000, max: 60_000 } });
    const id = await idOf(await post(message));
    expect(await ask(`/messages/${id}`)).toMatchObject({ status: 'PENDING' });
  });
});

describe('faults', () => {
  it('duplicates come with one event id', async () => {
    await patch({ faults: { duplicates: 1 } });
    await post(message);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), { timeout: 20_000 });
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  it('forgeries are signed with another key, and do not use the id of the genuine event', async () => {
    await patch({ faults: { forgeries: 1 } });
    await post(message);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), { timeout: 20_000 });
    const forged = receiver.received.filter(({ genuine }) => !genuine);
    expect(forged).toMatchObject([{ event: { data: { status: 'FAILED' } } }]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2);
  });

  it('server errors take nothing', async () => {
    await patch({ faults: { serverErrors: 1 } });
    expect((await post(message)).status).toBe(503);
    expect(await ask(`/messages?reference=${message.reference}`)).toEqual({ items: [] });
  });

  it('more than the rate is told to come back', async () => {
    await patch({ ratePerSecond: 1 });
    await post(message);
    const refused = await post({ ...message, reference: 'other.1' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
  });

  it('one that hangs has taken the message all the same', async () => {
    await patch({ faults: { hangs: 1 } });
    const giveUp = new AbortController();
    const sending = post(message, { signal: giveUp.signal });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 });
    giveUp.abort();
    await expect(sending).rejects.toThrow('aborted');
    expect(await ask(`/messages?reference=${message.reference}`)).toMatchObject({ items: [{ status: 'SENT' }] });
  });

  it('a late answer comes after the receipt', async () => {
    await patch({ faults: { lateAnswers: 1 } });
    const id = await idOf(await post(message));
    expect(receiver.received).toMatchObject([{ event: { data: { messageId: id } } }]);
  });

  it('what is set for one account leaves the others alone, and what makes no sense is refused', async () => {
    await patch({ successRate: 0 }, '/sim-b/settings');
    expect(await ask('/settings')).toMatchObject({ items: [{ account: 'sim-a', settings: { successRate: 1 } }, { account: 'sim-b', settings: { successRate: 0 } }] });
    expect((await patch({ successRate: 2 })).status).toBe(422);
    expect((await patch({ faults: { typos: 1 } })).status).toBe(422);
  });
});

describe('a receiver that does not take a receipt', () => {
  it.each([['is not able to', 503], ['does not believe it, as its clock is another', 401]])('because it %s is tried again until it does', async (_title, status) => {
    receiver.answer(status);
    await post(message);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 });
    receiver.answer(204);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), { timeout: 5_000 });
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  });
});

it('a receiver that wants no more receipts is left alone', async () => {
  receiver.answer(410);
  await post(message);
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await ask('/settings')).toMatchObject({ callbacksWaiting: 0 }), { timeout: 20_000 });
});

describe('a restart', () => {
  it('keeps the settings, what is known of messages, and the receipts that are owed', async () => {
    await patch({ latencyMs: { min: 400, max: 400 } });
    const id = await idOf(await post(message));
    await simulator.stop();
    expect(receiver.received).toEqual([]);
    simulator = await start();
    expect(await ask(`/messages/${id}`)).toMatchObject({ id });
    expect(await ask('/sim-a/settings')).toMatchObject({ settings: { latencyMs: { min: 400, max: 400 } } });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 5_000 });
  });

  it('sends no receipt again that had been taken', async () => {
    await post(message);
    await vi.waitFor(async () => expect(await ask('/settings')).toMatchObject({ callbacksWaiting: 0 }), { timeout: 20_000 });
    await simulator.stop();
    simulator = await start();
    expect(await ask('/settings')).toMatchObject({ messages: 1, callbacksWaiting: 0 });
    expect(receiver.received).toHaveLength(1);
  });
});

it('is a vendor as the vendor channel knows them', async () => {
  const channel = createVendorChannel({ name: 'sim-a', url: url('/sim-a'), apiKey: null, maxConnections: 2, sendTimeoutMs: 5_000 });
  const outgoing: OutgoingMessage = { ...message, messageId: '<com_1@x>', subject: 'Hi', text: 'Hi', html: null, headers: {} };
  await channel.verify();
  const outcome = await channel.send(outgoing, { onHandOver: async () => undefined });
  expect(outcome).toMatchObject({ kind: 'accepted' });
  await vi.waitFor(async () => expect(await channel.ask({ providerMessageId: null, reference: message.reference })).toMatchObject({ kind: 'found', status: 'sent' }), { timeout: 20_000 });
  await channel.close();
});
