import { Problem } from '@carillon/domain';
import { successStatus, type Route } from './route.ts';
import { describeSchemas, isJson, type Json, type JsonObject } from './describe-schemas.ts';

/** What a document tells of a route: everything but how it is run. */
export type DocumentedRoute = Pick<Route, 'method' | 'path' | 'operation' | 'tag' | 'summary' | 'description' | 'status' | 'contentType' | 'streamedBody' | 'otherStatuses' | 'rateLimited' | 'access' | 'request' | 'response'>;

/** What a document says besides its routes. */
export interface OpenApiAbout {
  title: string;
  version: string;
  description: string;
  serverUrl: string;
  /** By name, as OpenAPI's `securitySchemes`; a guarded route takes any one of them. */
  securitySchemes: JsonObject;
  /** What a guarded route needs, in words. */
  describeAccess(access: string): string;
}

/**
 * The OpenAPI 3.1 document of a route table. It is made of the same schemas that check requests and answers. Throws a RangeError for a route whose path has
 * other placeholders than its parameters.
 */
export function buildOpenApiDocument(routes: readonly DocumentedRoute[], about: OpenApiAbout): JsonObject {
  const schemas = describeSchemas(routes);
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeOperation(route, schemas, about) };
  }
  const problem = { description: 'A problem document (RFC 9457): `code` is stable, `errors` point at the fields', content: { 'application/problem+json': { schema: schemas.reference(Problem) } } };
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version, description: about.description },
    servers: [{ url: about.serverUrl }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components([paths, problem]),
      responses: { Problem: problem },
      securitySchemes: about.securitySchemes,
    },
  };
}

function describeOperation(route: DocumentedRoute, schemas: ReturnType<typeof describeSchemas>, about: OpenApiAbout): JsonObject {
  const { access } = route;
  const needs = access === 'public' ? [] : [about.describeAccess(access)];
  const description = [route.description, ...needs].filter((part) => part !== undefined).join('\n\n');
  const body = describeBody(route, schemas);
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(description === '' ? {} : { description }),
    security: access === 'public' ? [] : Object.keys(about.securitySchemes).map((name) => ({ [name]: [] })),
    parameters: describeParameters(route, schemas),
    ...(body === null ? {} : { requestBody: body }),
    responses: describeResponses(route, schemas),
  };
}

function describeBody({ request, streamedBody }: DocumentedRoute, schemas: ReturnType<typeof describeSchemas>): JsonObject | null {
  if (streamedBody !== undefined) {
    const types = [streamedBody.contentType, ...(streamedBody.otherContentTypes ?? [])];
    return { required: true, description: streamedBody.description, content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])) };
  }
  if (request.body === undefined) return null;
  return { required: !request.body.safeParse(undefined).success, content: { 'application/json': { schema: schemas.reference(request.body) } } };
}

function describeParameters({ request, path, operation }: DocumentedRoute, schemas: ReturnType<typeof describeSchemas>): Json[] {
  const places = [['path', request.params], ['query', request.query], ['header', request.headers]] as const;
  const placeholders = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).toSorted();
  const inPath = request.params === undefined ? [] : schemas.fields(request.params).map(({ name }) => name).toSorted();
  if (placeholders.join() !== inPath.join()) throw new RangeError(`The path of ${operation} has the placeholders [${placeholders.join(', ')}] and the parameters [${inPath.join(', ')}]`);
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

function describeResponses(route: DocumentedRoute, schemas: ReturnType<typeof describeSchemas>): JsonObject {
  const { request, access } = route;
  const problem = { $ref: '#/components/responses/Problem' };
  const refusals = [
    ...(request.body === undefined ? [] : ['400', '413', '415']),
    ...(route.streamedBody === undefined ? [] : ['415', '422']),
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

function describeAnswer(route: DocumentedRoute, schemas: ReturnType<typeof describeSchemas>, description: string): JsonObject {
  if (route.contentType !== undefined) return { description, content: { [route.contentType]: { schema: { type: 'string' } } } };
  return isJson(route) ? { description, content: { 'application/json': { schema: schemas.reference(route.response) } } } : { description };
}
