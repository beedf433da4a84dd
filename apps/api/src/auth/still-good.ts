import type { ApiKey } from '@carillon/domain';
import type { OperatorAccount } from '@carillon/db';

/** Whether a session holds: it has not run out, it was not signed out of, and its operator may sign in as when it was made. Null: there is no such account. */
export function isGoodSession(account: OperatorAccount | null, session: { id: string; version: number; expiresAt: Date }, now: Date): account is OperatorAccount {
  return account !== null && !account.operator.disabled && account.sessionVersion === session.version && !account.endedSessionIds.includes(session.id) && session.expiresAt > now;
}

/** Whether a key holds: it was not revoked, and has not expired. */
export function isGoodKey(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: Date): boolean {
  return key.revokedAt === null && (key.expiresAt === null || new Date(key.expiresAt) > now);
}
