import { CarillonError, type ChangePassword } from '@carillon/domain';
import type { OperatorRepository } from '@carillon/db';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import type { PasswordCheckLimit } from './limit-attempts.ts';
import type { PasswordHasher } from './password.ts';
import type { SessionTokens } from './session-token.ts';
import { issueSession, type StartedSession } from './start-session.ts';

export interface ChangePasswordDeps {
  operators: Pick<OperatorRepository, 'findAccount' | 'changePassword'>;
  passwords: PasswordHasher;
  passwordChecks: PasswordCheckLimit;
  sessionTokens: SessionTokens;
  audit: AuditTrail;
}

/**
 * Gives the operator who asks another password, and a session under it; every session from before ends. Throws `validation-failed` when the present
 * password is not right, `rate-limited` after too many tries, and `conflict` where there is none, or the account was changed at the same moment.
 */
export async function changePassword(deps: ChangePasswordDeps, context: RequestContext, { currentPassword, newPassword }: ChangePassword): Promise<StartedSession> {
  const { session } = context.actor;
  if (session === null) throw new CarillonError('forbidden', 'An API key has no password.');
  const { id } = session.operator;
  await deps.passwordChecks.count(id);
  return deps.audit.record(context, { action: 'operator.password-changed', subject: { kind: 'operator', id }, changes: {} }, async () => {
    if (!session.hasPassword) throw new CarillonError('conflict', 'This account has no password that could be changed: it signs in by dev login. An admin can set one under Settings.');
    const account = await deps.operators.findAccount({ id });
    if (!(await deps.passwords.verify(account?.passwordHash ?? null, currentPassword))) {
      throw new CarillonError('validation-failed', 'The present password is not right. Nothing was changed.', { details: [{ pointer: '/currentPassword', code: 'wrong', message: 'is not right' }] });
    }
    const changed = await deps.operators.changePassword(id, { passwordHash: await deps.passwords.hash(newPassword), sessionVersion: session.version });
    if (changed === null) throw new CarillonError('conflict', 'Somebody else has just changed this account, which ended its sessions. Sign in again.');
    await deps.passwordChecks.forget(id);
    return issueSession(deps.sessionTokens, changed);
  });
}
