import { campaignModels, connectDatabase, floorTo, notificationCounterModel, notificationModel, runModel, type CounterUnit } from '@carillon/db';
import { unsettledStatuses, type NotificationEvent } from '@carillon/domain';
import type { Addresses } from '../load/addresses.ts';
import { differencesOf, withoutMinutes, type Counts, type Differences } from './compare-counters.ts';
import type { LogRow } from './reconcile.ts';
import type { Probe } from './recovery.ts';

export type LogReader = Awaited<ReturnType<typeof openLog>>;

/** Nothing is kept shorter than a run takes. */
const RETENTION_DAYS = 400;

/** A row, and how many of its attempts somebody began who did not end them. */
export interface LoggedRow extends LogRow {
  interrupted: number;
}

/** All that is of one fault. */
export interface Ground {
  addresses: Pick<Addresses, 'domain'>;
  campaignIds: readonly string[];
}

/** The product's log and counters as they are stored. */
export async function openLog(mongodbUri: string) {
  const database = await connectDatabase({ uri: mongodbUri });
  const logs = notificationModel(database.connection, RETENTION_DAYS);
  const counters = notificationCounterModel(database.connection, RETENTION_DAYS);
  const runs = runModel(database.connection, RETENTION_DAYS);
  const { campaigns, recipients, campaignCounters } = campaignModels(database.connection, RETENTION_DAYS);
  const at = ({ domain }: Pick<Addresses, 'domain'>) => ({ to: { $regex: `@${domain.replaceAll('.', String.raw`\.`)}$` } });

  async function read(ofLogs: object, ofRecipients: object): Promise<LoggedRow[]> {
    const notifications = await logs.find(ofLogs).lean();
    const channels = new Map((await campaigns.find({}, { channel: 1 }).lean()).map(({ _id, channel }) => [_id, channel]));
    const rows = await recipients.find(ofRecipients).lean();
    return [
      ...notifications.map(({ _id, to, channel, status, reason, messageId, timeline, attempts }) => ({ id: _id, to, channel, status, reason, messageId, resends: countResends(timeline), interrupted: countInterrupted(attempts) })),
      ...rows.map(({ _id, to, campaignId, status, reason, timeline, attempts }) => ({ id: _id, to, channel: channels.get(campaignId) ?? 'email', status, reason, messageId: null, resends: countResends(timeline), interrupted: countInterrupted(attempts) })),
    ];
  }

  /** What the rows are, and what counters say, by bucket. */
  async function readBuckets(): Promise<[Map<string, Counts>, Map<string, Counts>]> {
    const are = new Map<string, Record<string, number>>();
    const count = (bucket: string, status: string) => {
      const counts = are.get(bucket) ?? {};
      are.set(bucket, { ...counts, [status]: (counts[status] ?? 0) + 1 });
    };
    for (const { createdAt, status } of await logs.find({}, { createdAt: 1, status: 1 }).lean()) {
      for (const unit of ['minute', 'hour'] as const) count(nameOf(unit, floorTo(unit, createdAt)), status);
    }
    for (const { campaignId, status } of await recipients.find({}, { campaignId: 1, status: 1 }).lean()) count(`campaign ${campaignId}`, status);
    const said = new Map<string, Counts>((await campaignCounters.find().lean()).map(({ _id, counts }) => [`campaign ${_id}`, counts]));
    for (const { unit, start, counts } of await counters.find({ unit: { $in: ['minute', 'hour'] } }).lean()) if (unit !== 'checkpoint') said.set(nameOf(unit, start), counts);
    return [are, said];
  }

  return {
    close: () => database.close(),
    readAll: (): Promise<LoggedRow[]> => read({}, {}),
    readOf: ({ addresses, campaignIds }: Ground): Promise<LoggedRow[]> => read(at(addresses), { campaignId: { $in: [...campaignIds] } }),

    /** What is under way, or waits for its vendor, or has not been finished: each with its state, and since when it has that. */
    async findOpen({ addresses, campaignIds }: Ground): Promise<string[]> {
      const ofCampaigns = { campaignId: { $in: [...campaignIds] } };
      const [notifications, rows, running] = await Promise.all([
        logs.find({ ...at(addresses), $or: [{ status: { $in: unsettledStatuses } }, { status: 'sent', channel: 'vendor' }] }, { status: 1, updatedAt: 1, receiptDueAt: 1 }).lean(),
        recipients.find({ ...ofCampaigns, $or: [{ status: { $in: unsettledStatuses } }, { status: { $in: ['sent', 'unknown'] }, receiptDueAt: { $ne: null } }] }, { status: 1, updatedAt: 1, receiptDueAt: 1 }).lean(),
        campaigns.find({ _id: { $in: [...campaignIds] }, status: { $ne: 'finished' } }, { status: 1, updatedAt: 1 }).lean(),
      ]);
      return [
        ...[...notifications, ...rows].map(({ _id, status, updatedAt, receiptDueAt }) => `${_id} is ${status} since ${updatedAt.toISOString()}${receiptDueAt === null ? '' : `, its receipt awaited until ${receiptDueAt.toISOString()}`}`),
        ...running.map(({ _id, status, updatedAt }) => `${_id} is ${status} since ${updatedAt.toISOString()}`),
      ];
    },

    /** What the schedule of maintenance started by the clock since then: due at its slot, and done when a worker had done it. */
    async readRuns(since: Date): Promise<Probe[]> {
      const rows = await runs.find({ schedule: 'maintenance.requeue-stale', trigger: 'clock', slot: { $gte: since } }, { slot: 1, endedAt: 1 }).lean();
      return rows.map(({ slot, endedAt }) => ({ askedAt: slot.getTime(), takenAt: endedAt?.getTime() ?? null }));
    },

    /** Minutes, hours and campaigns for which the dashboard's numbers say something else than the rows. */
    async readDifferences(): Promise<Differences> {
      return differencesOf(...(await readBuckets()));
    },

    /** The same, of hours only what none of their minutes explains. */
    async readOwnDifferences(): Promise<Differences> {
      const [are, said] = await readBuckets();
      return differencesOf(are, withoutMinutes(are, said));
    },
  };
}

function nameOf(unit: CounterUnit, start: Date): string {
  return `${unit} ${start.toISOString().slice(0, 16)}`;
}

function countResends(timeline: readonly { event: NotificationEvent | 'created' }[]): number {
  return timeline.filter(({ event }) => event === 'retry-requested').length;
}

/** Abandoned: its worker was gone. Ambiguous: it lost the provider. Without an end: it was given back by somebody else. */
function countInterrupted(attempts: readonly { outcome: string | null }[]): number {
  return attempts.filter(({ outcome }) => outcome === null || outcome === 'abandoned' || outcome === 'ambiguous').length;
}
