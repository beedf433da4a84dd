import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { AcceptedNotification, NotificationContent, NotificationPage, Problem } from '@carillon/domain';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const path = '/api/v1/notifications';
const good = { to: 'ada@example.com', subject: 'Hello', text: 'Hi' };

let smtp: ScriptedSmtpServer;
let product: Product;

beforeAll(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url });
  await product.startWorker();
});

afterAll(async () => {
  await product.stop();
  await smtp.close();
});

const mailsTo = (address: string) => smtp.messages.filter((message) => message.to.includes(address));
const post = (body: unknown, headers: Record<string, string> = {}) => product.call('POST', path, { body, headers });

describe('Idempotency-Key', () => {
  it('the same request twice is one mail, and the same answer', async () => {
    const body = { ...good, to: 'once@example.com' };
    const first = await post(body, { 'idempotency-key': 'once' });
    const second = await post(body, { 'idempotency-key': 'once' });
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));

    const witness = AcceptedNotification.parse((await post({ ...good, to: 'witness@example.com' })).body);
    await vi.waitFor(async () => expect((await product.notification(witness.id)).status).toBe('sent'), { timeout: 20_000 });
    expect(mailsTo('once@example.com')).toHaveLength(1);
  });

  it('twenty at the same time are one notification', async () => {
    const body = { ...good, to: 'race@example.com' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, { 'idempotency-key': 'race' })));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => ![202, 409].includes(status))).toEqual([]);
    const list = await product.call('GET', `${path}?recipient=race@example.com`);
    expect(NotificationPage.parse(list.body).items).toHaveLength(1);
  });

  it('with another body it is refused', async () => {
    await post(good, { 'idempotency-key': 'other-body' });
    expect(await post({ ...good, subject: 'Else' }, { 'idempotency-key': 'other-body' })).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });

  it('a refused request gives its key back', async () => {
    const wrong = { to: good.to, template: 'payment-reminder', data: {} };
    expect((await post(wrong, { 'idempotency-key': 'mended' })).status).toBe(422);
    expect((await post(good, { 'idempotency-key': 'mended' })).status).toBe(202);
  });
});

describe('acceptance', () => {
  it('answers 202 with an id, the state and where to look', async () => {
    const answer = await post(good);
    const { id } = AcceptedNotification.parse(answer.body);
    expect(answer).toMatchObject({ status: 202, body: { status: 'queued' } });
    expect(answer.headers.get('location')).toBe(`${path}/${id}`);
  });

  it('the original path is the same', async () => {
    expect(await product.call('POST', '/notification', { body: good })).toMatchObject({ status: 202, body: { status: 'queued' } });
  });

  it('carries the request id into the log', async () => {
    const { body } = await post(good, { 'x-request-id': 'order-4711' });
    expect((await product.notification(AcceptedNotification.parse(body).id)).requestId).toBe('order-4711');
  });

  it('names every variable that the template needs and the data lacks', async () => {
    const { status, body } = await post({ to: good.to, template: 'payment-reminder', data: {} });
    expect(status).toBe(422);
    const { code, errors = [] } = Problem.parse(body);
    expect(code).toBe('undefined-variables');
    expect(errors.every(({ pointer }) => pointer?.startsWith('/data/'))).toBe(true);
    expect(errors.length).toBeGreaterThan(1);
  });

  it('a script in a template value is inert', async () => {
    const script = '<script>alert(1)</script>';
    const { id } = AcceptedNotification.parse((await post({ to: good.to, template: 'test-email', data: { message: script } })).body);
    const { html } = NotificationContent.parse((await product.call('GET', `${path}/${id}/content`)).body);
    expect(html).not.toContain(script);
    expect(html).toContain('&lt;script&gt;');
  });
});
