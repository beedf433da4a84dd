import { ProviderStatusList } from '@carillon/domain';
import { askRedis } from '../data-services/ask-redis.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { listProviders, type ListProvidersDeps } from './list-providers.ts';

export function createProvidersRouter(deps: ListProvidersDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/providers', operation: 'listProviders', tag: 'Providers', summary: 'How every provider stands right now', access: 'providers:read',
      request: {},
      response: ProviderStatusList,
      handle: async () => ({ body: { items: await askRedis(() => listProviders(deps)) } }),
    }),
  ];
}
