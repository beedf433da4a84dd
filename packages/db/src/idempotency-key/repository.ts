import type { Clock } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import type { IdempotencyKeyDocument, IdempotencyKeyModel } from './model.ts';

/**
 * What a key means for the request at hand. `proceed`: do it, under `subjectId` (the id an earlier, crashed try may have
 * used already), and by the `plan` that it had kept, if it had. `done`: it was done, as `subjectId`, with the `answer` that was kept, if one was. `in-progress`: somebody is at it. `mismatch`: it stood for another request.
 */
export type IdempotencyDecision = { kind: 'proceed'; subjectId: string; lockedUntil: Date; plan: unknown } | { kind: 'done'; subjectId: string; answer: unknown } | { kind: 'in-progress' } | { kind: 'mismatch' };

/**
 * After that a request is taken for crashed, and whoever asks again does it, under the same id: should it only have been slow,
 * nothing happens twice. Short, because a client waits for it.
 */
const LOCK_MS = 5_000;

export type IdempotencyKeyRepository = ReturnType<typeof createIdempotencyKeyRepository>;

export function createIdempotencyKeyRepository({ model, clock }: { model: IdempotencyKeyModel; clock: Clock }) {
  return {
    async begin(request: { caller: string; key: string; requestHash: string; subjectId: string }): Promise<IdempotencyDecision> {
      const now = clock.now();
      const lockedUntil = new Date(now.getTime() + LOCK_MS);
      const _id = idOf(request);
      try {
        await model.insertOne({ _id, requestHash: request.requestHash, subjectId: request.subjectId, state: 'in-progress', lockedUntil, createdAt: now });
        return { kind: 'proceed', subjectId: request.subjectId, lockedUntil, plan: undefined };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const existing = await model.findById(_id).lean<IdempotencyKeyDocument>();
      if (existing === null) return { kind: 'in-progress' }; // released between the two calls: the client's next try decides
      if (existing.requestHash !== request.requestHash) return { kind: 'mismatch' };
      if (existing.state === 'done') return { kind: 'done', subjectId: existing.subjectId, answer: existing.answer };
      const takenOver = await model.updateOne({ _id, state: 'in-progress', lockedUntil: { $eq: existing.lockedUntil, $lt: now } }, { $set: { lockedUntil } });
      return takenOver.matchedCount === 1 ? { kind: 'proceed', subjectId: existing.subjectId, lockedUntil, plan: existing.plan } : { kind: 'in-progress' };
    },

    /** Keeps with the key what is about to be done. False: somebody else has taken the request over, and goes by a plan of their own. */
    async keepPlan({ lockedUntil, ...request }: { caller: string; key: string; lockedUntil: Date }, plan: unknown): Promise<boolean> {
      return (await model.updateOne({ _id: idOf(request), state: 'in-progress', lockedUntil }, { $set: { plan } })).matchedCount === 1;
    },

    /** Lets the next try take the request over at once: nobody knows how far this one came. */
    async leave({ lockedUntil, ...request }: { caller: string; key: string; lockedUntil: Date }): Promise<void> {
      await model.updateOne({ _id: idOf(request), state: 'in-progress', lockedUntil }, { $set: { lockedUntil: new Date(0) } });
    },

    /** `answer` is kept as it is; undefined keeps none. */
    async complete(request: { caller: string; key: string }, answer?: unknown): Promise<void> {
      await model.updateOne({ _id: idOf(request) }, { $set: { state: 'done', ...(answer === undefined ? {} : { answer }) } });
    },

    /** Gives the key back: the request was refused, and a corrected one may use it. Who was slow and has lost the key to another takes it from nobody. */
    async release({ lockedUntil, ...request }: { caller: string; key: string; lockedUntil: Date }): Promise<void> {
      await model.deleteOne({ _id: idOf(request), state: 'in-progress', lockedUntil });
    },
  };
}

function idOf({ caller, key }: { caller: string; key: string }): string {
  return `${caller}|${key}`;
}
