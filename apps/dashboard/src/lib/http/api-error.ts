import { Problem, type ProblemDetail } from '@carillon/domain';

/**
 * A request that did not succeed. `status` is 0 when no answer came, `code` is the problem document's, and
 * `requestId` is the one this dashboard sent, so that it can be found in the server's log even without an answer.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly details: readonly ProblemDetail[];
  readonly requestId: string;

  constructor(problem: { status: number; code: string; title: string; detail?: string | undefined; errors?: readonly ProblemDetail[] | undefined; requestId: string }) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.details = problem.errors ?? [];
    this.requestId = problem.requestId;
  }

  /** What the server says about one field of the body, by RFC 6901 pointer; undefined when it has no objection. */
  messageAt(pointer: string): string | undefined {
    return this.details.find((detail) => detail.pointer === pointer)?.message;
  }
}

/** Reads an error answer. What is not a problem document (a proxy's page, say) is described by its status. */
export function describeFailure(status: number, body: unknown, requestId: string): ApiError {
  const parsed = Problem.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data);
  return new ApiError({ status, code: 'unreadable-answer', title: `The server answered ${status}, in a form this page does not understand`, requestId });
}

/** No answer came: the server is down, or the network is. */
export function describeSilence(requestId: string): ApiError {
  return new ApiError({ status: 0, code: 'unreachable', title: 'The server can not be reached', detail: 'No answer came. It may be restarting, or this device may be offline.', requestId });
}

/** Whether a refusal to read something means that there is nothing by that id, or that it can't be one. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 422);
}
