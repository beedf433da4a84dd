import type { User } from '@carillon/domain';
import type { UserDocument, UserModel } from './model.ts';
import { toUser } from './to-document.ts';

export interface ConsentDecision {
  category: string;
  wanted: boolean;
  at: Date;
  source: string;
}
export interface CampaignFact {
  userId: string;
  campaignId: string;
  fact: 'sent' | 'opened' | 'clicked';
}
const fieldOf = { sent: 'sentCampaigns', opened: 'openedCampaigns', clicked: 'clickedCampaigns' } as const satisfies Record<CampaignFact['fact'], keyof UserDocument>;

/** What users decided about messages, and what messages did to users: each write can be repeated and come in any order. */
export function createConsentChanges(model: UserModel) {
  return {
    /** The latest decision of a category counts: an older one changes nothing. Answers the user as it is then; null when there is none. */
    async recordConsent(id: string, { category, wanted, at, source }: ConsentDecision): Promise<User | null> {
      const path = `consent.${category}`;
      const document = await model
        .findOneAndUpdate(
          { _id: id, $or: [{ [`${path}.at`]: { $exists: false } }, { [`${path}.at`]: { $lte: at } }] },
          { $set: { [path]: { wanted, at, source } }, ...(wanted ? { $pull: { unsubscribedFrom: category } } : { $addToSet: { unsubscribedFrom: category } }) },
          { returnDocument: 'after' },
        )
        .lean<UserDocument>();
      const current = document ?? (await model.findById(id).lean<UserDocument>());
      return current === null ? null : toUser(current);
    },

    /** Notes which campaigns reached whom, in one write for each campaign and fact; segments can ask for it. Users who are gone are passed over. */
    async noteCampaignFacts(facts: readonly CampaignFact[]): Promise<void> {
      const groups = new Map<string, { field: (typeof fieldOf)[CampaignFact['fact']]; campaignId: string; userIds: string[] }>();
      for (const { userId, campaignId, fact } of facts) {
        const key = `${fact} ${campaignId}`;
        const group = groups.get(key) ?? { field: fieldOf[fact], campaignId, userIds: [] };
        group.userIds.push(userId);
        groups.set(key, group);
      }
      await Promise.all([...groups.values()].map(({ field, campaignId, userIds }) => model.updateMany({ _id: { $in: userIds } }, { $addToSet: { [field]: campaignId } })));
    },
  };
}
