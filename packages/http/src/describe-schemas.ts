import * as domain from '@carillon/domain';
import { z } from 'zod';
import type { Route } from './route.ts';

type DescribedRoute = Pick<Route, 'operation' | 'contentType' | 'request' | 'response'>;

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** Schemas that have a name in the domain keep it; what only one route uses is named after its operation. */
const domainNames = new Map<unknown, string>(Object.entries(domain).flatMap(([name, value]) => (value instanceof z.ZodObject ? [[value, name] as const] : [])));
/** Schemas that contain themselves can only be told of by a name. */
const recursive = Object.entries(domain).flatMap(([name, value]) => (value instanceof z.ZodLazy ? [[value, name] as const] : []));

/** JSON Schemas (draft 2020-12, as OpenAPI 3.1 wants them) of everything the routes take and answer. */
export function describeSchemas(routes: readonly DescribedRoute[]) {
  const bodies = nameSchemas(routes, (route) => (route.request.body === undefined ? [] : [[route.request.body, 'Request']]));
  const answers = nameSchemas(routes, (route) => (isJson(route) ? [[route.response, 'Response']] : []));
  for (const [schema, name] of domainNames) if (schema instanceof z.ZodObject && !bodies.has(schema)) answers.set(schema, name);
  for (const [schema, name] of recursive) {
    bodies.set(schema, name);
    answers.set(schema, name);
  }
  const components: JsonObject = { ...toComponents(bodies, 'input'), ...toComponents(answers, 'output') };
  return {
    /** Only those that something refers to. */
    components: (used: Json): JsonObject => {
      const named = reachable(used, components);
      return Object.fromEntries(Object.entries(components).filter(([name]) => named.has(name)));
    },
    reference: (schema: z.ZodType): Json => ({ $ref: componentPath(bodies.get(schema) ?? answers.get(schema) ?? 'unknown') }),
    /** The fields of a params, query or headers object. */
    fields: describeFields,
  };
}

export function isJson(route: DescribedRoute): boolean {
  return route.contentType === undefined && !(route.response instanceof z.ZodUndefined);
}

function nameSchemas(routes: readonly DescribedRoute[], pick: (route: DescribedRoute) => (readonly [z.ZodType, string])[]): Map<z.ZodType, string> {
  return new Map(
    routes.flatMap((route) => pick(route).map(([schema, suffix]) => [schema, domainNames.get(schema) ?? `${route.operation.charAt(0).toUpperCase()}${route.operation.slice(1)}${suffix}`] as const)),
  );
}

function toComponents(schemas: ReadonlyMap<z.ZodType, string>, io: 'input' | 'output'): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of schemas) registry.add(schema, { id });
  const generated = z.toJSONSchema(registry, { io, uri: componentPath, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(generated.schemas).filter(([name]) => name !== '__shared').map(([name, schema]) => [name, tidy(schema, io)]));
}

function describeFields(schema: z.ZodType): { name: string; required: boolean; schema: Json }[] {
  // What is read out of a string is described as what it means; whether it may be left out is a matter of the input.
  const shape = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  const required = new Set(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).required ?? []);
  return Object.entries(shape.properties ?? {}).map(([name, field]) => ({ name, required: required.has(name), schema: tidy(field, 'input') }));
}

const componentPath = (name: string) => `#/components/schemas/${name}`;

/** Leaves out what says nothing to a reader: patterns beside formats, bounds of integers as such, closed answers. */
function tidy(value: unknown, io: 'input' | 'output'): Json {
  if (Array.isArray(value)) return value.map((item) => tidy(item, io));
  if (typeof value !== 'object' || value === null) return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  if ('$ref' in value && String(value.$ref).includes('__shared')) return { description: 'Any JSON value' };
  const kept = Object.entries(value).filter(
    ([name, item]) =>
      !(name === '$schema' || name === '$id' || (name === 'pattern' && 'format' in value) || item === Number.MAX_SAFE_INTEGER || item === Number.MIN_SAFE_INTEGER) &&
      !(io === 'output' && ((name === 'additionalProperties' && item === false) || name === 'default')),
  );
  return Object.fromEntries(kept.map(([name, item]) => [name, tidy(item, io)]));
}

function reachable(from: Json, components: JsonObject, seen = new Set<string>()): Set<string> {
  for (const [, name = ''] of JSON.stringify(from).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    const component = components[name];
    if (component === undefined || seen.has(name)) continue;
    seen.add(name);
    reachable(component, components, seen);
  }
  return seen;
}
