import type { OperatorModels } from './model.ts';

/**
 * The ids of the admins who can sign in. It never names anybody else: who stops being one leaves it before, who becomes
 * one enters it after. A crash in between makes it refuse too early, never too late; saving that operator again mends it.
 */
export function createAdminRoster(roster: OperatorModels['roster']) {
  return {
    async enter(operatorId: string): Promise<void> {
      await roster.updateOne({ _id: 'admins' }, { $addToSet: { operatorIds: operatorId } }, { upsert: true });
    },

    /** False: nobody would be left, and nothing was changed. */
    async leave(operatorId: string): Promise<boolean> {
      const result = await roster.updateOne({ _id: 'admins', operatorIds: operatorId, 'operatorIds.1': { $exists: true } }, { $pull: { operatorIds: operatorId } });
      return result.modifiedCount === 1;
    },
  };
}
