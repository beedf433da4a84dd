import { formatAmount, type Login, type Payment, type User, type UserTimelineEntry, type Verification, type VerificationAttempt } from '@carillon/domain';
import type { CallOptions, MongoServiceClient, SqlServiceClient } from '@carillon/service-clients';

/** Older sign-ins, payments and verifications of one user are left to their own lists. */
const MAX_LOGINS = 100;
const MAX_PAYMENTS = 200;
const MAX_VERIFICATIONS = 20;
const MAX_ATTEMPTS = 50;

export interface ReadUserEventsDeps {
  sql: Pick<SqlServiceClient, 'listPayments' | 'listVerifications'>;
  mongo: Pick<MongoServiceClient, 'listLogins' | 'listVerificationAttempts'>;
}
type EventEntry = Extract<UserTimelineEntry, { kind: 'event' }>;
/** An entry with an id of its own, by which entries of the same instant are sorted. */
export interface TimelineEvent {
  id: string;
  entry: EventEntry;
}

/** What the data services know to have happened to a user, in no order. Rejects with the errors of the service clients. */
export async function readUserEvents({ sql, mongo }: ReadUserEventsDeps, user: User, call: CallOptions): Promise<TimelineEvent[]> {
  const [logins, payments, verifications] = await Promise.all([
    mongo.listLogins({ query: { userId: user.id, limit: MAX_LOGINS } }, call),
    sql.listPayments({ query: { userId: user.id, limit: MAX_PAYMENTS } }, call),
    sql.listVerifications({ query: { userId: user.id, limit: MAX_VERIFICATIONS } }, call),
  ]);
  const attempts = await Promise.all(verifications.items.map(({ id }) => mongo.listVerificationAttempts({ query: { verificationId: id, limit: MAX_ATTEMPTS } }, call)));
  return [...eventsOfUser(user, logins.items), ...payments.items.flatMap(eventsOfPayment), ...verifications.items.flatMap(eventsOfVerification), ...attempts.flatMap(({ items }) => items.flatMap(eventsOfAttempt))];
}

/** The last sign-in may be known from elsewhere, an import say, and not be one of those that were noted. */
function eventsOfUser({ id, createdAt, lastLoginAt, lastActiveAt, deactivatedAt, deactivationReason }: User, logins: readonly Login[]): TimelineEvent[] {
  return [
    ...event('joined', createdAt, id),
    ...logins.flatMap((login) => event('signed-in', login.at, login.id)),
    ...event('signed-in', logins.some(({ at }) => at === lastLoginAt) ? null : lastLoginAt, id),
    // A sign-in counts as activity: it is told once.
    ...event('active', lastActiveAt === lastLoginAt ? null : lastActiveAt, id),
    ...event('deactivated', deactivatedAt, id, { text: deactivationReason }),
  ];
}

function eventsOfPayment(payment: Payment): TimelineEvent[] {
  const { id, reference, dueDate, status, createdAt, paidAt, updatedAt } = payment;
  const text = `${reference}, ${formatAmount(payment, 'en-GB')}, due on ${dueDate}`;
  const about = { subjectId: id, text };
  return [
    ...event('payment-added', createdAt, id, about),
    ...event('payment-paid', paidAt, id, about),
    ...event('payment-overdue', status === 'overdue' ? updatedAt : null, id, about),
    ...event('payment-cancelled', status === 'cancelled' ? updatedAt : null, id, about),
  ];
}

function eventsOfVerification({ id, employeeName, email, status, requestedAt, expiresAt, settledAt }: Verification): TimelineEvent[] {
  return [
    ...event('verification-requested', requestedAt, id, { subjectId: id, text: `${employeeName}, to be asked at ${email} until ${expiresAt.slice(0, 10)}` }),
    ...event('verification-settled', settledAt, id, { subjectId: id, text: `It is ${status}` }),
  ];
}

function eventsOfAttempt({ id, verificationId, number, notificationId, at }: VerificationAttempt): TimelineEvent[] {
  return event('verification-asked', at, id, { subjectId: verificationId, text: `Attempt ${number}`, notificationId });
}

function event(name: EventEntry['event'], at: string | null, id: string, more: Partial<Pick<EventEntry, 'subjectId' | 'text' | 'notificationId'>> = {}): TimelineEvent[] {
  return at === null ? [] : [{ id: `${name}|${id}`, entry: { kind: 'event', event: name, at, subjectId: null, text: null, notificationId: null, ...more } }];
}
