import type { ProblemCode, ProblemDetail } from './problem/schema.ts';

/**
 * A refusal the caller can act on. `code` is stable and becomes the `code` of the problem document,
 * `details` point at the fields that caused it, `retryAfterSeconds` says when another try makes sense.
 */
export class CarillonError extends Error {
  readonly code: ProblemCode;
  readonly details: readonly ProblemDetail[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    options: { details?: readonly ProblemDetail[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CarillonError';
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
