import { permissionsOf, type Clock } from '@carillon/domain';
import type { ApiKeyRepository, OperatorRepository } from '@carillon/db';
import type { Logger } from '@carillon/observability';
import type { Request } from 'express';
import { readKeyToken, sameHash } from '../api-keys/key-token.ts';
import type { SessionCookie } from '../auth/session-cookie.ts';
import type { SessionTokens } from '../auth/session-token.ts';
import { isGoodKey, isGoodSession } from '../auth/still-good.ts';
import type { Actor } from '../http/actor.ts';

export interface AuthenticateDeps {
  operators: OperatorRepository;
  apiKeys: ApiKeyRepository;
  sessionTokens: SessionTokens;
  cookie: SessionCookie;
  clock: Clock;
  logger: Logger;
}

/** How exact "last used" is: not every request may cost a write. */
const LAST_USED_PRECISION_MS = 60_000;

/**
 * Who is asking. A Bearer credential is an API key or a session's token, and goes before the cookie. Null for strangers,
 * and for whoever shows something that is not, or no longer, good.
 */
export function createAuthenticator(deps: AuthenticateDeps): (request: Request) => Promise<Actor | null> {
  return async (request) => {
    const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (bearer !== undefined) return bearer.startsWith('crl_') ? findKey(deps, bearer) : findSession(deps, bearer, 'session-token');
    const token = deps.cookie.read(request.headers.cookie);
    return token === null ? null : findSession(deps, token, 'cookie');
  };
}

async function findSession(deps: AuthenticateDeps, token: string, credential: 'cookie' | 'session-token'): Promise<Actor | null> {
  const claims = deps.sessionTokens.read(token);
  if (claims === null) return null;
  const shown = { id: claims.sessionId, version: claims.sessionVersion, expiresAt: claims.expiresAt };
  const account = await deps.operators.findAccount({ id: claims.operatorId });
  if (!isGoodSession(account, shown, deps.clock.now())) return null;
  const { operator } = account;
  return {
    requester: { kind: 'operator', id: operator.id, name: operator.name },
    permissions: permissionsOf(operator.role),
    credential,
    session: { ...shown, operator, hasPassword: account.passwordHash !== null },
  };
}

async function findKey(deps: AuthenticateDeps, token: string): Promise<Actor | null> {
  const shown = readKeyToken(token);
  if (shown === null) return null;
  const stored = await deps.apiKeys.find(shown.id);
  if (stored === null || !sameHash(stored.secretHash, shown.secretHash)) return null;
  const { key } = stored;
  const now = deps.clock.now();
  if (!isGoodKey(key, now)) return null;
  if (key.lastUsedAt === null || now.getTime() - new Date(key.lastUsedAt).getTime() >= LAST_USED_PRECISION_MS) {
    // A note for people: failing to take it is no reason to refuse the request.
    deps.apiKeys.markUsed(key.id).catch((error: unknown) => deps.logger.warn('api-key.last-used-not-noted', { apiKeyId: key.id, error }));
  }
  return { requester: { kind: 'api-key', id: key.id, name: key.name }, permissions: key.scopes, credential: 'api-key', session: null };
}
