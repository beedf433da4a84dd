import { z } from 'zod';
import { definePublicRoute, type Route } from '../http/route.ts';
import { buildOpenApiDocument } from './build-openapi-document.ts';

/** The document describes all `routes`, and this one. */
export function createOpenApiRouter(routes: readonly Route[], about: { version: string; serverUrl: string }): readonly Route[] {
  let document: string | undefined;
  const own: Route = definePublicRoute({
    method: 'get', path: '/api/v1/openapi.json', operation: 'getOpenApiDocument', tag: 'Operations',
    summary: 'This document',
    contentType: 'application/json',
    request: {},
    response: z.string(),
    handle: () => {
      document ??= JSON.stringify(buildOpenApiDocument([...routes, own], about));
      return { stream: (response) => void response.end(document) };
    },
  });
  return [own];
}
