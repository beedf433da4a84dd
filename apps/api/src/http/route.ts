import { CarillonError, type Permission } from '@carillon/domain';
import type { Response } from 'express';
import { z } from 'zod';
import type { Actor } from './actor.ts';
import { parseRequest } from './parse-request.ts';
import type { RawRequest, RequestShape } from './raw-request.ts';

/** What every handler knows of the request besides its input. */
export interface PublicContext {
  requestId: string;
  ip: string | null;
  actor: Actor | null;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}
export interface RequestContext extends PublicContext {
  actor: Actor;
}

/** `public`: anybody; `signed-in`: any operator or key; else the permission that the actor must hold. */
export type Access = 'public' | 'signed-in' | Permission;

/** A handler's answer. `stream` takes over the response (SSE, exports): it must end it, and stop at `signal`. */
export type Answer<Body> = ({ body: Body } | { stream: (response: Response) => void | Promise<void> }) & {
  headers?: Record<string, string | readonly string[]>;
  /** Only where it differs from the declared one. */
  status?: number;
};

interface RouteFacts {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** The whole path, Express style: `/api/v1/notifications/:id`. */
  path: string;
  /** The operationId of the OpenAPI document, e.g. `createNotification`. */
  operation: string;
  tag: string;
  summary: string;
  description?: string;
  /** Status of the success answer; default 200, or 204 where the response is {@link noContent}. */
  status?: number;
  /** Of the success answer; default `application/json`. */
  contentType?: string;
  /** Other statuses than errors that the handler may choose, each with its meaning. */
  otherStatuses?: Record<number, string>;
  /** False for what machines ask all the time: probes and metrics. Default true. */
  rateLimited?: boolean;
}

interface RouteDeclaration<Shape extends RequestShape, Body extends z.ZodType, Context> extends RouteFacts {
  request: Shape;
  response: Body;
  handle(context: Context, input: z.output<z.ZodObject<Shape>>): Promise<Answer<z.input<Body>>> | Answer<z.input<Body>>;
}

/** One row of the route table: enough to serve it and to document it. */
export interface Route extends RouteFacts {
  access: Access;
  request: RequestShape;
  response: z.ZodType;
  /** Checks access, then the input, and runs the handler. Throws `CarillonError`. */
  run(context: PublicContext, raw: RawRequest): Promise<Answer<unknown>>;
}

/** The response of a route that answers 204. */
export const noContent = z.undefined();

/**
 * Declares a route that needs an operator or a key. It is served, guarded and documented from this one declaration:
 *
 *     defineRoute({
 *       method: 'post', path: '/api/v1/notifications', operation: 'createNotification', tag: 'Notifications',
 *       summary: 'Accept a notification', access: 'notifications:write', status: 202,
 *       request: { headers: z.object({ 'idempotency-key': z.string().max(200).optional() }), body: CreateNotification },
 *       response: AcceptedNotification,
 *       handle: async (context, { headers, body }) => {
 *         const accepted = await createNotification(deps, context, body);
 *         return { body: accepted, headers: { location: `/api/v1/notifications/${accepted.id}` } };
 *       },
 *     })
 *
 * `create…Router(deps)` returns a list of these; `app.ts` holds the table of all lists. Refusals are thrown
 * (`CarillonError`), answers are cut to what `response` declares.
 */
export function defineRoute<Shape extends RequestShape, Body extends z.ZodType>(
  declaration: RouteDeclaration<Shape, Body, RequestContext> & { access: Exclude<Access, 'public'> },
): Route {
  const { access } = declaration;
  return erase(declaration, access, (context) => ({ ...context, actor: requireActor(context.actor, access) }));
}

/** Declares a route that anybody may call: `context.actor` is null for strangers. */
export function definePublicRoute<Shape extends RequestShape, Body extends z.ZodType>(declaration: RouteDeclaration<Shape, Body, PublicContext>): Route {
  return erase(declaration, 'public', (context) => context);
}

function erase<Shape extends RequestShape, Body extends z.ZodType, Context>(
  declaration: RouteDeclaration<Shape, Body, Context>,
  access: Access,
  admit: (context: PublicContext) => Context,
): Route {
  const input = z.object(declaration.request);
  return {
    ...declaration,
    access,
    run: async (context, raw) => {
      const admitted = admit(context);
      const answer = await declaration.handle(admitted, parseRequest(input, raw));
      return 'stream' in answer ? answer : { ...answer, body: declaration.response.parse(answer.body) };
    },
  };
}

function requireActor(actor: Actor | null, access: Exclude<Access, 'public'>): Actor {
  if (actor === null) throw new CarillonError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer …".');
  if (access !== 'signed-in' && !actor.permissions.includes(access)) {
    throw new CarillonError('forbidden', `This needs the permission ${access}, which ${actor.requester.name} does not have.`);
  }
  return actor;
}

/** Status of a route's success answer. */
export function successStatus(route: Pick<Route, 'status' | 'response'>): number {
  return route.status ?? (route.response === noContent ? 204 : 200);
}
