import { CarillonError, type CreateOperator, type IdSource, type Operator } from '@carillon/domain';
import type { OperatorRepository } from '@carillon/db';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { PasswordHasher } from '../auth/password.ts';
import type { RequestContext } from '../http/route.ts';

export interface OperatorDeps {
  operators: OperatorRepository;
  passwords: PasswordHasher;
  audit: AuditTrail;
  ids: IdSource;
}

/** Throws `conflict` when somebody has this e-mail address already. */
export async function createOperator(deps: OperatorDeps, context: RequestContext, input: CreateOperator): Promise<Operator> {
  const { password, ...person } = input;
  const id = deps.ids.operator();
  const passwordHash = await deps.passwords.hash(password);
  return deps.audit.record(context, { action: 'operator.created', subject: { kind: 'operator', id }, changes: person }, async () => {
    const operator = await deps.operators.insert({ id, ...person, passwordHash });
    if (operator !== null) return operator;
    throw new CarillonError('conflict', `${person.email} is an operator already.`, { details: [{ pointer: '/email', code: 'taken', message: 'belongs to another operator' }] });
  });
}
