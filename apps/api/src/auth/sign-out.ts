import type { OperatorRepository } from '@carillon/db';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { PublicContext } from '../http/route.ts';

/** Ends the caller's session for good: a copy of its token is of no use any more. */
export async function signOut({ operators, audit }: { operators: OperatorRepository; audit: AuditTrail }, context: PublicContext): Promise<void> {
  const { actor } = context;
  if (actor === null || actor.session === null) return;
  const { session } = actor;
  const change: AuditedChange = { action: 'session.ended', subject: { kind: 'operator', id: session.operator.id }, changes: {} };
  await audit.record({ ...context, actor }, change, () => operators.endSession(session.operator.id, { id: session.id, expiresAt: session.expiresAt }));
}
