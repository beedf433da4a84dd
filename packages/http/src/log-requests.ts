import { Histogram, type Logger, type Registry } from '@carillon/observability';
import type { RequestHandler } from 'express';
import { requestState } from './request-state.ts';

/**
 * One log line and one observation per request, when it is over. The route is the path with its placeholders: neither
 * logs nor metrics hold what stood in the path or the query.
 */
export function logRequests({ logger, registry }: { logger: Logger; registry: Registry }): RequestHandler {
  const durations = new Histogram({
    name: 'carillon_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.once('close', () => {
      const { requestId, route, caller } = requestState(request);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      durations.observe({ method: request.method, route: route ?? 'none', status: response.statusCode }, seconds);
      const fields = {
        requestId,
        method: request.method,
        route,
        status: response.statusCode,
        durationMs: Math.round(seconds * 10_000) / 10,
        actor: caller,
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      // Probes and static files come all the time and say little.
      if (caller === null && response.statusCode < 400 && request.method === 'GET') logger.debug('request.finished', fields);
      else logger.info('request.finished', fields);
    });
    next();
  };
}
