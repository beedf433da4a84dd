import { CarillonError, type SignIn } from '@carillon/domain';
import type { OperatorRepository } from '@carillon/db';
import type { Logger } from '@carillon/observability';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PublicContext } from '../http/route.ts';
import type { AttemptLimit } from './limit-attempts.ts';
import type { PasswordHasher } from './password.ts';
import type { SessionTokens } from './session-token.ts';
import { startSession, type StartedSession } from './start-session.ts';

export interface SignInDeps {
  operators: OperatorRepository;
  passwords: PasswordHasher;
  attempts: AttemptLimit;
  sessionTokens: SessionTokens;
  audit: AuditTrail;
  logger: Logger;
}

/**
 * Signs an operator in. An unknown address, a wrong password and a disabled account answer alike, after the same work.
 * Throws `unauthenticated`, or `rate-limited` after too many tries for this account from this address.
 */
export async function signIn(deps: SignInDeps, context: PublicContext, { email, password }: SignIn): Promise<StartedSession> {
  await deps.attempts.count(email, context.ip);
  const account = await deps.operators.findAccount({ email });
  const matches = await deps.passwords.verify(account?.passwordHash ?? null, password);
  if (account === null || !matches || account.operator.disabled) {
    deps.logger.warn('auth.sign-in-refused', { requestId: context.requestId, ip: context.ip, operatorId: account?.operator.id ?? null });
    throw new CarillonError('unauthenticated', 'The e-mail address or the password is not right.');
  }
  await deps.attempts.forget(email, context.ip);
  return startSession(deps, context, account, 'password');
}
