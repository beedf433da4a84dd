import { CarillonError, type ApiKeyId } from '@carillon/domain';
import type { RequestContext } from '../http/route.ts';
import type { ApiKeyDeps } from './create-api-key.ts';

/** From now on the key is refused. Throws `not-found`, or `conflict` when it was revoked before. */
export async function revokeApiKey(deps: ApiKeyDeps, context: RequestContext, id: ApiKeyId): Promise<void> {
  await deps.audit.record(context, { action: 'api-key.revoked', subject: { kind: 'api-key', id }, changes: {} }, async () => {
    if (await deps.apiKeys.revoke(id)) return;
    if ((await deps.apiKeys.find(id)) === null) throw new CarillonError('not-found', 'There is no such API key.');
    throw new CarillonError('conflict', 'This API key is revoked already.');
  });
}
