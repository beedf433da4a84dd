import { createScriptedSmtpServer, type ScriptedSmtpServer, type SmtpScript } from '@carillon/testing';
import { AcceptedNotification } from '@carillon/domain';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 60_000, interval: 50 };
const to = 'ada@example.com';
/** Put on the suppression list by what the server says of it: no other test may write to it. */
const gone = 'gone@example.com';

let smtp: ScriptedSmtpServer;
let product: Product;

beforeAll(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { SEND_MAX_ATTEMPTS: '3', SEND_TIMEOUT_MS: '3000' } });
  await product.startWorker();
  await product.startScheduler();
});

afterAll(async () => {
  await product.stop();
  await smtp.close();
});

/** Sends to whom the script speaks of, while the server behaves as it says; once the first attempt was put off it behaves as `later` says. */
async function send(script: SmtpScript, later: SmtpScript = script) {
  smtp.use(script);
  const [address = to] = Object.keys(script.recipients ?? {});
  const answer = await product.call('POST', '/api/v1/notifications', { body: { to: address, subject: 'Hello', text: 'Hi' } });
  const { id } = AcceptedNotification.parse(answer.body);
  await vi.waitFor(async () => expect(['queued', 'sending']).not.toContain((await product.notification(id)).status), { ...patience, interval: 20 });
  smtp.use(later);
  return vi.waitFor(async () => {
    const notification = await product.notification(id);
    expect(['queued', 'sending', 'retrying']).not.toContain(notification.status);
    return notification;
  }, patience);
}

const healthy: SmtpScript = {};

it.each<[string, SmtpScript, SmtpScript | undefined, string, (string | null)[]]>([
  ['accepts', healthy, undefined, 'sent', ['accepted']],
  ['is busy (421) at first', { mailFrom: { code: 421, text: '4.3.2 try again later' } }, healthy, 'sent', ['temporary', 'accepted']],
  ['greylists (450) at first', { recipients: { [to]: { code: 450, text: '4.2.0 greylisted' } } }, healthy, 'sent', ['temporary', 'accepted']],
  ['answers 451 for ever', { mailFrom: { code: 451, text: '4.3.0 local error' } }, undefined, 'failed', ['temporary', 'temporary', 'temporary']],
  ['does not know the recipient (550)', { recipients: { [gone]: { code: 550, text: '5.1.1 no such user' } } }, undefined, 'failed', ['permanent']],
  ['refuses the content (554)', { dataEnd: { code: 554, text: '5.7.1 looks like spam' } }, undefined, 'failed', ['permanent']],
  ['falls silent before it has the message', { mailFrom: 'hang' }, healthy, 'sent', ['temporary', 'accepted']],
  ['hangs up before it has the message', { mailFrom: 'drop' }, healthy, 'sent', ['temporary', 'accepted']],
  ['falls silent when it has the message', { dataEnd: 'hang' }, undefined, 'unknown', ['ambiguous']],
  ['hangs up when it has the message', { dataEnd: 'drop' }, undefined, 'unknown', ['ambiguous']],
])('a server that %s leads to the state an operator expects', async (_title, script, later, status, outcomes) => {
  const notification = await send(script, later);
  expect(notification.status).toBe(status);
  expect(notification.attempts.map(({ outcome }) => outcome)).toEqual(outcomes);
  expect(notification.reason === null).toBe(status === 'sent');
});

it('a failed one that is tried again gets a new round of attempts', async () => {
  const { id } = await send({ recipients: { [to]: { code: 552, text: '5.2.2 mailbox full' } } });
  smtp.use(healthy);
  const retried = await product.call('POST', `/api/v1/notifications/${id}/retry`);
  expect(retried.status).toBe(200);
  await vi.waitFor(async () => expect((await product.notification(id)).status).toBe('sent'), patience);
  expect((await product.notification(id)).attempts.map(({ outcome }) => outcome)).toEqual(['permanent', 'accepted']);
});

it('one that is sent can be neither tried again nor cancelled', async () => {
  const { id } = await send(healthy);
  expect(await product.call('POST', `/api/v1/notifications/${id}/retry`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await product.call('POST', `/api/v1/notifications/${id}/cancel`)).toMatchObject({ status: 409, body: { code: 'conflict' } });
});

it('one that waits for its time is not sent early, and can be cancelled', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const answer = await product.call('POST', '/api/v1/notifications', { body: { to: 'later@example.com', subject: 'Later', text: 'Hi', sendAt } });
  const { id } = AcceptedNotification.parse(answer.body);
  expect((await product.notification(id)).nextAttemptAt).toBe(sendAt);
  expect((await product.call('POST', `/api/v1/notifications/${id}/cancel`)).status).toBe(200);
  expect((await product.notification(id)).status).toBe('cancelled');
});
