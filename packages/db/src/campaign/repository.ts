import { campaignTransitionOf, searchTermsOf, type Campaign, type CampaignEvent, type CampaignId, type CampaignStatus, type Clock, type CreateCampaign, type DeliveryCounts, type ExclusionCount, type Requester } from '@carillon/domain';
import type { QueryFilter, UpdateQuery } from 'mongoose';
import type { CampaignDocument, CampaignModel } from './model.ts';
import { createCampaignQueries } from './queries.ts';
import { toCampaign, toRecord, type CampaignRecord } from './to-domain.ts';

export interface CampaignRepositoryDeps {
  model: CampaignModel;
  clock: Clock;
  /** Told of every change that was made here. */
  onChange(campaign: Campaign): void;
}

export type CampaignRepository = ReturnType<typeof createCampaignRepository>;
type Launched = NonNullable<CampaignDocument['launched']>;

/** What a change of state may set besides it. */
export interface CampaignChange {
  reason?: string | null;
  needsDecision?: boolean;
  launched?: Launched;
  launchedBy?: Requester;
  startsAt?: Date | null;
  retryRequest?: CampaignDocument['retryRequest'];
  pausedItself?: boolean;
  judgedSince?: DeliveryCounts | null;
  /** Refuses when the campaign was edited since. */
  version?: number;
}

/** A campaign that was opened again has not ended, and is looked after. */
const reopened = { endedAt: null, closedAt: null };

/** Campaigns: drafts change by version, all others by compare-and-set on their state. */
export function createCampaignRepository({ model, clock, onChange }: CampaignRepositoryDeps) {
  async function change(filter: QueryFilter<CampaignDocument>, update: UpdateQuery<CampaignDocument>): Promise<CampaignRecord | null> {
    const document = await model.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<CampaignDocument>();
    if (document === null) return null;
    onChange(toCampaign(document));
    return toRecord(document);
  }

  return {
    ...createCampaignQueries({ model }),

    async insert(id: CampaignId, input: CreateCampaign, by: Requester): Promise<Campaign> {
      const now = clock.now();
      const document: CampaignDocument = {
        _id: id, ...input, version: 1, terms: searchTermsOf('', input.name), status: 'draft', reason: null, needsDecision: false, startsAt: null, launched: null,
        audience: { included: 0, excluded: [], complete: false, cursor: null }, retryRequest: null, pausedItself: false, judgedSince: null, closedAt: null, createdAt: now, createdBy: by, updatedAt: now, startedAt: null, endedAt: null,
      };
      await model.insertOne(document);
      const campaign = toCampaign(document);
      onChange(campaign);
      return campaign;
    },

    /** Changes a draft. Null: it is no draft any more, or somebody else saved a newer version. */
    async update(id: string, version: number, fields: Partial<CreateCampaign>): Promise<Campaign | null> {
      const terms = fields.name === undefined ? {} : { terms: searchTermsOf('', fields.name) };
      const record = await change({ _id: id, status: 'draft', version }, { $set: { ...fields, ...terms, version: version + 1, updatedAt: clock.now() } });
      return record?.campaign ?? null;
    },

    /** Removes a draft; answers whether there was one. */
    async removeDraft(id: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id, status: 'draft' })).deletedCount === 1;
    },

    /** Moves a campaign by what an operator or the clock decides. Null: its state does not allow that, and nothing was written. */
    transition(id: string, event: Exclude<CampaignEvent, 'finished'>, { version, ...details }: CampaignChange = {}): Promise<CampaignRecord | null> {
      const { from, to } = campaignTransitionOf(event);
      const now = clock.now();
      return change(
        { _id: id, status: { $in: [...from] }, ...(version === undefined ? {} : { version }) },
        {
          $set: {
            reason: null,
            needsDecision: false,
            pausedItself: false,
            ...details,
            status: to,
            updatedAt: now,
            ...(event === 'started' ? { startedAt: now } : {}),
            ...(event === 'reopened' ? reopened : {}),
            ...(event === 'cancelled' ? { endedAt: now } : {}),
          },
        },
      );
    },

    /** Ends a campaign that has nothing left to do; refused while recipients wait to be tried again. */
    async finish(id: string): Promise<boolean> {
      const { from, to } = campaignTransitionOf('finished');
      const now = clock.now();
      return (await change({ _id: id, status: { $in: [...from] }, 'audience.complete': true, retryRequest: null }, { $set: { status: to, reason: null, updatedAt: now, endedAt: now } })) !== null;
    },

    /** Notes that nothing is left to do of a campaign that ended at or before `endedBy`. */
    async close(id: string, status: CampaignStatus, endedBy: Date): Promise<void> {
      await model.updateOne({ _id: id, status, endedAt: { $lte: endedBy } }, { $set: { closedAt: clock.now() } });
    },

    /** Notes that an operator has to decide about a scheduled campaign; once. */
    async askFor(id: string, reason: string): Promise<void> {
      await change({ _id: id, status: 'scheduled', needsDecision: false }, { $set: { needsDecision: true, reason, updatedAt: clock.now() } });
    },

    /** Notes how far the audience is written down. False: another worker is further, or the campaign was stopped. */
    async noteAudience(id: string, from: string | null, page: { included: number; excluded: ExclusionCount[]; cursor: string | null }): Promise<boolean> {
      const audience = { ...page, complete: page.cursor === null };
      return (await change({ _id: id, status: { $in: ['running', 'paused'] }, 'audience.cursor': from, 'audience.complete': false }, { $set: { audience, updatedAt: clock.now() } })) !== null;
    },

    /** Asks for another round for some recipients, and opens a finished campaign for it. Null: a round is being queued, or the state does not allow it. */
    async requestRetry(id: string, retryRequest: NonNullable<CampaignDocument['retryRequest']>): Promise<CampaignRecord | null> {
      const { from, to } = campaignTransitionOf('reopened');
      const set = { retryRequest, reason: null, updatedAt: clock.now() };
      const again = await change({ _id: id, status: { $in: [...from] }, retryRequest: null }, { $set: { ...set, status: to, ...reopened } });
      return again ?? change({ _id: id, status: { $in: ['running', 'paused'] }, retryRequest: null }, { $set: set });
    },

    /** The round asked for is queued. */
    async endRetry(id: string): Promise<void> {
      await change({ _id: id }, { $set: { retryRequest: null, updatedAt: clock.now() } });
    },
  };
}
