import { randomUUID } from 'node:crypto';
import type { Stack } from './start-stack.ts';

/** Nobody else's. */
export const newId = (kind: string) => `${kind}-${randomUUID().slice(0, 8)}`;
export const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Somebody with a payment that is paid, one that is overdue, and a verification. */
export async function addUser({ mongoService, sqlService }: Pick<Stack, 'mongoService' | 'sqlService'>) {
  const id = newId('user');
  const name = `Grace ${id.slice(-8)}`;
  const email = `${id}@example.com`;
  await mongoService.createUser({ body: { id, name, email, timeZone: 'Europe/Berlin', unsubscribedFrom: ['account'], lastActiveAt: '2026-01-05T10:00:00Z', createdAt: '2026-01-01T10:00:00Z' } });
  const [paid, owed, verification] = [newId('pay'), newId('pay'), newId('ver')];
  for (const [payment, reference] of [[paid, 'INV-PAID'], [owed, 'INV-OWED']] as const) {
    await sqlService.createPayment({ body: { id: payment, userId: id, reference, amountMinor: 1_250, currency: 'EUR', dueDate: dayFromNow(40) } });
  }
  await sqlService.payPayment({ params: { id: paid }, body: {} });
  await sqlService.createVerification({ body: { id: verification, userId: id, employeeName: 'Grace Hopper', email: `work-${email}`, expiresAt: '2099-01-01T00:00:00Z' } });
  await mongoService.recordVerificationAttempt({ body: { verificationId: verification, number: 1 } });
  return { id, name, email, paid, owed, verification };
}
