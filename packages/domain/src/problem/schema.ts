import { z } from 'zod';

/** Every code an error answer can carry, with its HTTP status and title. Codes are stable: clients switch on them. */
export const problemCatalog = {
  'invalid-request': { status: 400, title: 'The request could not be read' },
  'validation-failed': { status: 422, title: 'Some of what was sent is not valid' },
  'undefined-variables': { status: 422, title: 'The template needs variables that the data does not have' },
  'template-invalid': { status: 422, title: 'The template can not be compiled or rendered' },
  'unauthenticated': { status: 401, title: 'Sign in, or send an API key' },
  'forbidden': { status: 403, title: 'You are not allowed to do this' },
  'cross-origin': { status: 403, title: 'Writes with a session cookie are accepted from the dashboard only' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not answer that method' },
  'conflict': { status: 409, title: 'The current state does not allow this' },
  'idempotency-in-progress': { status: 409, title: 'A request with this Idempotency-Key is still being processed' },
  'idempotency-mismatch': { status: 422, title: 'This Idempotency-Key was used with a different request' },
  'version-conflict': { status: 409, title: 'Somebody else saved a newer version' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'unsupported-media-type': { status: 415, title: 'The request body must be JSON' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'dependency-failed': { status: 502, title: 'A service that is needed answered something it should not' },
  'dependency-unavailable': { status: 503, title: 'A service that is needed is not available right now' },
  'internal': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCatalog;

/** One field that is wrong: where (RFC 6901 JSON pointer, or a parameter's name) and why. */
export const ProblemDetail = z.object({
  pointer: z.string().describe('RFC 6901 JSON pointer into the request body, e.g. /data/name').optional(),
  parameter: z.string().describe('Name of the query, path or header parameter').optional(),
  code: z.string(),
  message: z.string(),
});
export type ProblemDetail = z.infer<typeof ProblemDetail>;

/** RFC 9457 problem document, as `application/problem+json`. */
export const Problem = z.object({
  type: z.string().describe('A URI reference that identifies the kind of problem'),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string().describe('Stable, machine-readable code'),
  errors: z.array(ProblemDetail).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
