import { z } from 'zod';
import { buildOpenApiDocument, type DocumentedRoute } from '../build-openapi-document.ts';
import type { JsonObject } from '../describe-schemas.ts';
import { definePublicServiceRoute, type ServiceRoute } from './service-route.ts';

/** The OpenAPI 3.1 document of a data service: what a company implements that puts a service of its own there. */
export function describeService({ title, description }: { title: string; description: string }, operations: readonly DocumentedRoute[]): JsonObject {
  // Nobody counts requests between our own processes.
  const unlimited = operations.map((operation) => ({ ...operation, rateLimited: false }));
  return buildOpenApiDocument(unlimited, {
    title,
    version: '1.0.0',
    description,
    serverUrl: '/',
    securitySchemes: {
      internal: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An internal token: HS256, `kid` in its header, `iss` "carillon", `aud` the name of the service, valid for 60 seconds at most' },
    },
    describeAccess: () => 'Needs an internal token.',
  });
}

/** Serves the document at `/openapi.json`. It is made when somebody asks for it: that takes longer than all else a service does at its start. */
export function createDocumentRoute(describe: () => JsonObject): ServiceRoute {
  let text: string | undefined;
  return definePublicServiceRoute({
    method: 'get', path: '/openapi.json', operation: 'getOpenApiDocument', tag: 'Operations',
    summary: 'The contract of this service',
    contentType: 'application/json',
    request: {},
    response: z.string(),
    handle: () => {
      text ??= JSON.stringify(describe());
      return { stream: (response) => void response.end(text) };
    },
  });
}
