import { CarillonError, type IdSource, type OperatorRole } from '@carillon/domain';
import type { OperatorAccount, OperatorRepository } from '@carillon/db';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PublicContext } from '../http/route.ts';
import type { SessionTokens } from './session-token.ts';
import { startSession, type StartedSession } from './start-session.ts';

export interface DevLoginDeps {
  operators: OperatorRepository;
  sessionTokens: SessionTokens;
  audit: AuditTrail;
  ids: IdSource;
  /** Never true in production: the configuration refuses it there. */
  devLoginAllowed: boolean;
}

/** Signs in as the local operator of a role, without a password; makes that operator at the first time. For development. */
export async function devLogin(deps: DevLoginDeps, context: PublicContext, role: OperatorRole): Promise<StartedSession> {
  if (!deps.devLoginAllowed) throw new CarillonError('not-found', 'Dev login is off. It is for development: AUTH_DEV_LOGIN=true turns it on.');
  const account = await findOrMakeLocalOperator(deps, role);
  if (account.operator.disabled || account.operator.role !== role) {
    throw new CarillonError('conflict', `${account.operator.email} is ${account.operator.disabled ? 'disabled' : `now ${account.operator.role}`}: an admin can change that under Settings.`);
  }
  return startSession(deps, context, account, 'dev-login');
}

async function findOrMakeLocalOperator({ operators, ids }: DevLoginDeps, role: OperatorRole): Promise<OperatorAccount> {
  const email = `${role}@carillon.localhost`;
  const known = await operators.findAccount({ email });
  if (known !== null) return known;
  // Of two first logins at the same moment one inserts, and both find what it inserted.
  await operators.insert({ id: ids.operator(), email, name: `Local ${role}`, role, passwordHash: null });
  const made = await operators.findAccount({ email });
  if (made === null) throw new Error(`the operator ${email} vanished while it was being made`);
  return made;
}
