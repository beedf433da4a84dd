import { CarillonError, problemCatalog, type Problem, type ProblemCode } from '@carillon/domain';
import { z } from 'zod';

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
}

/** What an error tells the caller. Errors that aren't ours say nothing of what happened inside. */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  const refusal = error instanceof CarillonError ? error : readFrameworkError(error);
  if (refusal === null) return answer('internal', requestId, { detail: `Tell support this request id: ${requestId}` });
  return answer(refusal.code, requestId, {
    detail: refusal.message,
    ...(refusal.details.length > 0 ? { errors: [...refusal.details] } : {}),
    ...(refusal.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refusal.retryAfterSeconds }),
  });
}

function answer(code: ProblemCode, requestId: string, { retryAfterSeconds, ...rest }: Pick<Problem, 'detail' | 'errors'> & { retryAfterSeconds?: number }): ProblemAnswer {
  return {
    problem: { type: `urn:carillon:problem:${code}`, ...problemCatalog[code], code, ...rest, requestId },
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) },
  };
}

/** Errors of body-parser and of Express's router carry the status they stand for; anything else is ours to mend. */
const FrameworkError = z.object({ status: z.int().min(400).max(499), type: z.string().optional(), message: z.string() });

function readFrameworkError(error: unknown): CarillonError | null {
  const parsed = FrameworkError.safeParse(error);
  if (!parsed.success) return null;
  const { status, type } = parsed.data;
  if (status === 413) return new CarillonError('payload-too-large', 'The body is larger than this address accepts.');
  if (status === 415) return new CarillonError('unsupported-media-type', 'The encoding or character set of the body is not supported.');
  if (type === 'entity.parse.failed') return new CarillonError('invalid-request', 'The body is not valid JSON.', { details: [{ pointer: '', code: 'invalid-json', message: 'is not valid JSON' }] });
  return new CarillonError('invalid-request', 'The request could not be read.');
}
