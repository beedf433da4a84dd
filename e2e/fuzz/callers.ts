import { DevSession, systemClock, type OperatorRole } from '@carillon/domain';
import { createInternalTokens } from '@carillon/service-clients';
import type { FuzzedProduct } from './start-fuzzed-product.ts';
import type { Caller } from './try-operations.ts';

export const apiCallers = ['an admin', 'an operator with the cookie', 'a key with some scopes', 'a viewer', 'nobody'] as const;
export type ApiCaller = (typeof apiCallers)[number];

const nobody: Caller = { name: 'nobody', mayWrite: false, credentials: async () => ({}) };

export function createApiCallers({ product }: Pick<FuzzedProduct, 'product'>): Record<ApiCaller, Caller> {
  const signIn = async (role: OperatorRole) => {
    const response = await fetch(`${product.apiUrl}/api/v1/auth/dev-login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) });
    return DevSession.parse(await response.json()).token;
  };
  /** Signed in as soon as it asks, and again after it has signed out. */
  const operator = (name: string, role: OperatorRole, show: (token: string) => Record<string, string>): Caller => {
    let token: Promise<string> | null = null;
    return {
      name,
      mayWrite: role !== 'viewer',
      credentials: async () => show(await (token ??= signIn(role))),
      afterwards(operationId) {
        if (operationId === 'signOut') token = null;
      },
    };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  let key: Promise<string> | null = null;
  return {
    'an admin': operator('an admin', 'admin', bearer),
    'an operator with the cookie': operator('an operator with the cookie', 'operator', (token) => ({ cookie: `carillon_session=${token}`, origin: product.apiUrl })),
    'a key with some scopes': {
      name: 'a key with some scopes',
      mayWrite: true,
      credentials: async () => bearer(await (key ??= product.createApiKey(['notifications:read', 'notifications:write', 'campaigns:read', 'users:read', 'users:write', 'templates:write', 'receipts:write']))),
    },
    'a viewer': operator('a viewer', 'viewer', bearer),
    nobody,
  };
}

export const serviceCallers = ['a process', 'a process that means another service', 'nobody'] as const;
export type ServiceCaller = (typeof serviceCallers)[number];

export function createServiceCallers({ product }: Pick<FuzzedProduct, 'product'>, audience: 'sql-service' | 'mongo-service'): Record<ServiceCaller, Caller> {
  const tokens = createInternalTokens({ secret: product.environment['INTERNAL_JWT_SECRET'] ?? '', subject: 'worker', clock: systemClock });
  const other = audience === 'sql-service' ? 'mongo-service' : 'sql-service';
  return {
    'a process': { name: 'a process', mayWrite: true, credentials: async () => ({ authorization: `Bearer ${tokens.tokenFor(audience)}` }) },
    'a process that means another service': { name: 'a process that means another service', mayWrite: false, credentials: async () => ({ authorization: `Bearer ${tokens.tokenFor(other)}` }) },
    nobody,
  };
}
