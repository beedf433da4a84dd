import { buildOpenApiDocument as buildDocument, type JsonObject } from '@carillon/http';
import type { Route } from '../http/route.ts';

/** The OpenAPI 3.1 document of the API. */
export function buildOpenApiDocument(routes: readonly Route[], { version, serverUrl }: { version: string; serverUrl: string }): JsonObject {
  return buildDocument(routes, {
    title: 'Carillon',
    version,
    description: 'Event-driven notifications. Sign in with a session cookie, or send an API key as a Bearer token. Lists are paged by cursor: repeat a request with `cursor` set to the `nextCursor` of its answer.',
    serverUrl,
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'An API key (`crl_…`), or the token of a dev login' },
      session: { type: 'apiKey', in: 'cookie', name: 'carillon_session', description: 'Set by signing in; `__Host-carillon_session` over HTTPS' },
    },
    describeAccess,
  });
}

function describeAccess(access: string): string {
  switch (access) {
    case 'signed-in':
      return 'Needs a session or an API key.';
    case 'session':
      return 'Needs a session: an API key is refused.';
    default:
      return `Needs the permission \`${access}\`.`;
  }
}
