import { PaymentId, UserId, VerificationId, type Payment, type User, type Verification, type VerificationAttempt } from '@carillon/domain';
import { mongoServiceContract, sqlServiceContract } from '@carillon/service-clients/contracts';
import { Refusal, startContractService, type Fault } from '@carillon/service-clients/testing';

const instant = '2026-01-01T00:00:00.000Z';

export function aUser(id: string, changes: Partial<User> = {}): User {
  return {
    id: UserId.parse(id), name: `User ${id}`, email: `${id}@example.com`, timeZone: 'UTC', locale: 'en', phone: null, externalId: null, tags: [], attributes: {}, status: 'active', unsubscribedFrom: [], consent: [], lastActiveAt: instant, lastLoginAt: instant,
    createdAt: instant, deactivatedAt: null, deactivationReason: null, ...changes,
  };
}
export function aPayment(id: string, userId: string, changes: Partial<Payment> = {}): Payment {
  return {
    id: PaymentId.parse(id), userId: UserId.parse(userId), reference: `INV-${id}`, description: '', amountMinor: 1_250, currency: 'EUR', dueDate: '2026-01-01', status: 'pending', paidAt: null,
    createdAt: instant, updatedAt: instant, ...changes,
  };
}
export function aVerification(id: string, userId: string, changes: Partial<Verification> = {}): Verification {
  return {
    id: VerificationId.parse(id), userId: UserId.parse(userId), employeeName: `Employee ${userId}`, email: `${userId}@work.example.com`, status: 'pending', requestedAt: instant, expiresAt: '2099-01-01T00:00:00.000Z',
    settledAt: null, createdAt: instant, updatedAt: instant, ...changes,
  };
}

/** Both data services as the jobs know them, over real HTTP, with what they hold in the open. */
export async function startDataServices(secret: string) {
  const payments = new Map<string, Payment>();
  const users = new Map<string, User>();
  const verifications = new Map<string, Verification>();
  const attempts: VerificationAttempt[] = [];
  const wrong = new Map<string, Fault>();
  const fault = (operation: string) => wrong.get(operation) ?? null;

  const get = <Item>(items: Map<string, Item>, id: string): Item => {
    const found = items.get(id);
    if (found === undefined) throw new Refusal(404, 'There is none.');
    return found;
  };
  const page = <Item extends { id: string }>(items: Iterable<Item>, matches: (item: Item) => boolean, { limit, cursor = '' }: { limit: number; cursor?: string | undefined }) => {
    const behind = [...items].filter((item) => matches(item) && item.id > cursor).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const shown = behind.slice(0, limit);
    return { items: shown, nextCursor: behind.length > limit ? (shown.at(-1)?.id ?? null) : null };
  };

  const sql = await startContractService('sql-service', sqlServiceContract, {
    secret, fault,
    answers: {
      listDuePayments: ({ query }) => page(payments.values(), ({ status, dueDate }) => status === 'pending' && dueDate >= query.from && dueDate <= query.to, query),
      listOverduePayments: ({ query }) => page(payments.values(), ({ status, dueDate }) => query.status.some((wanted) => wanted === status) && dueDate < query.before && dueDate >= (query.from ?? ''), query),
      listPayments: ({ query }) => page(payments.values(), ({ id }) => query.ids?.some((wanted) => wanted === id) ?? true, query),
      getPayment: ({ params }) => get(payments, params.id),
      markPaymentOverdue({ params }) {
        const payment = get(payments, params.id);
        if (payment.status === 'paid') throw new Refusal(409, 'It is paid.');
        const changed = payment.status === 'pending';
        payments.set(payment.id, { ...payment, status: 'overdue' });
        return { changed, payment: get(payments, params.id) };
      },
      listPendingVerifications: ({ query }) => page(verifications.values(), ({ status }) => status === 'pending', query),
      getVerification: ({ params }) => get(verifications, params.id),
      expireVerification({ params }) {
        const verification = get(verifications, params.id);
        if (verification.status === 'verified') throw new Refusal(409, 'It is verified, which is final.');
        const changed = verification.status === 'pending';
        verifications.set(verification.id, { ...verification, status: 'expired', settledAt: new Date().toISOString() });
        return { changed, verification: get(verifications, params.id) };
      },
    },
  });
  const silentSince = (at: string | null, createdAt: string, before: string) => Date.parse(at ?? createdAt) <= Date.parse(before);
  const mongo = await startContractService('mongo-service', mongoServiceContract, {
    secret, fault,
    answers: {
      listUsers: ({ query }) => page(users.values(), ({ id }) => query.ids?.some((wanted) => wanted === id) ?? true, query),
      getUser: ({ params }) => get(users, params.id),
      listInactiveUsers: ({ query }) => page(users.values(), ({ status, lastActiveAt, createdAt }) => status === 'active' && silentSince(lastActiveAt, createdAt, query.before), query),
      listLoginInactiveUsers: ({ query }) => page(users.values(), ({ status, lastLoginAt, createdAt }) => status === 'active' && silentSince(lastLoginAt, createdAt, query.before), query),
      deactivateUser({ params, body }) {
        const user = get(users, params.id);
        if (Date.parse(user.lastActiveAt ?? user.createdAt) > Date.parse(body.inactiveSince)) throw new Refusal(409, 'The user came back.');
        const changed = user.status === 'active';
        users.set(user.id, { ...user, status: 'deactivated', deactivatedAt: new Date().toISOString(), deactivationReason: body.reason });
        return { changed, user: get(users, params.id) };
      },
      listVerificationAttempts: ({ query }) => page(attempts, ({ verificationId }) => verificationId === query.verificationId, query),
      recordVerificationAttempt({ body }) {
        const known = attempts.find(({ verificationId, number }) => verificationId === body.verificationId && number === body.number);
        if (known !== undefined) return known;
        const attempt = { id: `${body.verificationId}-${body.number}`, verificationId: body.verificationId, number: body.number, notificationId: body.notificationId ?? null, at: body.at ?? new Date().toISOString() };
        attempts.push(attempt);
        return attempt;
      },
    },
  });
  return {
    payments, users, verifications, attempts,
    sqlUrl: sql.url,
    mongoUrl: mongo.url,
    /** From now on this operation goes wrong; null: no more. */
    breakOperation: (operation: string, how: Fault | null) => (how === null ? wrong.delete(operation) : wrong.set(operation, how)),
    stop: () => Promise.all([sql.stop(), mongo.stop()]),
  };
}
