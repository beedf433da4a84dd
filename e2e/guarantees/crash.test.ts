import { createScriptedSmtpServer, type ScriptedSmtpServer } from '@carillon/testing';
import { AcceptedNotification } from '@carillon/domain';
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

describe('a worker that is killed', () => {
  it('before the provider has the message: another worker sends it, once', async () => {
    smtp.use({ mailFrom: 'hang' });
    const id = await accept('before@example.com');
    const first = await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sending'), patience);
    await first.kill();

    smtp.use({});
    await product.startScheduler();
    await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('sent'), patience);

    expect(mailsTo('before@example.com')).toHaveLength(1);
    const { attempts } = await product.notification(id);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['abandoned', 'accepted']);
  });

  it('after the provider has the message: it is unknown, and not sent again by itself', async () => {
    smtp.use({ dataEnd: ['hang'] });
    const id = await accept('after@example.com');
    const first = await product.startWorker();
    await vi.waitFor(() => expect(mailsTo('after@example.com')).toHaveLength(1), patience);
    await first.kill();

    await product.startScheduler();
    await product.startWorker();
    await vi.waitFor(async () => expect(await statusOf(id)).toBe('unknown'), patience);

    const witness = await accept('witness@example.com');
    await vi.waitFor(async () => expect(await statusOf(witness)).toBe('sent'), patience);
    expect(mailsTo('after@example.com')).toHaveLength(1);
  });
});
