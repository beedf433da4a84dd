import type { Express } from 'express';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePublicRoute, defineRoute, noContent, type Route } from '../http/route.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { buildOpenApiDocument } from './build-openapi-document.ts';
import { createOpenApiRouter } from './router.ts';

const about = { version: '1.2.3', serverUrl: 'http://localhost:4000' };

const table: readonly Route[] = [
  defineRoute({
    method: 'get', path: '/api/v1/bells', operation: 'listBells', tag: 'Bells', summary: 'All bells', access: 'templates:read',
    request: { query: z.strictObject({ limit: z.coerce.number().int().max(9).default(5), kinds: z.preprocess((value) => value, z.array(z.enum(['hand', 'tower']))).optional(), since: z.iso.datetime() }) },
    response: z.object({ items: z.array(z.object({ name: z.string() })) }),
    handle: () => ({ body: { items: [] } }),
  }),
  defineRoute({
    method: 'put', path: '/api/v1/bells/:name', operation: 'hangBell', tag: 'Bells', summary: 'Hang a bell', access: 'templates:write',
    request: { params: z.object({ name: z.string() }), headers: z.object({ 'idempotency-key': z.string().optional() }), body: z.strictObject({ weight: z.number(), inscription: z.json() }) },
    response: noContent,
    handle: () => ({ body: undefined }),
  }),
  definePublicRoute({
    method: 'post', path: '/api/v1/rings', operation: 'ring', tag: 'Bells', summary: 'Ring', status: 202, contentType: 'text/event-stream',
    request: { body: z.strictObject({ times: z.int().default(1) }).prefault({}) },
    response: z.string(),
    handle: () => ({ body: 'ding' }),
  }),
];
const routes = [...table, ...createOpenApiRouter(table, about)];
const document = buildOpenApiDocument(routes, about);

/** Every `method path` that Express answers, from its own router; what answers 405 takes all methods, and is left out. */
function mounted(app: Express): string[] {
  return app.router.stack.flatMap(({ route }) => {
    const [method, ...others] = route?.stack.map((layer) => layer.method) ?? [];
    return method === undefined || others.length > 0 ? [] : [`${method} ${route?.path.replaceAll(/:(\w+)/g, '{$1}')}`];
  });
}

describe('the OpenAPI document', () => {
  it('has exactly the routes that are mounted', () => {
    const app = createTestApp({ routes });
    const documented = Object.entries(z.record(z.string(), z.record(z.string(), z.unknown())).parse(document['paths'])).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`));
    expect(mounted(app)).toHaveLength(routes.length);
    expect(new Set(mounted(app))).toEqual(new Set(documented));
  });

  it('describes query parameters as they are meant, and which of them are needed', () => {
    expect(document).toHaveProperty(['paths', '/api/v1/bells', 'get', 'parameters'], [
      { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 9, default: 5 } },
      { name: 'kinds', in: 'query', required: false, schema: { type: 'array', items: { type: 'string', enum: ['hand', 'tower'] } }, style: 'form', explode: false },
      { name: 'since', in: 'query', required: true, schema: { type: 'string', format: 'date-time' } },
    ]);
  });

  it('describes path and header parameters', () => {
    expect(document).toHaveProperty(['paths', '/api/v1/bells/{name}', 'put', 'parameters'], [
      { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'idempotency-key', in: 'header', required: false, schema: { type: 'string' } },
    ]);
  });

  it('keeps bodies closed, and answers open for more', () => {
    expect(document).toHaveProperty(['components', 'schemas', 'HangBellRequest'], {
      type: 'object', properties: { weight: { type: 'number' }, inscription: { description: 'Any JSON value' } }, required: ['weight', 'inscription'], additionalProperties: false,
    });
    expect(document).not.toHaveProperty(['components', 'schemas', 'ListBellsResponse', 'additionalProperties']);
  });

  it.each([
    ['a body that must be there', '/api/v1/bells/{name}', 'put', true],
    ['one that may be left out', '/api/v1/rings', 'post', false],
  ])('tells %s', (_title, path, method, required) => {
    expect(document).toHaveProperty(['paths', path, method, 'requestBody', 'required'], required);
  });

  it.each([
    ['a guarded route', '/api/v1/bells', 'get', [{ bearer: [] }, { session: [] }]],
    ['a public one', '/api/v1/rings', 'post', []],
  ])('tells who may call %s', (_title, path, method, security) => {
    expect(document).toHaveProperty(['paths', path, method, 'security'], security);
  });

  it.each([
    ['an answer without a body', '/api/v1/bells/{name}', 'put', '204', { description: 'Done' }],
    ['a stream', '/api/v1/rings', 'post', '202', { description: 'Done', content: { 'text/event-stream': { schema: { type: 'string' } } } }],
    ['a refusal', '/api/v1/bells', 'get', '403', { $ref: '#/components/responses/Problem' }],
  ])('tells of %s', (_title, path, method, status, expected) => {
    expect(document).toHaveProperty(['paths', path, method, 'responses', status], expected);
  });

  it.each([
    ['a parameter that is not in the path', '/api/v1/bells', z.object({ name: z.string().optional() })],
    ['a path with something that is no parameter', '/api/v1/bells/:name/:part', z.object({ name: z.string() })],
  ])('is not made of %s', (_title, path, params) => {
    const route = definePublicRoute({ method: 'get', path, operation: 'getBell', tag: 'Bells', summary: 'One bell', request: { params }, response: z.string(), handle: () => ({ body: 'ding' }) });
    expect(() => buildOpenApiDocument([route], about)).toThrow(RangeError);
  });

  it('refers to nothing that it does not have', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    const schemas = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) }).parse(document).components.schemas;
    expect(new Set(referred)).toEqual(new Set(Object.keys(schemas)));
  });
});
