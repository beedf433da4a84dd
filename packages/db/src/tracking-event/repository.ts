import { CampaignId, type CampaignTracking, type Clock, type CountedState, type Page, type TrackingEvent, type TrackingKind, type TrackingSign } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { isDuplicateKey } from '../connection.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { TrackingCounterDocument, TrackingCounterModel } from '../tracking-counter/model.ts';
import type { TrackingEventDocument, TrackingEventModel } from './model.ts';

/** One fetch of a picture or a link. */
export interface NewTrackedFetch {
  logId: string;
  campaignId: string;
  userId: string;
  kind: TrackingKind;
  /** Null: the picture, or any of the links. */
  link: number | null;
  target: string | null;
  at: Date;
  machine: boolean;
  sign: TrackingSign | null;
}

/** Whether it was the first of its kind, and the first that a person made. */
export interface NotedFetch {
  first: boolean;
  firstByPerson: boolean;
}

interface RecountedGroup {
  _id: { kind: TrackingKind; link: number | null };
  target: string | null;
  messages: number;
  byPeople: number;
  lastAt: Date;
}

/** Links that a campaign's numbers, and a message's events, tell apart. */
const MOST_LINKS = 200;

/**
 * Opens and clicks, one document for each (log, kind, link) however often it happens. A campaign's counters move with what
 * was new; `recount` mends what a process that died in between has left.
 */
