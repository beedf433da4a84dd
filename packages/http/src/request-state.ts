import type { IncomingMessage } from 'node:http';

/** What is learned of a request on its way, for the access log and for problems. */
export interface RequestState {
  requestId: string;
  /** The path with its placeholders: a bounded set, fit for metrics. */
  route: string | null;
  /** Who asks, as logs name them; null for strangers. */
  caller: string | null;
}

const states = new WeakMap<IncomingMessage, RequestState>();

export function startRequestState(request: IncomingMessage, requestId: string): RequestState {
  const state: RequestState = { requestId, route: null, caller: null };
  states.set(request, state);
  return state;
}

export function requestState(request: IncomingMessage): RequestState {
  return states.get(request) ?? startRequestState(request, 'unassigned');
}
