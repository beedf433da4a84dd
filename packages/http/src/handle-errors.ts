import { CarillonError } from '@carillon/domain';
import type { Logger } from '@carillon/observability';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { requestState } from './request-state.ts';
import { toProblem } from './to-problem.ts';

/**
 * The last middleware: every error becomes a problem document, and those of our own making a log line too.
 * `isDatabaseUnavailable` knows the errors of a database that could do nothing for now.
 */
export function handleErrors({ logger, isDatabaseUnavailable }: { logger: Logger; isDatabaseUnavailable: (error: unknown) => boolean }): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { requestId, route } = requestState(request);
    if (response.destroyed) {
      logger.debug('request.abandoned', { requestId, route, error });
      return;
    }
    const { problem, headers } = toProblem(isDatabaseUnavailable(error) ? databaseUnavailable(error) : error, requestId);
    if (problem.status >= 500) {
      logger.error('request.failed', { requestId, method: request.method, route, code: problem.code, error });
    }
    if (response.headersSent) {
      // Half of an answer is on its way: cutting the connection is the only way left to say that it is not whole.
      response.destroy();
      return;
    }
    response.status(problem.status).set(headers).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Answers what no route took. */
export const refuseUnknownAddress: RequestHandler = (request) => {
  throw new CarillonError('not-found', `Nothing answers ${request.method} ${request.path}.`);
};

function databaseUnavailable(cause: unknown): CarillonError {
  return new CarillonError('dependency-unavailable', 'The database does not answer, or has no room left to write. Nothing was done; try again soon.', { cause, retryAfterSeconds: 5 });
}
