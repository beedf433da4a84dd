import { connectDatabase, notificationCounterModel, notificationModel } from '@carillon/db';
import { unsettledStatuses, type StatusCounts } from '@carillon/domain';
import type { LogRow } from './reconcile.ts';

export type LogReader = Awaited<ReturnType<typeof openLog>>;

const MINUTE_MS = 60_000;
/** Nothing is kept shorter than a run takes. */
const RETENTION_DAYS = 400;

/** The product's log and counters as they are stored. */
export async function openLog(mongodbUri: string) {
  const database = await connectDatabase({ uri: mongodbUri });
  const logs = notificationModel(database.connection, RETENTION_DAYS);
  const counters = notificationCounterModel(database.connection, RETENTION_DAYS);
  const at = (domain: string) => ({ to: { $regex: `@${domain.replaceAll('.', String.raw`\.`)}$` } });
  return {
    close: () => database.close(),

    async read(domain: string): Promise<LogRow[]> {
      const rows = await logs.find(at(domain)).lean();
      return rows.map(({ _id, to, channel, status, reason, messageId, timeline }) => ({
        id: _id, to, channel: channel === 'email' ? 'email' : 'vendor', status, reason, messageId,
        wasUnknown: timeline.some((entry) => entry.status === 'unknown'),
        wasResent: timeline.some(({ event }) => event === 'retry-requested'),
      }));
    },

    /** How many are under way, or wait for their vendor. */
    countUnsettled: (domain: string): Promise<number> => logs.countDocuments({ ...at(domain), $or: [{ status: { $in: unsettledStatuses } }, { status: 'sent', channel: 'vendor' }] }),

    /** Minutes for which the dashboard's numbers say something else than the rows. */
    async findWrongCounters(): Promise<string[]> {
      const rows = await logs.find({}, { createdAt: 1, status: 1 }).lean();
      const counted = await counters.find({ unit: 'minute' }).lean();
      const counts = new Map<number, Record<string, number>>();
      for (const { createdAt, status } of rows) {
        const start = Math.floor(createdAt.getTime() / MINUTE_MS) * MINUTE_MS;
        const bucket = counts.get(start) ?? {};
        bucket[status] = (bucket[status] ?? 0) + 1;
        counts.set(start, bucket);
      }
      const said = new Map<number, StatusCounts>(counted.map(({ start, counts: saidCounts }) => [start.getTime(), saidCounts]));
      return [...new Set([...counts.keys(), ...said.keys()])].flatMap((start) => {
        const [are, says] = [describe(counts.get(start) ?? {}), describe(said.get(start) ?? {})];
        return are === says ? [] : [`${new Date(start).toISOString()}: the rows are ${are || 'none'}, the counter says ${says || 'none'}`];
      });
    },
  };
}

function describe(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts).filter(([, count]) => (count ?? 0) !== 0).toSorted(([one], [other]) => one.localeCompare(other)).map(([status, count]) => `${status} ${count}`).join(', ');
}
