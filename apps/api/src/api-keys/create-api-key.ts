import { CarillonError, type Clock, type CreateApiKey, type CreatedApiKey, type IdSource } from '@carillon/domain';
import type { ApiKeyRepository } from '@carillon/db';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { makeKeyToken } from './key-token.ts';

export interface ApiKeyDeps {
  apiKeys: ApiKeyRepository;
  audit: AuditTrail;
  ids: IdSource;
  clock: Clock;
  randomBytes: (size: number) => Uint8Array;
}

/** The answer holds the key itself, which is not kept: nobody can read it again. */
export async function createApiKey(deps: ApiKeyDeps, context: RequestContext, input: CreateApiKey): Promise<CreatedApiKey> {
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= deps.clock.now()) {
    throw new CarillonError('validation-failed', 'The key would be expired from its start.', { details: [{ pointer: '/expiresAt', code: 'in-the-past', message: 'must be in the future' }] });
  }
  const id = deps.ids.apiKey();
  const scopes = [...new Set(input.scopes)];
  const { token, secretHash, hint } = makeKeyToken(id, deps.randomBytes);
  const changes = { name: input.name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
  return deps.audit.record(context, { action: 'api-key.created', subject: { kind: 'api-key', id }, changes }, async () => {
    const key = await deps.apiKeys.insert({ id, name: input.name, hint, scopes, secretHash, createdBy: context.actor.requester, expiresAt });
    return { ...key, key: token };
  });
}
