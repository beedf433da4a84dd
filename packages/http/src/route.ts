import type { Readable } from 'node:stream';
import type { Response } from 'express';
import { z } from 'zod';
import { parseRequest } from './parse-request.ts';
import type { RawRequest, RequestShape } from './raw-request.ts';

/** What every handler knows of the request besides its input. `Actor` is who asks; null for strangers. */
export interface PublicContext<Actor> {
  requestId: string;
  /** As it was sent: a route of GET answers HEAD too. */
  method: string;
  ip: string | null;
  actor: Actor | null;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** The body as it arrives, for routes that declare `streamedBody`; everywhere else it was read already. */
  bodyStream: Readable;
}
export interface RequestContext<Actor> extends PublicContext<Actor> {
  actor: Actor;
}

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
  /** Set where the body isn't JSON: the handler reads it from `context.bodyStream`, piece by piece. */
  streamedBody?: { contentType: string; otherContentTypes?: readonly string[]; description: string };
  /** Other statuses than errors that the handler may choose, each with its meaning. */
  otherStatuses?: Record<number, string>;
  /** False for what machines ask all the time: probes and metrics. Default true. */
  rateLimited?: boolean;
  /** True where pages of other sites may call it too: what allows it stands in the address, and no cookie is looked at. */
  fromAnySite?: true;
}

interface RouteDeclaration<Shape extends RequestShape, Body extends z.ZodType, Context> extends RouteFacts {
  request: Shape;
  response: Body;
  handle(context: Context, input: z.output<z.ZodObject<Shape>>): Promise<Answer<z.input<Body>>> | Answer<z.input<Body>>;
}

/** One row of a route table: enough to serve it and to document it. */
export interface Route<Actor = never, Access extends string = string> extends RouteFacts {
  access: Access | 'public';
  request: RequestShape;
  response: z.ZodType;
  /** Checks access, then reads and checks the input, and runs the handler. Throws `CarillonError`. */
  run(context: PublicContext<Actor>, read: () => Promise<RawRequest>): Promise<Answer<unknown>>;
}

/** The response of a route that answers 204. */
export const noContent = z.undefined();

/**
 * Makes the two ways to declare a route for one kind of callers. `admit` says who may use a guarded route: it returns
 * the actor, or throws `unauthenticated` or `forbidden`.
 */
export function createRouteDefiners<Actor, Access extends string>(admit: (actor: Actor | null, access: Access) => Actor) {
  function erase<Shape extends RequestShape, Body extends z.ZodType, Context>(
    declaration: RouteDeclaration<Shape, Body, Context>,
    access: Access | 'public',
    toContext: (context: PublicContext<Actor>) => Context,
  ): Route<Actor, Access> {
    const input = z.object(declaration.request);
    return {
      ...declaration,
      access,
      run: async (context, read) => {
        const admitted = toContext(context);
        const answer = await declaration.handle(admitted, parseRequest(input, await read()));
        return 'stream' in answer ? answer : { ...answer, body: declaration.response.parse(answer.body) };
      },
    };
  }

  return {
    /** Declares a route that needs an actor: it is served, guarded and documented from this one declaration. */
    defineRoute: <Shape extends RequestShape, Body extends z.ZodType>(
      declaration: RouteDeclaration<Shape, Body, RequestContext<Actor>> & { access: Access },
    ): Route<Actor, Access> => erase(declaration, declaration.access, (context) => Object.assign(context, { actor: admit(context.actor, declaration.access) })),

    /** Declares a route that anybody may call: `context.actor` is null for strangers. */
    definePublicRoute: <Shape extends RequestShape, Body extends z.ZodType>(declaration: RouteDeclaration<Shape, Body, PublicContext<Actor>>): Route<Actor, Access> =>
      erase(declaration, 'public', (context) => context),
  };
}

/** Status of a route's success answer. */
export function successStatus(route: Pick<Route, 'status' | 'response'>): number {
  return route.status ?? (route.response === noContent ? 204 : 200);
}
