import { Problem } from '@carillon/domain';
import { successStatus, type Route } from '../http/route.ts';
import { describeSchemas, isJson, type Json, type JsonObject } from './describe-schemas.ts';

/** The OpenAPI 3.1 document of the route table. It is made of the same schemas that check requests and answers. */
export function buildOpenApiDocument(routes: readonly Route[], { version, serverUrl }: { version: string; serverUrl: string }): JsonObject {
  const schemas = describeSchemas(routes);
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeOperation(route, schemas) };
  }
  const problem = { description: 'A problem document (RFC 9457): `code` is stable, `errors` point at the fields', content: { 'application/problem+json': { schema: schemas.reference(Problem) } } };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carillon',
      version,
      description: 'Event-driven notifications. Sign in with a session cookie, or send an API key as a Bearer token. Lists are paged by cursor: repeat a request with `cursor` set to the `nextCursor` of its answer.',
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components([paths, problem]),
      responses: { Problem: problem },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key (`crl_…`), or the token of a dev login' },
        session: { type: 'apiKey', in: 'cookie', name: 'carillon_session', description: 'Set by signing in; `__Host-carillon_session` over HTTPS' },
      },
    },
  };
}

function describeOperation(route: Route, schemas: ReturnType<typeof describeSchemas>): JsonObject {
  const { request, access } = route;
  const needs = access === 'public' ? [] : access === 'signed-in' ? ['Needs a session or an API key.'] : [`Needs the permission \`${access}\`.`];
  const description = [route.description, ...needs].filter((part) => part !== undefined).join('\n\n');
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(description === '' ? {} : { description }),
    security: access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    parameters: describeParameters(route, schemas),
    ...(request.body === undefined
      ? {}
      : { requestBody: { required: !request.body.safeParse(undefined).success, content: { 'application/json': { schema: schemas.reference(request.body) } } } }),
    responses: describeResponses(route, schemas),
  };
}

function describeParameters({ request }: Route, schemas: ReturnType<typeof describeSchemas>): Json[] {
  const places = [['path', request.params], ['query', request.query], ['header', request.headers]] as const;
  return places.flatMap(([place, schema]) => {
    if (schema === undefined) return [];
    return schemas.fields(schema).map(({ name, required, schema: field }): Json => ({
      name,
      in: place,
      required: place === 'path' || required,
      schema: field,
      // Lists are one value with commas, as the query parser reads them.
      ...(place === 'query' && isList(field) ? { style: 'form', explode: false } : {}),
    }));
  });
}

function isList(schema: Json): boolean {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && schema['type'] === 'array';
}

function describeResponses(route: Route, schemas: ReturnType<typeof describeSchemas>): JsonObject {
  const { request, access } = route;
  const problem = { $ref: '#/components/responses/Problem' };
  const refusals = [
    ...(request.body === undefined ? [] : ['400', '413', '415']),
    ...(access === 'public' ? [] : ['401', '403']),
    ...(request.params === undefined ? [] : ['404']),
    ...(request.body === undefined && request.query === undefined ? [] : ['422']),
    ...(route.rateLimited === false ? [] : ['429']),
  ];
  const others = Object.entries(route.otherStatuses ?? {}).map(([status, description]) => [status, describeAnswer(route, schemas, description)] as const);
  return {
    [String(successStatus(route))]: describeAnswer(route, schemas, 'Done'),
    ...Object.fromEntries(others),
    ...Object.fromEntries(refusals.map((status) => [status, problem])),
    default: problem,
  };
}

function describeAnswer(route: Route, schemas: ReturnType<typeof describeSchemas>, description: string): JsonObject {
  if (route.contentType !== undefined) return { description, content: { [route.contentType]: { schema: { type: 'string' } } } };
  return isJson(route) ? { description, content: { 'application/json': { schema: schemas.reference(route.response) } } } : { description };
}