export function createTrackingEventRepository({ events, counters, clock }: { events: TrackingEventModel; counters: TrackingCounterModel; clock: Clock }) {
  async function upsert({ logId, campaignId, userId, kind, link, target, at, sign }: NewTrackedFetch): Promise<TrackingEventDocument | null> {
    const change = {
      $inc: { count: 1 },
      $min: { firstAt: at },
      $max: { lastAt: at },
      ...(sign === null ? {} : { $addToSet: { signs: sign } }),
      $setOnInsert: { logId, campaignId, userId, kind, link, target, firstByPersonAt: null, ...(sign === null ? { signs: [] } : {}) },
    };
    const write = () => events.findOneAndUpdate({ _id: idOf(logId, kind, link) }, change, { upsert: true, returnDocument: 'before' }).lean<TrackingEventDocument>();
    try {
      return await write();
    } catch (error) {
      // Two first ones at once: the other has made the document.
      if (isDuplicateKey(error)) return write();
      throw error;
    }
  }

  return {
    async note(fetch: NewTrackedFetch): Promise<NotedFetch> {
      const { logId, campaignId, kind, link, target, at, machine } = fetch;
      const first = (await upsert(fetch)) === null;
      const firstByPerson = !machine && (await events.updateOne({ _id: idOf(logId, kind, link), firstByPersonAt: null }, { $set: { firstByPersonAt: at } })).modifiedCount === 1;
      if (first || firstByPerson) {
        const moved = { messages: first ? 1 : 0, byPeople: firstByPerson ? 1 : 0 };
        await counters.updateOne({ _id: idOf(campaignId, kind, link) }, { $inc: moved, $set: { changedAt: clock.now() }, $setOnInsert: { campaignId, kind, link, target } }, { upsert: true });
      }
      return { first, firstByPerson };
    },

    /** What happened to one message, first to last. */
    async listOfLog(logId: string): Promise<TrackingEvent[]> {
      const rows = await events.find({ logId }).sort({ firstAt: 1, _id: 1 }).limit(MOST_LINKS).lean<TrackingEventDocument[]>();
      return rows.map(toTrackingEvent);
    },

    /** Read from the counters: as fast for a million messages as for one. Of very many links, those that most messages led to are told apart. */
    async readCampaign(campaignId: CampaignId): Promise<CampaignTracking> {
      const [totals, rows] = await Promise.all([
        counters.find({ _id: { $in: [idOf(campaignId, 'open', null), idOf(campaignId, 'click', null)] } }).lean<TrackingCounterDocument[]>(),
        counters.find({ campaignId, kind: 'click', link: { $gte: 0 } }).sort({ messages: -1, link: 1 }).limit(MOST_LINKS + 1).lean<TrackingCounterDocument[]>(),
      ]);
      const total = (kind: TrackingKind) => toCount(totals.find((row) => row.kind === kind));
      const links = rows.slice(0, MOST_LINKS).flatMap(({ link, target, ...row }) => (link === null ? [] : [{ link, target: target ?? '', ...toCount(row) }]));
      return { campaignId, opened: total('open'), clicked: total('click'), links: links.toSorted((one, other) => one.link - other.link), moreLinks: rows.length > MOST_LINKS };
    },

    /** Campaigns whose opens, or clicks, were counted at or after `since`, the last one first. One that has both comes twice. */
    async listCountedSince(since: Date, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<CountedState & { campaignId: CampaignId }>> {
      const recent: QueryFilter<TrackingCounterDocument> = { link: null, changedAt: { $gte: since } };
      const rows = await counters
        .find(cursor === undefined ? recent : { $and: [recent, behind('changedAt', decodeCursor(cursor))] })
        .sort({ changedAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<(TrackingCounterDocument & { changedAt: Date })[]>();
      return toPage(rows, limit, (row) => row.changedAt, ({ campaignId, changedAt, verifiedAt = new Date(0) }) => ({ campaignId: CampaignId.parse(campaignId), changedAt, verifiedAt }));
    },

    /**
     * Sets one campaign's counters to what its events say, each of those that are `atRest` by the time of the last event: then every one has been
     * counted, or never will be. Answers whether a counter said something else.
     */
    async recount(campaignId: CampaignId, atRest: (lastAt: Date) => boolean): Promise<boolean> {
      // All of them, and before the events: what comes in between shows in those.
      const before = new Map((await counters.find({ campaignId }).lean<TrackingCounterDocument[]>()).map((row) => [row._id, countOf(row)]));
      const counted = await events.aggregate<RecountedGroup>([
        { $match: { campaignId } },
        { $group: { _id: { kind: '$kind', link: '$link' }, target: { $first: '$target' }, messages: { $sum: 1 }, byPeople: { $sum: { $cond: [{ $eq: ['$firstByPersonAt', null] }, 0, 1] } }, lastAt: { $max: '$lastAt' } } },
      ]);
      let mended = false;
      const verified: string[] = [];
      for (const { _id: { kind, link }, target, messages, byPeople, lastAt } of counted) {
        if (!atRest(lastAt)) continue;
        const id = idOf(campaignId, kind, link);
        const known = before.get(id) ?? { messages: 0, byPeople: 0 };
        const missing = { messages: messages - known.messages, byPeople: byPeople - known.byPeople };
        verified.push(id);
        if (missing.messages === 0 && missing.byPeople === 0) continue;
        await counters.updateOne({ _id: id }, { $inc: missing, $setOnInsert: { campaignId, kind, link, target } }, { upsert: true });
        mended = true;
      }
      await counters.updateMany({ _id: { $in: verified } }, { $set: { verifiedAt: clock.now() } });
      return mended;
    },
  };
}
export type TrackingEventRepository = ReturnType<typeof createTrackingEventRepository>;

function idOf(subjectId: string, kind: TrackingKind, link: number | null): string {
  return [subjectId, kind, ...(link === null ? [] : [link])].join('|');
}

function countOf(row: Pick<TrackingCounterDocument, 'messages' | 'byPeople'> | undefined) {
  return { messages: row?.messages ?? 0, byPeople: row?.byPeople ?? 0 };
}

/** As it is told while a count of a process that died is missing: nothing is below none, and whom people opened was opened. */
function toCount(row: Pick<TrackingCounterDocument, 'messages' | 'byPeople'> | undefined) {
  const { messages, byPeople } = countOf(row);
  return { messages: Math.max(0, messages, byPeople), byPeople: Math.max(0, byPeople) };
}

function toTrackingEvent({ kind, link, target, count, firstAt, lastAt, firstByPersonAt, signs }: TrackingEventDocument): TrackingEvent {
  return { kind, link, target, count, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString(), firstByPersonAt: firstByPersonAt?.toISOString() ?? null, signs: [...signs] };
}
