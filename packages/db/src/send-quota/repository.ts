import type { Clock } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import type { SendQuotaModel } from './model.ts';

export type SendQuotaRepository = ReturnType<typeof createSendQuotaRepository>;

export function createSendQuotaRepository({ model, clock }: { model: SendQuotaModel; clock: Clock }) {
  return {
    /**
     * Takes one of the `cap` places a user has on a day (`2026-03-29`, theirs); false when all are taken. A notification that
     * has a place keeps it, so that its later attempts cost nothing. Of many at once, never more than `cap` get one.
     */
    async take({ userId, day, cap, notificationId }: { userId: string; day: string; cap: number; notificationId: string }): Promise<boolean> {
      const _id = `${userId}|${day}`;
      try {
        // Where the day is full the filter finds nothing, and the insertion that follows meets the document that is there.
        await model.updateOne(
          { _id, [`notificationIds.${cap - 1}`]: { $exists: false } },
          { $addToSet: { notificationIds: notificationId }, $setOnInsert: { createdAt: clock.now() } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      if ((await model.exists({ _id, notificationIds: notificationId })) !== null) return true;
      // The first two of a day may meet, too: then there is room, and another try finds the document.
      const update = await model.updateOne({ _id, [`notificationIds.${cap - 1}`]: { $exists: false } }, { $addToSet: { notificationIds: notificationId } });
      return update.matchedCount === 1;
    },
  };
}
