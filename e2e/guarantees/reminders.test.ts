import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const PAYMENTS = 5_000;
const DAY_MS = 86_400_000;
const patience = { timeout: 300_000, interval: 500 };

let smtp: ScriptedSmtpServer;
let product: Product;

beforeEach(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { WORKER_CONCURRENCY: '200', SMTP_MAX_CONNECTIONS: '50', SEND_TIMEOUT_MS: '8000' } });
});

afterEach(async () => {
  await product.stop();
  await smtp.close();
});

const numbers = Array.from({ length: PAYMENTS }, (_, index) => String(index).padStart(4, '0'));
const addressOf = (number: string) => `payer-${number}@example.com`;

async function importDuePayments(): Promise<void> {
  const dueDate = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
  const users = ['id,name,email,timeZone', ...numbers.map((number) => `user-${number},Payer ${number},${addressOf(number)},Etc/UTC`)];
  const payments = ['id,userId,reference,amountMinor,currency,dueDate', ...numbers.map((number) => `pay-${number},user-${number},INV-${number},1250,EUR,${dueDate}`)];
  await product.mongoService.importUsers({ csv: users.join('\n') });
  await product.sqlService.importPayments({ csv: payments.join('\n') });
}

const sweep = () => product.call('POST', '/api/v1/schedules/payment.send-reminder/run');
const remindedAddresses = () => smtp.messages.flatMap(({ to }) => to);

it('scheduler, worker and sql-service killed in the middle of a sweep of five thousand: every payer is reminded once', { timeout: 400_000 }, async () => {
  const [sqlService, scheduler, worker] = [await product.startSqlService(), await product.startScheduler(), await product.startWorker()];
  await product.startMongoService();
  await importDuePayments();

  expect((await sweep()).status).toBe(202);
  await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(50), { ...patience, interval: 5 });
  await Promise.all([sqlService.kill(), scheduler.kill(), worker.kill()]);

  await product.startSqlService();
  await product.startScheduler();
  await product.startWorker();
  await vi.waitFor(async () => expect(new Set([...remindedAddresses(), ...(await addressesOf('unknown'))]).size).toBe(PAYMENTS), patience);

  // The last mail may be out before the sweep that asked for it has ended, and while it goes on another is refused.
  await vi.waitFor(async () => expect(await newestRun()).toMatchObject({ state: 'done' }), patience);
  expect((await sweep()).status).toBe(202);
  await vi.waitFor(async () => expect(await newestRun()).toMatchObject({ state: 'done', enqueued: 0, skipped: { 'has its message already': PAYMENTS } }), patience);
  const reminded = remindedAddresses();
  expect(reminded.filter((address, index) => reminded.indexOf(address) !== index)).toEqual([]);
});

async function newestRun(): Promise<unknown> {
  const { body } = await product.call('GET', '/api/v1/schedules/payment.send-reminder/runs?limit=1');
  return (body as { items: unknown[] }).items[0];
}

/** Who may or may not have been reminded: the worker died while the mail server had the message. */
async function addressesOf(status: string): Promise<string[]> {
  const { body } = await product.call('GET', `/api/v1/notifications?status=${status}&limit=200`);
  return (body as { items: { to: string }[] }).items.map(({ to }) => to);
}
