import type { IncomingMessage } from 'node:http';
import type { Actor } from './actor.ts';

/** What is learned of a request on its way, for the access log and for problems. */
export interface RequestState {
  requestId: string;
  /** The path with its placeholders: a bounded set, fit for metrics. */
  route: string | null;
  actor: Actor | null;
}

const states = new WeakMap<IncomingMessage, RequestState>();

export function startRequestState(request: IncomingMessage, requestId: string): RequestState {
  const state: RequestState = { requestId, route: null, actor: null };
  states.set(request, state);
  return state;
}

export function requestState(request: IncomingMessage): RequestState {
  return states.get(request) ?? startRequestState(request, 'unassigned');
}
