import { groupCalls, groupReads, NotificationId, occurrenceIdOf, type Clock, type Occurrence, type OccurrenceKey, type OccurrenceState, type RuleName } from '@carillon/domain';
import { groupBy } from '../group-by.ts';
import { createInserter } from '../insert-new.ts';
import type { OccurrenceDocument, OccurrenceModel } from './model.ts';

const MOST_TOGETHER = 200;

interface Settlement {
  id: string;
  state: Exclude<OccurrenceState, 'claimed'>;
  reason: string | null;
  runId: string;
}

export type OccurrenceRepository = ReturnType<typeof createOccurrenceRepository>;

/** What may happen once, and what became of it. */
export function createOccurrenceRepository({ model, clock }: { model: OccurrenceModel; clock: Clock }) {
  const insertNew = createInserter<OccurrenceDocument>(model);
  const read = groupReads<OccurrenceDocument>({
    most: MOST_TOGETHER,
    async readMany(ids) {
      const rows = await model.find({ _id: { $in: [...ids] } }).lean<OccurrenceDocument[]>();
      return new Map(rows.map((row) => [row._id, row]));
    },
  });
  const find = async (key: OccurrenceKey): Promise<Occurrence | null> => {
    const document = await read(occurrenceIdOf(key));
    return document === null ? null : toOccurrence(document);
  };

  const rows = model.db.collection<OccurrenceDocument>(model.collection.collectionName);

  const settleTogether = groupCalls<Settlement, boolean>({
    most: MOST_TOGETHER,
    async run(settlements) {
      const first = new Map<string, Settlement>();
      for (const settlement of settlements) if (!first.has(settlement.id)) first.set(settlement.id, settlement);
      const done = new Set<Settlement>();
      for (const group of groupBy([...first.values()], ({ state, reason, runId }) => `${state} ${runId} ${reason}`)) {
        const ids = await settleGroup(group.map(({ id }) => id), group[0]);
        for (const settlement of group) if (ids.has(settlement.id)) done.add(settlement);
      }
      return settlements.map((settlement) => done.has(settlement));
    },
  });

  /** The server says how many were open; only when some were not is it asked which, by the millisecond: what another process settled in the same one is taken for ours, too. */
  async function settleGroup(ids: readonly string[], { state, reason, runId }: Omit<Settlement, 'id'>): Promise<ReadonlySet<string>> {
    const settledAt = clock.now();
    const { matchedCount } = await rows.updateMany({ _id: { $in: [...ids] }, state: 'claimed' }, { $set: { state, reason, runId, settledAt } }, { hint: { _id: 1 } });
    if (matchedCount === ids.length) return new Set(ids);
    const found = await rows.find({ _id: { $in: [...ids] }, state, reason, runId, settledAt }, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  return {
    find,

    /**
     * Claims an occurrence by inserting it, and answers it as it stands: just claimed, or as somebody claimed it before.
     * A claim is shared: all who go on with it do so under the one notification id, and end up with one notification.
     */
    async claim(key: OccurrenceKey, claim: { userId: string; notificationId: NotificationId; runId: string; parameters: Record<string, unknown> }): Promise<Occurrence> {
      const document: OccurrenceDocument = { _id: occurrenceIdOf(key), rule: key.rule, subjectId: key.subjectId, slot: key.slot, ...claim, state: 'claimed', reason: null, claimedAt: clock.now(), settledAt: null };
      if (await insertNew(document)) return toOccurrence(document);
      const existing = await find(key);
      if (existing === null) throw new Error(`The occurrence ${document._id} was claimed and is gone: somebody removes what must be kept.`);
      return existing;
    },

    /** `claimed` → `notified` or `skipped`, for good, by the run whose job did it. False: it was settled before. */
    settle: (key: OccurrenceKey, settled: Omit<Settlement, 'id'>): Promise<boolean> => settleTogether({ id: occurrenceIdOf(key), ...settled }),

    /** By the id of the key: what became of those among `keys` that were claimed before. */
    async findStates(keys: readonly OccurrenceKey[]): Promise<Map<string, Pick<Occurrence, 'state' | 'reason' | 'notificationId' | 'runId'>>> {
      const rows = await model.find({ _id: { $in: keys.map(occurrenceIdOf) } }).lean<OccurrenceDocument[]>();
      return new Map(rows.map((row) => [row._id, toOccurrence(row)]));
    },

    /** Occurrences of a rule that were claimed and not settled: being worked on now, or left by a crash. In order, behind `after`. */
    async findOpen(rule: RuleName, page: { after: string | null; limit: number }): Promise<Occurrence[]> {
      const rows = await model
        .find({ rule, state: 'claimed', ...(page.after === null ? {} : { _id: { $gt: page.after } }) })
        .sort({ _id: 1 })
        .limit(page.limit)
        .lean<OccurrenceDocument[]>();
      return rows.map(toOccurrence);
    },
  };
}

function toOccurrence({ rule, subjectId, slot, userId, notificationId, state, reason, runId, parameters, claimedAt }: OccurrenceDocument): Occurrence {
  return { rule, subjectId, slot, userId, notificationId: NotificationId.parse(notificationId), state, reason, runId, parameters, claimedAt };
}
