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
  product = await startProduct({ mongodbServer: inject('mongodbUri'), smtpUrl: smtp.url });
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
    await vi.waitFor(async () => expect((await product.notification(witness.id)).status).toBe('sent'));
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

describe('a malformed request is refused with a problem that points at what is wrong', () => {
  const longAddress = `${'a'.repeat(250)}@example.com`;
  it.each<[string, unknown, number, string]>([
    ['not JSON', '{"to":', 400, ''],
    ['a list', [good], 422, ''],
    ['a string', '"hello"', 422, ''],
    ['null', 'null', 422, ''],
    ['nothing in it', {}, 422, '/to'],
    ['no recipient', { subject: 'a', text: 'b' }, 422, '/to'],
    ['an empty recipient', { ...good, to: '' }, 422, '/to'],
    ['a recipient that is a number', { ...good, to: 5 }, 422, '/to'],
    ['a recipient that is null', { ...good, to: null }, 422, '/to'],
    ['a list of recipients', { ...good, to: ['a@example.com'] }, 422, '/to'],
    ['two recipients in one', { ...good, to: 'a@example.com, b@example.com' }, 422, '/to'],
    ['a recipient with a display name', { ...good, to: 'Ada <ada@example.com>' }, 422, '/to'],
    ['a recipient without a domain', { ...good, to: 'ada' }, 422, '/to'],
    ['a recipient that is too long', { ...good, to: longAddress }, 422, '/to'],
    ['a header in the recipient', { ...good, to: 'a@example.com\r\nBcc: b@example.com' }, 422, '/to'],
    ['a header in the subject', { ...good, subject: 'Hi\r\nBcc: b@example.com' }, 422, '/subject'],
    ['a line feed in the subject', { ...good, subject: 'Hi\nthere' }, 422, '/subject'],
    ['a NUL in the subject', { ...good, subject: 'Hi\u0000' }, 422, '/subject'],
    ['an empty subject', { ...good, subject: '' }, 422, '/subject'],
    ['a subject that is an object', { ...good, subject: {} }, 422, '/subject'],
    ['a subject that is too long', { ...good, subject: 'x'.repeat(501) }, 422, '/subject'],
    ['no subject', { to: good.to, text: 'Hi' }, 422, '/subject'],
    ['no content', { to: good.to, subject: 'Hi' }, 422, '/text'],
    ['an empty text', { ...good, text: '' }, 422, '/text'],
    ['a text that is a list', { ...good, text: ['Hi'] }, 422, '/text'],
    ['html that is a number', { to: good.to, subject: 'Hi', html: 1 }, 422, '/html'],
    ['a template and a subject', { to: good.to, template: 'test-email', subject: 'x' }, 422, '/subject'],
    ['a template and html', { to: good.to, template: 'test-email', html: '<p>' }, 422, '/html'],
    ['a template name with a path in it', { to: good.to, template: '../etc/passwd' }, 422, '/template'],
    ['a template nobody knows', { to: good.to, template: 'no-such-template' }, 404, ''],
    ['data without a template', { ...good, data: { a: 1 } }, 422, '/data'],
    ['data that is a list', { to: good.to, template: 'test-email', data: [] }, 422, '/data'],
    ['data that is a string', { to: good.to, template: 'test-email', data: 'x' }, 422, '/data'],
    ['an unknown channel', { ...good, channel: 'pigeon' }, 422, '/channel'],
    ['a category with spaces', { ...good, category: 'No Good' }, 422, '/category'],
    ['a category that is too long', { ...good, category: 'a'.repeat(60) }, 422, '/category'],
    ['a time that is none', { ...good, sendAt: 'tomorrow' }, 422, '/sendAt'],
    ['a time without an offset', { ...good, sendAt: '2026-12-01T10:00:00' }, 422, '/sendAt'],
    ['a time that is a number', { ...good, sendAt: 1_800_000_000 }, 422, '/sendAt'],
    ['an unknown priority', { ...good, priority: 'urgent' }, 422, '/priority'],
    ['a field nobody knows', { ...good, subjekt: 'x' }, 422, '/subjekt'],
    ['an attempt at the prototype', '{"to":"a@example.com","subject":"a","text":"b","__proto__":{"admin":true}}', 422, '/__proto__'],
  ])('%s', async (_title, body, status, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = Problem.parse(answer.body);
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'));
    expect(pointersOf(problem)).toContain(pointer);
  });

  it('a body of a megabyte is refused before it is read', async () => {
    expect(await post({ ...good, text: 'x'.repeat(1_000_000) })).toMatchObject({ status: 413, body: { code: 'payload-too-large' } });
  });

  it('a body that is not JSON by its own word is refused', async () => {
    expect(await product.call('POST', path, { body: 'to=ada', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toMatchObject({ status: 415 });
  });

  it('an Idempotency-Key that is too long is refused by name', async () => {
    const answer = await post(good, { 'idempotency-key': 'x'.repeat(300) });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ parameter: 'idempotency-key' }] } });
  });

  it('without a credential it is 401', async () => {
    const response = await fetch(`${product.apiUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(good) });
    expect(response.status).toBe(401);
  });
});

/** Where the problem points; the empty pointer is the document itself, and stands for a problem without details too. */
function pointersOf({ errors }: Problem): string[] {
  return ['', ...(errors ?? []).map(({ pointer }) => pointer ?? '')];
}
