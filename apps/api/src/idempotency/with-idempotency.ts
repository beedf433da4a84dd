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

/** What a request is found to mean before it does anything, where that can change: a try that takes it over after a crash goes by it. */
export interface PlanKeeper {
  /** Of the try before; undefined: there was none, or it did nothing. */
  kept: unknown;
  /** Throws a CarillonError when another try has taken the request over. */
  keep(plan: unknown): Promise<void>;
}

/**
 * Runs `perform` once for a caller's key (draft-ietf-httpapi-idempotency-key-header): the same request again gets what the
 * first came to, through `recall`, which is told the answer where that was kept. A refused request gives its key back; one whose plan was kept and that could not reach
 * what it needs leaves it to the next try, as it may have been done all the same. Throws a CarillonError for a key that stood for
 * another request, or whose request is still running.
 */
export async function withIdempotency<Result>(
  keys: IdempotencyKeyRepository,
  { caller, key, input, subjectId, keepsAnswer }: IdempotentRequest,
  perform: (subjectId: string, plan: PlanKeeper) => Promise<Result>,
  recall: (subjectId: string, answer: unknown) => Promise<Result>,
): Promise<Result> {
  if (key === null) return perform(subjectId, { kept: undefined, keep: async () => undefined });
  const decision = await keys.begin({ caller, key, requestHash: hashRequest(input), subjectId });
  switch (decision.kind) {
    case 'done':
      return recall(decision.subjectId, decision.answer);
    case 'in-progress':
      throw inProgress();
    case 'mismatch':
      throw new CarillonError('idempotency-mismatch', 'This Idempotency-Key was used with a different body: take a new key for a new request.', {
        details: [{ parameter: 'Idempotency-Key', code: 'mismatch', message: 'belongs to another request' }],
      });
    case 'proceed': {
      const held = { caller, key, lockedUntil: decision.lockedUntil };
      let isPlanned = decision.plan !== undefined;
      const keep = async (plan: unknown) => {
        if (!(await keys.keepPlan(held, plan))) throw inProgress();
        isPlanned = true;
      };
      try {
        const result = await perform(decision.subjectId, { kept: decision.plan, keep });
        await keys.complete({ caller, key }, keepsAnswer ? result : undefined);
        return result;
      } catch (error) {
        if (error instanceof CarillonError) await (isPlanned && error.code === 'dependency-unavailable' ? keys.leave(held) : keys.release(held));
        throw error;
      }
    }
  }
}

function inProgress(): CarillonError {
  return new CarillonError('idempotency-in-progress', 'The first request with this Idempotency-Key has not been answered yet: try again in a moment.', { retryAfterSeconds: 1 });
}
