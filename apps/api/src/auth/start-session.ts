import { permissionsOf, type Session } from '@carillon/domain';
import type { OperatorAccount, OperatorRepository } from '@carillon/db';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { ActorSession } from '../http/actor.ts';
import type { PublicContext } from '../http/route.ts';
import type { SessionTokens } from './session-token.ts';

export interface StartedSession {
  session: Session;
  token: string;
  expiresAt: Date;
}

/** Makes a session for an account that has proved who it is, and writes down that somebody signed in. */
export async function startSession(
  deps: { operators: OperatorRepository; sessionTokens: SessionTokens; audit: AuditTrail },
  context: Pick<PublicContext, 'requestId' | 'ip'>,
  account: OperatorAccount,
  method: 'password' | 'dev-login',
): Promise<StartedSession> {
  const { operator } = account;
  const requester = { kind: 'operator', id: operator.id, name: operator.name } as const;
  const change: AuditedChange = { action: 'session.started', subject: { kind: 'operator', id: operator.id }, changes: { method } };
  return deps.audit.record({ ...context, actor: { requester } }, change, async () => {
    await deps.operators.markSignedIn(operator.id);
    return issueSession(deps.sessionTokens, account);
  });
}

export function issueSession(sessionTokens: SessionTokens, { operator, sessionVersion, passwordHash }: OperatorAccount): StartedSession {
  const { token, expiresAt } = sessionTokens.issue(operator.id, sessionVersion);
  return { token, expiresAt, session: describeSession({ operator, hasPassword: passwordHash !== null, expiresAt }) };
}

export function describeSession({ operator, hasPassword, expiresAt }: Pick<ActorSession, 'operator' | 'hasPassword' | 'expiresAt'>): Session {
  return { operator, permissions: [...permissionsOf(operator.role)], expiresAt: expiresAt.toISOString(), hasPassword };
}
