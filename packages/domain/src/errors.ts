import type { ProblemCode, ProblemDetail } from './problem/schema.ts';

/**
 * A refusal the caller can act on. `code` is stable and becomes the `code` of the problem document,
 * `details` point at the fields that caused it, `retryAfterSeconds` says when another try makes sense. With `outcomeUnknown` it is none: what was
 * asked for may have been done all the same, or be done yet.
 */
export class CarillonError extends Error {
  readonly code: ProblemCode;
  readonly details: readonly ProblemDetail[];
  readonly retryAfterSeconds: number | undefined;
  readonly outcomeUnknown: boolean;

  constructor(
    code: ProblemCode,
    message: string,
    options: { details?: readonly ProblemDetail[]; retryAfterSeconds?: number; outcomeUnknown?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CarillonError';
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}
