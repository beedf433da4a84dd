import type { NotificationDetail } from '@carillon/domain';
import { describe, expect, it, vi } from 'vitest';
import { watchDeliveries } from './watch-deliveries.ts';

const patience = { timeout: 60_000, interval: 100 };
const deliveries = watchDeliveries();

describe('after a worker was killed', () => {
  it('an operator who accepts a second copy has an unknown one sent again', async () => {
    deliveries.smtp.use({ dataEnd: ['hang'] });
    const id = await deliveries.accept('again@example.com');
    const first = await deliveries.product.startWorker();
    await vi.waitFor(() => expect(deliveries.mailsTo('again@example.com')).toHaveLength(1), patience);
    await first.kill();
    await deliveries.product.startScheduler();
    await deliveries.product.startWorker();
    await vi.waitFor(async () => expect(await deliveries.statusOf(id)).toBe('unknown'), patience);

    expect((await deliveries.product.call('POST', `/api/v1/notifications/${id}/retry`)).status).toBe(200);
    await vi.waitFor(async () => expect(await deliveries.statusOf(id)).toBe('sent'), patience);
    expect(deliveries.mailsTo('again@example.com')).toHaveLength(2);
  });

  it('in the middle of many: none is lost, and none is sent twice without being marked unknown', async () => {
    const addresses = Array.from({ length: 60 }, (_, index) => `many-${index}@example.com`);
    const ids = await Promise.all(addresses.map(deliveries.accept));
    const first = await deliveries.product.startWorker();
    await vi.waitFor(() => expect(deliveries.smtp.messages.length).toBeGreaterThan(5), { timeout: 30_000, interval: 1 });
    await first.kill();

    await deliveries.product.startScheduler();
    await deliveries.product.startWorker();
    await vi.waitFor(async () => expect((await deliveries.product.call('GET', '/api/v1/notifications/count?status=sent,unknown')).body).toMatchObject({ total: ids.length }), patience);
    const settled = await Promise.all(ids.map((id) => deliveries.product.notification(id)));

    expect(settled.filter(isSentButNotOnce)).toEqual([]);
    expect(settled.filter(isUnknownAndSentTwice)).toEqual([]);
  });
});

const isSentButNotOnce = ({ status, to }: NotificationDetail) => status === 'sent' && deliveries.mailsTo(to).length !== 1;
const isUnknownAndSentTwice = ({ status, to }: NotificationDetail) => status === 'unknown' && deliveries.mailsTo(to).length > 1;
