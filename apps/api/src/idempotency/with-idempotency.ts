import type { IdempotencyKeyRepository } from '@carillon/db';
import { CarillonError } from '@carillon/domain';
import { hashRequest } from './hash-request.ts';

export interface IdempotentRequest {
  caller: string;
  /** null: the client sent no key, and every request is a new one. */
  key: string | null;
  /** What the request asks for, after validation. */
  input: unknown;
  /** The id its subject gets, unless an earlier try has used another. */
  subjectId: string;
  /** Set where nothing but the first answer itself tells it again: then it is kept with the key. */
  keepsAnswer?: true;
}

/**
 * Runs `perform` once for a caller's key (draft-ietf-httpapi-idempotency-key-header): the same request again gets what the
 * first came to, through `recall`, which is told the answer where that was kept. A refused request gives its key back. Throws a CarillonError for a key that stood for
 * another request, or whose request is still running.
 */
export async function withIdempotency<Result>(
  keys: IdempotencyKeyRepository,
  { caller, key, input, subjectId, keepsAnswer }: IdempotentRequest,
  perform: (subjectId: string) => Promise<Result>,
  recall: (subjectId: string, answer: unknown) => Promise<Result>,
): Promise<Result> {
  if (key === null) return perform(subjectId);
  const decision = await keys.begin({ caller, key, requestHash: hashRequest(input), subjectId });
  switch (decision.kind) {
    case 'done':
      return recall(decision.subjectId, decision.answer);
    case 'in-progress':
      throw new CarillonError('idempotency-in-progress', 'The first request with this Idempotency-Key has not been answered yet: try again in a moment.', { retryAfterSeconds: 1 });
    case 'mismatch':
      throw new CarillonError('idempotency-mismatch', 'This Idempotency-Key was used with a different body: take a new key for a new request.', {
        details: [{ parameter: 'Idempotency-Key', code: 'mismatch', message: 'belongs to another request' }],
      });
    case 'proceed': {
      try {
        const result = await perform(decision.subjectId);
        await keys.complete({ caller, key }, keepsAnswer ? result : undefined);
        return result;
      } catch (error) {
        if (error instanceof CarillonError) await keys.release({ caller, key, lockedUntil: decision.lockedUntil });
        throw error;
      }
    }
  }
}
