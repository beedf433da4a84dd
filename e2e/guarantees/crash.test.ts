import { describe, expect, it, vi } from 'vitest';
import { watchDeliveries } from './watch-deliveries.ts';

const patience = { timeout: 60_000, interval: 100 };
const deliveries = watchDeliveries();

describe('a worker that is killed', () => {
  it('before the provider has the message: another worker sends it, once', async () => {
    deliveries.smtp.use({ mailFrom: 'hang' });
    const id = await deliveries.accept('before@example.com');
    const first = await deliveries.product.startWorker();
    await vi.waitFor(async () => expect(await deliveries.statusOf(id)).toBe('sending'), patience);
    await first.kill();

    deliveries.smtp.use({});
    await deliveries.product.startScheduler();
    await deliveries.product.startWorker();
    await vi.waitFor(async () => expect(await deliveries.statusOf(id)).toBe('sent'), patience);

    expect(deliveries.mailsTo('before@example.com')).toHaveLength(1);
    const { attempts } = await deliveries.product.notification(id);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['abandoned', 'accepted']);
  });

  it('after the provider has the message: it is unknown, and not sent again by itself', async () => {
    deliveries.smtp.use({ dataEnd: ['hang'] });
    const id = await deliveries.accept('after@example.com');
    const first = await deliveries.product.startWorker();
    await vi.waitFor(() => expect(deliveries.mailsTo('after@example.com')).toHaveLength(1), patience);
    await first.kill();

    await deliveries.product.startScheduler();
    await deliveries.product.startWorker();
    await vi.waitFor(async () => expect(await deliveries.statusOf(id)).toBe('unknown'), patience);

    const witness = await deliveries.accept('witness@example.com');
    await vi.waitFor(async () => expect(await deliveries.statusOf(witness)).toBe('sent'), patience);
    expect(deliveries.mailsTo('after@example.com')).toHaveLength(1);
  });
});
