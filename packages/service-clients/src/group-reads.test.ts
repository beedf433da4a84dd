import { PaymentId, type Payment } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { groupPaymentReads } from './group-reads.ts';
import { ServiceRefusedError } from './service-errors.ts';
import type { SqlServiceClient } from './sql-service-client.ts';

const instant = '2026-01-01T00:00:00.000Z';
const payment = (id: string): Payment => ({
  id: PaymentId.parse(id), userId: 'ada' as Payment['userId'], reference: id, description: '', amountMinor: 1, currency: 'EUR', dueDate: '2026-01-01', status: 'pending', paidAt: null, createdAt: instant, updatedAt: instant,
});

/** A service that knows the payments 1 to 9. */
function asked() {
  const getPayment = vi.fn(async ({ params }: { params: { id: string } }) => payment(params.id));
  const listPayments = vi.fn(async ({ query }: { query: { ids?: string | string[] } }) => ({ items: [query.ids ?? []].flat().filter((id) => /^\d$/.test(id)).map(payment), nextCursor: null }));
  // Of the client no other method is asked.
  const client = groupPaymentReads({ getPayment, listPayments } as unknown as SqlServiceClient);
  return { getPayment, listPayments, read: (id: string) => client.getPayment({ params: { id } }) };
}

it('payments that are wanted at the same time are asked for once, together', async () => {
  const { read, listPayments, getPayment } = asked();
  expect((await Promise.all([read('1'), read('2'), read('2')])).map(({ id }) => id)).toEqual(['1', '2', '2']);
  expect(listPayments.mock.calls).toEqual([[{ query: { ids: ['1', '2'] } }]]);
  expect(getPayment).not.toHaveBeenCalled();
});

it('a payment that is wanted alone is asked for by its own address', async () => {
  const { read, getPayment } = asked();
  expect((await read('7')).id).toBe('7');
  expect(getPayment).toHaveBeenCalledOnce();
});

it('one that is missing from the list is refused like one that is not found, and the others are answered', async () => {
  const { read } = asked();
  const [known, unknown] = await Promise.allSettled([read('1'), read('unknown')]);
  expect(known).toMatchObject({ status: 'fulfilled' });
  expect(unknown).toMatchObject({ reason: expect.any(ServiceRefusedError) });
  expect(unknown).toMatchObject({ reason: { status: 404, code: 'not-found' } });
});
