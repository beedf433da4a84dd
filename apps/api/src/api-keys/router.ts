import { ApiKeyId, ApiKeyPage, CreateApiKey, CreatedApiKey, PageQuery } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { createApiKey, type ApiKeyDeps } from './create-api-key.ts';
import { revokeApiKey } from './revoke-api-key.ts';

const tag = 'API keys';
const access = 'api-keys:manage';

export function createApiKeysRouter(deps: ApiKeyDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/api-keys', operation: 'listApiKeys', tag, access,
      summary: 'All keys, newest first, revoked ones too',
      request: { query: PageQuery },
      response: ApiKeyPage,
      handle: async (_context, { query }) => ({ body: await deps.apiKeys.list(query) }),
    }),
    defineRoute({
      method: 'post', path: '/api/v1/api-keys', operation: 'createApiKey', tag, access,
      summary: 'Make a key',
      description: 'The answer is the only one that ever contains the key.',
      status: 201,
      request: { body: CreateApiKey },
      response: CreatedApiKey,
      handle: async (context, { body }) => ({ body: await createApiKey(deps, context, body) }),
    }),
    defineRoute({
      method: 'delete', path: '/api/v1/api-keys/:id', operation: 'revokeApiKey', tag, access,
      summary: 'Revoke a key, for good; lists still show it',
      request: { params: z.object({ id: ApiKeyId }) },
      response: noContent,
      handle: async (context, { params }) => {
        await revokeApiKey(deps, context, params.id);
        return { body: undefined };
      },
    }),
  ];
}
