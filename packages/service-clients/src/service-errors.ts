/** What was asked of whom. */
export interface CallFacts {
  service: string;
  operation: string;
  requestId: string | null;
}

/** A call to a service that did not come to the answer it was for. */
export abstract class ServiceCallError extends Error {
  abstract readonly kind: 'unavailable' | 'refused' | 'wrong-answer';
  readonly service: string;
  readonly operation: string;
  readonly requestId: string | null;

  constructor({ service, operation, requestId }: CallFacts, message: string, cause?: unknown) {
    super(`${service} ${operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.service = service;
    this.operation = operation;
    this.requestId = requestId;
  }
}

/** It can not be reached, does not answer in time, or fails (5xx, 429): another try later may succeed, at the earliest after `retryAfterMs`. */
export class ServiceUnavailableError extends ServiceCallError {
  readonly kind = 'unavailable';
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** Nothing was sent: the service failed so often lately that it is left alone for a while. */
  readonly circuitOpen: boolean;

  constructor(facts: CallFacts, message: string, options: { status?: number; retryAfterMs?: number | null; circuitOpen?: boolean; cause?: unknown } = {}) {
    super(facts, message, options.cause);
    this.status = options.status ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.circuitOpen = options.circuitOpen ?? false;
  }
}

/** It understood and said no (4xx): asking again the same way is in vain. `code` is that of the problem document. */
export class ServiceRefusedError extends ServiceCallError {
  readonly kind = 'refused';
  readonly status: number;
  readonly code: string | null;
  readonly detail: string | null;

  constructor(facts: CallFacts, { status, code, detail }: { status: number; code: string | null; detail: string | null }) {
    super(facts, `was refused with ${status}${code === null ? '' : ` ${code}`}${detail === null ? '' : `: ${detail}`}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** It answered something that its contract does not know. `places` says where and why, without the values. */
export class ServiceAnswerError extends ServiceCallError {
  readonly kind = 'wrong-answer';
  readonly places: readonly string[];

  constructor(facts: CallFacts, places: readonly string[]) {
    super(facts, `the answer does not keep to the contract (${places.join('; ')})`);
    this.places = places;
  }
}
