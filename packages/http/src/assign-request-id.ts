import type { RequestHandler } from 'express';
import { startRequestState } from './request-state.ts';

/** What another system's id may look like before it is repeated in headers, logs and jobs. */
const SANE_ID = /^[\w.:-]{8,128}$/;

/** Takes over the caller's `X-Request-Id` when it is a sane token, makes one otherwise, and answers it. */
export function assignRequestId(newRequestId: () => string): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const { requestId } = startRequestState(request, given !== undefined && SANE_ID.test(given) ? given : newRequestId());
    response.setHeader('x-request-id', requestId);
    next();
  };
}
