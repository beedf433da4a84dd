import type { Recipes, Workshop } from '../workshop.ts';

const payment = (shop: Workshop) => ({ id: shop.unique('pay'), userId: shop.take('users'), reference: 'Invoice 7', amountMinor: 1_250, currency: 'EUR', dueDate: '2026-01-01' });
const verification = (shop: Workshop, expiresAt = '2034-01-01T00:00:00Z') => ({ id: shop.unique('vrf'), userId: shop.take('users'), employeeName: 'Grace', email: 'grace@example.com', requestedAt: '2025-01-01T00:00:00Z', expiresAt });
const csv = (row: Record<string, unknown>) => `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
const onPayment = (body: object) => async (shop: Workshop) => ({ path: { id: String((await shop.make('POST', '/payments', payment(shop)))['id']) }, body });
const onVerification = (expiresAt?: string) => async (shop: Workshop) => ({ path: { id: String((await shop.make('POST', '/verifications', verification(shop, expiresAt)))['id']) }, body: {} });

export const sqlServiceRecipes: Recipes = {
  plain: {
    listDuePayments: () => ({ query: { from: '2026-01-01', to: '2026-12-31', limit: '2' } }),
    listOverduePayments: () => ({ query: { before: '2026-06-01', status: 'pending,overdue' } }),
    listPayments: (shop) => ({ query: { userId: shop.take('users'), status: 'pending' } }),
    createPayment: (shop) => ({ body: payment(shop) }),
    importPayments: (shop) => ({ body: csv(payment(shop)) }),
    listPendingVerifications: () => ({ query: { requestedAfter: '2024-01-01T00:00:00Z' } }),
    createVerification: (shop) => ({ body: verification(shop) }),
    importVerifications: (shop) => ({ body: csv(verification(shop)) }),
  },
  prepared: {
    markPaymentOverdue: onPayment({ asOf: '2026-02-01' }),
    payPayment: onPayment({ paidAt: '2026-01-15T12:00:00+01:00' }),
    cancelPayment: onPayment({}),
    verifyVerification: onVerification(),
    rejectVerification: onVerification(),
    expireVerification: onVerification('2025-02-01T00:00:00Z'),
  },
};
