import { AcceptedNotification, NotificationPage, ReceiptPage, type NotificationDetail } from '@carillon/domain';
import { createScriptedSmtpServer, type ScriptedSmtpServer, type TestProcess } from '@carillon/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 60_000, interval: 100 };
const calm = { seed: 'guarantees', successRate: 1, bounceRate: 0, complaintRate: 0, latencyMs: { min: 5, max: 50 }, ratePerSecond: null, delayMs: 500, faults: { duplicates: 0, reordering: 0, delays: 0, drops: 0, forgeries: 0, serverErrors: 0, hangs: 0, lateAnswers: 0 } };

let smtp: ScriptedSmtpServer;
let product: Product;
let simulator: TestProcess;
let rounds = 0;

beforeAll(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { SEND_MAX_ATTEMPTS: '3', VENDOR_RECEIPT_TIMEOUT_MS: '2000', VENDOR_TIMEOUT_MS: '3000', WORKER_CONCURRENCY: '20' } });
  simulator = await product.startVendorSimulator();
  await product.startWorker();
  await product.startScheduler();
});
afterAll(async () => {
  await product.stop();
  await smtp.close();
});
beforeEach(() => tellVendors(calm));

async function tellVendors(settings: object, path = '/settings'): Promise<void> {
  const response = await fetch(`${product.vendorSimulatorUrl}${path}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) });
  expect(response.status).toBe(200);
}
/** Accepts so many notifications for the vendors, each for somebody else. */
async function accept(count: number): Promise<string[]> {
  rounds += 1;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const answer = await product.call('POST', '/api/v1/notifications', { body: { channel: 'vendor', to: `user-${rounds}-${index}@example.com`, subject: 'Hello', text: 'Hi' } });
      return AcceptedNotification.parse(answer.body).id;
    }),
  );
}
const look = (ids: readonly string[]) => Promise.all(ids.map((id) => product.notification(id)));
/** Those of them that are in one of the states: one request, however often it is asked. */
async function among(ids: readonly string[], states: string): Promise<string[]> {
  const { items } = NotificationPage.parse((await product.call('GET', `/api/v1/notifications?status=${states}&limit=200`)).body);
  return items.map(({ id }) => id).filter((id) => ids.includes(id));
}
async function untilSettled(ids: readonly string[]): Promise<NotificationDetail[]> {
  await vi.waitFor(async () => expect(await among(ids, 'queued,sending,retrying,sent')).toEqual([]), patience);
  return look(ids);
}
const receipts = async (query: string) => ReceiptPage.parse((await product.call('GET', `/api/v1/receipts?limit=200&${query}`)).body).items;

describe('a vendor that misbehaves', () => {
  it('duplicates, reordering, delays, drops, forgeries and late answers: everything settles as the vendor meant it', async () => {
    await tellVendors({ successRate: 0.7, faults: { duplicates: 0.3, reordering: 0.2, delays: 0.1, drops: 0.15, forgeries: 0.3, lateAnswers: 0.15 } });
    const notifications = await untilSettled(await accept(40));
    expect(notifications.filter(({ status }) => status !== 'delivered' && status !== 'failed')).toEqual([]);
    expect(notifications.filter(({ status }) => status === 'delivered').length).toBeGreaterThan(25);
    expect(Math.max(...notifications.map(({ attempts }) => attempts.length))).toBeLessThanOrEqual(3);
    const forged = await receipts('state=forged');
    expect(forged.length).toBeGreaterThan(0);
    expect(forged.every(({ messageId, type }) => messageId === null && type === null)).toBe(true);
    expect((await receipts('state=repeated')).length).toBeGreaterThan(0);
  });

  it('one that falls ill is left alone, and the other one takes over', async () => {
    await tellVendors({ faults: { serverErrors: 1 } }, '/simulator-a/settings');
    const notifications = await untilSettled(await accept(30));
    expect(notifications.filter(({ status }) => status === 'delivered')).toHaveLength(30);
    expect(new Set(notifications.map(({ attempts }) => attempts.at(-1)?.provider))).toEqual(new Set(['simulator-b']));
  });

  it('one that hangs leaves nothing in doubt once it calls back', async () => {
    await tellVendors({ latencyMs: { min: 4_000, max: 4_000 }, faults: { hangs: 1 } });
    const notifications = await untilSettled(await accept(3));
    // An attempt that a busy machine gave up before its hand-over may be followed by another; what was handed over never is.
    expect(notifications.map(({ attempts }) => attempts.filter(({ handedOverAt }) => handedOverAt !== null).length)).toEqual([1, 1, 1]);
    await vi.waitFor(async () => expect((await look(notifications.map(({ id }) => id))).map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']), patience);
  });
});

it('a vendor that is killed while it owes receipts calls back when it is there again, or is asked', async () => {
  await tellVendors({ latencyMs: { min: 1_500, max: 1_500 }, faults: { drops: 0.3 } });
  const ids = await accept(20);
  const taken = await vi.waitFor(async () => {
    const sent = await among(ids, 'sent');
    expect(sent.length).toBeGreaterThan(5);
    return sent;
  }, { ...patience, interval: 20 });
  await simulator.kill();
  simulator = await product.startVendorSimulator();
  expect((await untilSettled(taken)).filter(({ status }) => status !== 'delivered')).toEqual([]);
  // What was on its way when it died is settled too, as far as anybody can know.
  await untilSettled(ids);
});
