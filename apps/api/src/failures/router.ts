import type { NotificationRepository } from '@carillon/db';
import { DeadLetterGroups, FailureFilter, FailureGroups, RetryDeadLetters, RetryDeadLettersResult, RetryFailures, RetryFailuresResult } from '@carillon/domain';
import { defineRoute, type Route } from '../http/route.ts';
import { IdempotencyHeaders } from '../idempotency/idempotency-headers.ts';
import { listDeadLetters, retryDeadLetters, type DeadLettersDeps } from './dead-letters.ts';
import { listFailures } from './list-failures.ts';
import { retryFailures, type RetryFailuresDeps } from './retry-failures.ts';

const tag = 'Failures';
const base = '/api/v1/failures';

export type FailuresDeps = RetryFailuresDeps & DeadLettersDeps & { notifications: Pick<NotificationRepository, 'findFailureGroups'> };

export function createFailuresRouter(deps: FailuresDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listFailures', tag, summary: 'Notifications that failed, or of which nobody knows, by reason', access: 'notifications:read',
      request: { query: FailureFilter },
      response: FailureGroups,
      handle: async (_context, { query }) => ({ body: await listFailures(deps, query) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/retry`, operation: 'retryFailures', tag, summary: 'Try again all that failed and match', access: 'notifications:write', status: 202,
      description: 'With dryRun nothing is changed: the answer is how many it would be. What fails again meanwhile is not tried a third time by it.',
      request: { headers: IdempotencyHeaders, body: RetryFailures },
      response: RetryFailuresResult,
      handle: async (context, { headers, body }) => ({ body: await retryFailures(deps, context, body, headers['idempotency-key'] ?? null) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/dead-letters', operation: 'listDeadLetters', tag, summary: 'Jobs that were given up, by job and reason', access: 'queues:read',
      request: {},
      response: DeadLetterGroups,
      handle: async () => ({ body: await listDeadLetters(deps) }),
    }),
    defineRoute({
      method: 'post', path: '/api/v1/dead-letters/retry', operation: 'retryDeadLetters', tag, summary: 'Run the given-up jobs of one group again', access: 'queues:write',
      description: 'Every job looks at what it is about before it does anything, so that it can be run again. Jobs that do not fit their definition any more stay, and are counted as unreadable.',
      request: { body: RetryDeadLetters },
      response: RetryDeadLettersResult,
      handle: async (context, { body }) => ({ body: await retryDeadLetters(deps, context, body) }),
    }),
  ];
}
