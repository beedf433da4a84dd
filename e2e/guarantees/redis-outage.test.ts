import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { AcceptedNotification } from '@carillon/domain';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 60_000, interval: 100 };

let smtp: ScriptedSmtpServer;
let product: Product;

beforeAll(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url });
  await product.startWorker();
  await product.startScheduler();
});

afterAll(async () => {
  await product.stop();
  await smtp.close();
});

it('what was accepted while Redis was stopped is delivered after it returns, once', async () => {
  await product.redis.stop();
  const answers = await Promise.all(
    ['a@example.com', 'b@example.com', 'c@example.com'].map((to) => product.call('POST', '/api/v1/notifications', { body: { to, subject: 'Hello', text: 'Hi' } })),
  );
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);

  await product.restartRedis();
  const ids = answers.map(({ body }) => AcceptedNotification.parse(body).id);
  await vi.waitFor(async () => {
    const all = await Promise.all(ids.map((id) => product.notification(id)));
    expect(all.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
  }, patience);
  expect(smtp.messages.flatMap(({ to }) => to).toSorted()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
});

it('readiness says which dependency is away, and recovers', async () => {
  await product.redis.stop();
  await vi.waitFor(async () => {
    const { checks } = (await (await fetch(`${product.apiUrl}/readyz`)).json()) as { checks: Record<string, { ok: boolean }> };
    expect(checks).toMatchObject({ redis: { ok: false }, mongodb: { ok: true } });
  }, patience);
  await product.restartRedis();
  await vi.waitFor(async () => {
    const { checks } = (await (await fetch(`${product.apiUrl}/readyz`)).json()) as { checks: Record<string, { ok: boolean }> };
    expect(checks).toMatchObject({ redis: { ok: true } });
  }, patience);
});
