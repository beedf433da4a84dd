import type { CampaignId, CampaignTracking, TrackingEvent, TrackingKind, TrackingSign } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
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
export function createTrackingEventRepository({ events, counters }: { events: TrackingEventModel; counters: TrackingCounterModel }) {
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
        await counters.updateOne({ _id: idOf(campaignId, kind, link) }, { $inc: moved, $setOnInsert: { campaignId, kind, link, target } }, { upsert: true });
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
      const total = (kind: TrackingKind) => countOf(totals.find((row) => row.kind === kind));
      const links = rows.slice(0, MOST_LINKS).flatMap(({ link, target, ...row }) => (link === null ? [] : [{ link, target: target ?? '', ...countOf(row) }]));
      return { campaignId, opened: total('open'), clicked: total('click'), links: links.toSorted((one, other) => one.link - other.link), moreLinks: rows.length > MOST_LINKS };
    },

    /**
     * Sets one campaign's counters to what its events say, when they are `atRest` by the times of the last ones: then every one has been
     * counted, or never will be. Answers whether a counter said something else.
     */
    async recount(campaignId: CampaignId, atRest: (lastAt: Date) => boolean): Promise<boolean> {
      // All of them, and before the events: what comes in between shows in those.
      const before = new Map((await counters.find({ campaignId }).lean<TrackingCounterDocument[]>()).map((row) => [row._id, countOf(row)]));
      const counted = await events.aggregate<RecountedGroup>([
        { $match: { campaignId } },
        { $group: { _id: { kind: '$kind', link: '$link' }, target: { $first: '$target' }, messages: { $sum: 1 }, byPeople: { $sum: { $cond: [{ $eq: ['$firstByPersonAt', null] }, 0, 1] } }, lastAt: { $max: '$lastAt' } } },
      ]);
      if (!counted.every(({ lastAt }) => atRest(lastAt))) return false;
      let mended = false;
      for (const { _id: { kind, link }, target, messages, byPeople } of counted) {
        const id = idOf(campaignId, kind, link);
        const known = before.get(id) ?? { messages: 0, byPeople: 0 };
        const missing = { messages: messages - known.messages, byPeople: byPeople - known.byPeople };
        if (missing.messages === 0 && missing.byPeople === 0) continue;
        await counters.updateOne({ _id: id }, { $inc: missing, $setOnInsert: { campaignId, kind, link, target } }, { upsert: true });
        mended = true;
      }
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

function toTrackingEvent({ kind, link, target, count, firstAt, lastAt, firstByPersonAt, signs }: TrackingEventDocument): TrackingEvent {
  return { kind, link, target, count, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString(), firstByPersonAt: firstByPersonAt?.toISOString() ?? null, signs: [...signs] };
}
