import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { AcceptedNotification, type NotificationDetail } from '@carillon/domain';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { startProduct, type Product } from './start-product.ts';

const patience = { timeout: 60_000, interval: 100 };

let smtp: ScriptedSmtpServer;
let product: Product;

beforeEach(async () => {
  smtp = await createScriptedSmtpServer();
  product = await startProduct({ mongodbServer: inject('mongodbUri'), smtpUrl: smtp.url });
});

afterEach(async () => {
  await product.stop();
  await smtp.close();
});

async function accept(to: string): Promise<string> {
  const answer = await product.call('POST', '/api/v1/notifications', { body: { to, subject: `For ${to}`, text: 'Hello' } });
  return AcceptedNotification.parse(answer.body).id;
}

const statusOf = async (id: string) => (await product.notification(id)).status;
const mailsTo = (address: string) => smtp.messages.filter((message) => message.to.includes(address));

describe('after a worker was killed', () => {
  it('an operator who accepts a second copy has an unknown one sent again', async () => {
    smtp.use({ dataEnd: ['hang'] });
    const id = await accept('again@example.com');
    const first = await product.startWorker();
    await vi.waitFor(() => expect(mailsTo('again@example.com')).toHaveLength(1), patience);
    await first.kill();
    await product.startScheduler();
    await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('unknown'), patience);

    expect((await product.call('POST', `/api/v1/notifications/${id}/retry`)).status).toBe(200);
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sent'), patience);
    expect(mailsTo('again@example.com')).toHaveLength(2);
  });

  it('in the middle of many: none is lost, and none is sent twice without being marked unknown', async () => {
    const addresses = Array.from({ length: 60 }, (_, index) => `many-${index}@example.com`);
    const ids = await Promise.all(addresses.map(accept));
    const first = await product.startWorker();
    await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(5), { timeout: 30_000, interval: 1 });
    await first.kill();

    await product.startScheduler();
    await product.startWorker();
    const settled = await vi.waitFor(async () => {
      const all = await Promise.all(ids.map((id) => product.notification(id)));
      expect(all.filter(({ status }) => !['sent', 'unknown'].includes(status))).toEqual([]);
      return all;
    }, patience);

    expect(settled.filter(isSentButNotOnce)).toEqual([]);
    expect(settled.filter(isUnknownAndSentTwice)).toEqual([]);
  });
});

const isSentButNotOnce = ({ status, to }: NotificationDetail) => status === 'sent' && mailsTo(to).length !== 1;
const isUnknownAndSentTwice = ({ status, to }: NotificationDetail) => status === 'unknown' && mailsTo(to).length > 1;
