import { CarillonError } from '@carillon/domain';
import type { Express, Request, Response } from 'express';
import type { RawRequest } from './raw-request.ts';
import { readJsonBody } from './read-json-body.ts';
import { requestState } from './request-state.ts';
import { successStatus, type Answer, type Route } from './route.ts';

/** Who may come in, and how requests are counted; `Actor` is who asks. */
export interface Guards<Actor> {
  /** Who is asking; null for strangers and for credentials that are no longer good. */
  authenticate(request: Request): Promise<Actor | null>;
  /** How logs name an actor. */
  nameOf(actor: Actor): string;
  /** Counts the request against its caller's share and tells it in headers; throws `rate-limited`. */
  limitRate(request: Request, response: Response, actor: Actor | null): Promise<void>;
  /** Any other reason to refuse, whatever the route; throws a `CarillonError`. */
  check(request: Request, actor: Actor | null): void;
  /** Aborted when the process stops: streams of events have no end of their own. */
  stopping: AbortSignal;
}

/** Serves every route of the table, and answers 405 with `Allow` for the other methods of their paths. */
export function mountRoutes<Actor>(app: Express, routes: readonly Route<Actor>[], guards: Guards<Actor>): void {
  for (const route of routes) {
    app[route.method](route.path, async (request, response) => {
      await serve(route, guards, request, response);
    });
  }
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(path, (request, response) => {
      response.setHeader('allow', methods.join(', '));
      throw new CarillonError('method-not-allowed', `${request.path} answers ${methods.join(', ')}.`);
    });
  }
}

async function serve<Actor>(route: Route<Actor>, guards: Guards<Actor>, request: Request, response: Response): Promise<void> {
  const state = requestState(request);
  state.route = route.path;
  const actor = await guards.authenticate(request);
  state.caller = actor === null ? null : guards.nameOf(actor);
  if (route.rateLimited !== false) await guards.limitRate(request, response, actor);
  if (route.fromAnySite !== true) guards.check(request, actor);
  const end = watchEnd(route.contentType, guards.stopping, response);
  const context = {
    requestId: state.requestId,
    method: request.method,
    ip: request.ip ?? null,
    actor,
    get signal() {
      return end();
    },
    bodyStream: request,
  };
  const answer = await route.run(context, () => readRequest(route, request, response));
  await send(route, answer, request, response);
}

async function readRequest({ streamedBody, request: shape }: Pick<Route, 'streamedBody' | 'request'>, request: Request, response: Response): Promise<RawRequest> {
  if (streamedBody !== undefined) requireContentType([streamedBody.contentType, ...(streamedBody.otherContentTypes ?? [])], request);
  const body = shape.body === undefined ? undefined : await readJsonBody(request, response);
  return { params: request.params, query: request.query, headers: request.headers, body };
}

function requireContentType(accepted: string[], request: Request): void {
  const given = request.is(accepted);
  if (typeof given !== 'string') throw new CarillonError('unsupported-media-type', `Send the body with "Content-Type: ${accepted.join('" or "')}".`);
}

/**
 * A signal that is aborted when the client goes away and, for streams of events, when the process stops. It is made when
 * somebody asks for it first: most handlers have nothing to stop.
 */
function watchEnd(contentType: string | undefined, stopping: AbortSignal, response: Response): () => AbortSignal {
  let end: AbortController | undefined;
  return () => (end ??= startWatching(contentType, stopping, response)).signal;
}

function startWatching(contentType: string | undefined, stopping: AbortSignal, response: Response): AbortController {
  const end = new AbortController();
  const abort = () => end.abort();
  const isGone = () => response.destroyed && !response.writableFinished;
  if (isGone()) abort();
  if (contentType === 'text/event-stream') {
    if (stopping.aborted) abort();
    stopping.addEventListener('abort', abort, { once: true });
  }
  response.once('close', () => {
    stopping.removeEventListener('abort', abort);
    // An answer that is whole has nobody left who would have to stop.
    if (isGone()) abort();
  });
  return end;
}

async function send(route: Pick<Route, 'status' | 'response' | 'contentType'>, answer: Answer<unknown>, request: Request, response: Response): Promise<void> {
  // What an API answers depends on who asks and when: nobody on the way may keep it.
  response.status(answer.status ?? successStatus(route)).setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if ('stream' in answer) {
    response.setHeader('content-type', route.contentType ?? 'application/octet-stream');
    // A stream of events would never end, and nobody reads what answers HEAD.
    if (request.method === 'HEAD') response.end();
    else await answer.stream(response);
  } else if (answer.body === undefined) response.end();
  else {
    // What Express would add costs more than it tells: there are no ETags here, and no JSONP.
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(answer.body));
  }
}

function methodsByPath(routes: readonly Pick<Route, 'path' | 'method'>[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    methods.set(path, [...known, method.toUpperCase(), ...(method === 'get' ? ['HEAD'] : [])]);
  }
  return methods;
}
