import { expect, it } from 'vitest';
import { CreateUser, CreateVerification, PaymentCsvLine } from '../../packages/domain/src/index.ts';
import { makePayments } from './make-payments.mjs';
import { makeUsers } from './make-users.mjs';
import { makeVerifications } from './make-verifications.mjs';

const now = new Date('2026-11-21T09:30:00Z');
const users = makeUsers(now);
const payments = makePayments(now, users);
const verifications = makeVerifications(now, users);
const dueIn = (days: number) => payments.filter(({ payment, command }) => command === null && payment.dueDate === new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10));
const daysSince = (instant: string) => (now.getTime() - Date.parse(instant)) / 86_400_000;

it('the data is the same at every run, so that a second one finds it all there', () => {
  expect(makeUsers(now)).toEqual(users);
  expect(makePayments(now, users)).toEqual(payments);
  expect(makeVerifications(now, users)).toEqual(verifications);
  expect(makeUsers(new Date('2030-01-01')).map(({ id, email }) => [id, email])).toEqual(users.map(({ id, email }) => [id, email]));
});

it('what is made is what the services accept, and goes to nobody', () => {
  expect(users.map(({ currency: _currency, ...user }) => CreateUser.safeParse(user).success)).not.toContain(false);
  expect(payments.map(({ payment }) => PaymentCsvLine.safeParse({ ...payment, amountMinor: String(payment.amountMinor) }).success)).not.toContain(false);
  expect(verifications.map(({ verification }) => CreateVerification.safeParse(verification).success)).not.toContain(false);
  expect(users.filter(({ email }) => !email.endsWith('@example.com'))).toEqual([]);
});

it('there are 500 users, 1,500 payments and 200 verifications, each with an id of its own', () => {
  const ids = [...users, ...payments.map(({ payment }) => payment), ...verifications.map(({ verification }) => verification)].map(({ id }) => id);
  expect([users.length, payments.length, verifications.length, new Set(ids).size]).toEqual([500, 1_500, 200, 2_200]);
  expect(new Set(users.map(({ email }) => email)).size).toBe(500);
});

it.each([-1, 0, 1, 3, 7])('some payments are still owed that are due in %i days', (days) => {
  expect(dueIn(days).length).toBeGreaterThan(3);
});

it('some users are silent, some only do not sign in, and most are neither', () => {
  const silent = users.filter(({ lastActiveAt }) => daysSince(lastActiveAt) > 90);
  const away = users.filter(({ lastActiveAt, lastLoginAt }) => daysSince(lastActiveAt) < 90 && daysSince(lastLoginAt) > 180);
  expect(silent.length).toBeGreaterThan(30);
  expect(away.length).toBeGreaterThan(15);
  expect(silent.length + away.length).toBeLessThan(200);
});

it('nothing that happened lies ahead', () => {
  const instants = [...users.flatMap(({ lastActiveAt, lastLoginAt, createdAt }) => [lastActiveAt, lastLoginAt, createdAt]), ...verifications.map(({ verification }) => verification.requestedAt)];
  expect(instants.filter((instant) => Date.parse(instant) > now.getTime())).toEqual([]);
});
