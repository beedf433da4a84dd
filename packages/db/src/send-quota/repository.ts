import { groupCalls, type Clock } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import { refusedBy } from '../refused-by.ts';
import type { SendQuotaDocument, SendQuotaModel } from './model.ts';

const MOST_TOGETHER = 200;

/** One of the `cap` places a user has on a day (`2026-03-29`, theirs). */
export interface PlaceRequest {
  userId: string;
  day: string;
  cap: number;
  notificationId: string;
}

export type SendQuotaRepository = ReturnType<typeof createSendQuotaRepository>;

export function createSendQuotaRepository({ model, clock }: { model: SendQuotaModel; clock: Clock }) {
  const days = model.db.collection<SendQuotaDocument>(model.collection.collectionName);

  const takeTogether = groupCalls<PlaceRequest, Error | null>({
    most: MOST_TOGETHER,
    async run(requests) {
      const createdAt = clock.now();
      // Where the day is full the filter finds nothing, and the insertion that follows meets the document that is there.
      const writes = requests.map((request) => ({ updateOne: { filter: whileFree(request), update: { ...addition(request), $setOnInsert: { createdAt } }, upsert: true } }));
      const refused = await refusedBy(days.bulkWrite(writes, { ordered: false }));
      return requests.map((_request, index) => refused.get(index) ?? null);
    },
  });

  return {
    /**
     * Takes a place; false when all are taken. A notification that has a place keeps it, so that its later attempts cost
     * nothing. Of many at once, never more than `cap` get one.
     */
    async take(request: PlaceRequest): Promise<boolean> {
      const error = await takeTogether(request);
      if (error === null) return true;
      if (!isDuplicateKey(error)) throw error;
      if ((await days.findOne({ _id: idOf(request), notificationIds: request.notificationId }, { projection: { _id: 1 } })) !== null) return true;
      // The first two of a day may meet, too: then there is room, and another try finds the document.
      return (await days.updateOne(whileFree(request), addition(request))).matchedCount === 1;
    },
  };
}

const idOf = ({ userId, day }: PlaceRequest) => `${userId}|${day}`;
const whileFree = (request: PlaceRequest) => ({ _id: idOf(request), [`notificationIds.${request.cap - 1}`]: { $exists: false } });
const addition = ({ notificationId }: PlaceRequest) => ({ $addToSet: { notificationIds: notificationId } });
