import type { SuppressionRepository } from '@carillon/db';
import type { AddedSuppressions, AddSuppressions } from '@carillon/domain';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';

export interface ChangeSuppressionsDeps {
  suppressions: Pick<SuppressionRepository, 'suppress' | 'release'>;
  audit: AuditTrail;
}

/** Puts addresses on the list; who is there already stays for the first reason. */
export async function addSuppressions({ suppressions, audit }: ChangeSuppressionsDeps, context: RequestContext, { addresses, note }: AddSuppressions): Promise<AddedSuppressions> {
  const unique = [...new Set(addresses)];
  const [only] = unique;
  const id = unique.length === 1 && only !== undefined ? only : `${unique.length} addresses`;
  const source = [context.actor.requester.name, note].filter((part) => part !== '').join(': ');
  const added = await audit.record(context, { action: 'suppression.added', subject: { kind: 'suppressions', id }, changes: { addresses: unique, note } }, () =>
    suppressions.suppress(unique.map((address) => ({ address, reason: 'manual', source }))),
  );
  return { added, existing: unique.length - added };
}
