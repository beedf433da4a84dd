import { permissionsOf, type Session } from '@carillon/domain';
import type { OperatorAccount, OperatorRepository } from '@carillon/db';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PublicContext } from '../http/route.ts';
import type { SessionTokens } from './session-token.ts';

export interface StartedSession {
  session: Session;
  token: string;
  expiresAt: Date;
}

/** Makes a session for an account that has proved who it is. */
export async function startSession(
  deps: { operators: OperatorRepository; sessionTokens: SessionTokens; audit: AuditTrail },
  context: Pick<PublicContext, 'requestId' | 'ip'>,
  { operator, sessionVersion }: OperatorAccount,
  method: 'password' | 'dev-login',
): Promise<StartedSession> {
  const requester = { kind: 'operator', id: operator.id, name: operator.name } as const;
  const change = { action: 'session.started', subject: { kind: 'operator', id: operator.id }, changes: { method } };
  return deps.audit.record({ ...context, actor: { requester } }, change, async () => {
    await deps.operators.markSignedIn(operator.id);
    const { token, expiresAt } = deps.sessionTokens.issue(operator.id, sessionVersion);
    return { token, expiresAt, session: { operator, permissions: [...permissionsOf(operator.role)], expiresAt: expiresAt.toISOString() } };
  });
}
