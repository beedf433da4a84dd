import { CarillonError, type AuditEntry, type Operator, type OperatorId, type UpdateOperator } from '@carillon/domain';
import type { RequestContext } from '../http/route.ts';
import type { OperatorDeps } from './create-operator.ts';

/**
 * Throws `not-found`, or `conflict` for the last admin, for one's own password, which asks for the present one, and for a change that somebody else made
 * at the same moment.
 */
export async function updateOperator(deps: OperatorDeps, context: RequestContext, id: OperatorId, input: UpdateOperator): Promise<Operator> {
  const { password, ...change } = input;
  const passwordHash = password === undefined ? undefined : await deps.passwords.hash(password);
  const own = context.actor.session?.operator.id === id;
  return deps.audit.record(context, { action: 'operator.updated', subject: { kind: 'operator', id }, changes: describe(input) }, async () => {
    if (own && password !== undefined) throw new CarillonError('conflict', "One's own password is changed with the present one, at /api/v1/auth/password. Nothing was changed.");
    const update = await deps.operators.update(id, { ...change, passwordHash });
    switch (update.kind) {
      case 'updated':
        return update.operator;
      case 'not-found':
        throw new CarillonError('not-found', 'There is no such operator.');
      case 'last-admin':
        throw new CarillonError('conflict', 'This is the last admin who can sign in. Make somebody else an admin first.');
      case 'changed-meanwhile':
        throw new CarillonError('conflict', 'Somebody else has just changed this operator. Look again, then repeat the change.');
    }
  });
}

function describe({ password, ...change }: UpdateOperator): AuditEntry['changes'] {
  const plain = Object.entries(change).filter((entry): entry is [string, string | boolean] => entry[1] !== undefined);
  return { ...Object.fromEntries(plain), ...(password === undefined ? {} : { password: 'changed' }) };
}
