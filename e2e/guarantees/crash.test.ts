import { AcceptedNotification, type NotificationDetail } from '@carillon/domain';
import { createScriptedSmtpServer, type ScriptedSmtpServer, type TestProcess } from '@carillon/testing';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 60_000, interval: 250 };

let smtp: ScriptedSmtpServer;
let product: Product;
/** The only worker that lives. Each test kills it, and starts the next one. */
let worker: TestProcess;

beforeAll(async () => {
  smtp = await createScriptedSmtpServer();
  // A hand-over that hangs is to be ended by the crash, and by nothing else.
  product = await startProduct({ mongodbServer: inject('documentStoreUri'), smtpUrl: smtp.url, environment: { SEND_TIMEOUT_MS: '5000' } });
  await product.startScheduler();
  worker = await product.startWorker();
});

afterAll(async () => {
  await product.stop();
  await smtp.close();
});

async function accept(to: string): Promise<string> {
  const answer = await product.call('POST', '/api/v1/notifications', { body: { to, subject: `For ${to}`, text: 'Hello' } });
  return AcceptedNotification.parse(answer.body).id;
}
const statusOf = async (id: string) => (await product.notification(id)).status;
const mailsTo = (address: string) => smtp.messages.filter((message) => message.to.includes(address));

describe('a worker that is killed', () => {
  it('before the provider has the message: another worker sends it, once', async () => {
    smtp.use({ mailFrom: 'hang' });
    const id = await accept('before@example.com');
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sending'), patience);
    await worker.kill();

    smtp.use({});
    worker = await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sent'), patience);

    expect(mailsTo('before@example.com')).toHaveLength(1);
    const { attempts } = await product.notification(id);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['abandoned', 'accepted']);
  });

  it('after the provider has the message: it is unknown, and not sent again by itself, but by an operator who accepts a second copy', async () => {
    smtp.use({ dataEnd: ['hang'] });
    const id = await accept('after@example.com');
    await vi.waitFor(() => expect(mailsTo('after@example.com')).toHaveLength(1), patience);
    await worker.kill();

    worker = await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('unknown'), patience);
    const witness = await accept('witness@example.com');
    await vi.waitFor(async () => expect(await statusOf(witness)).toBe('sent'), patience);
    expect(mailsTo('after@example.com')).toHaveLength(1);

    expect((await product.call('POST', `/api/v1/notifications/${id}/retry`)).status).toBe(200);
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sent'), patience);
    expect(mailsTo('after@example.com')).toHaveLength(2);
  });

  it('in the middle of many: none is lost, and none is sent twice without being marked unknown', async () => {
    const addresses = Array.from({ length: 60 }, (_, index) => `many-${index}@example.com`);
    const already = smtp.messages.length;
    const accepted = Promise.all(addresses.map(accept));
    await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(already + 5), { timeout: 30_000, interval: 1 });
    await worker.kill();
    const ids = await accepted;

    worker = await product.startWorker();
    const settled = await vi.waitFor(async () => {
      const { body } = await product.call('GET', '/api/v1/notifications/count?status=sent,unknown&search=many-');
      expect(body).toMatchObject({ total: ids.length });
      return Promise.all(ids.map((id) => product.notification(id)));
    }, patience);

    expect(settled.filter(isSentButNotOnce)).toEqual([]);
    expect(settled.filter(isUnknownAndSentTwice)).toEqual([]);
  });
});

const isSentButNotOnce = ({ status, to }: NotificationDetail) => status === 'sent' && mailsTo(to).length !== 1;
const isUnknownAndSentTwice = ({ status, to }: NotificationDetail) => status === 'unknown' && mailsTo(to).length > 1;
