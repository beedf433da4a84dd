import { addressKeyOf, groupCalls, type Clock, type Page, type Suppression, type SuppressionReason } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { beginningWith } from '../beginning-with.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { SuppressionDocument, SuppressionModel } from './model.ts';

export interface NewSuppression {
  address: string;
  reason: SuppressionReason;
  source: string;
}
export interface SuppressionFilter {
  reason?: SuppressionReason | undefined;
  /** The beginning of an address. */
  search?: string | undefined;
  /** Exactly these. */
  address?: readonly string[] | undefined;
}

const MOST_TOGETHER = 500;

/** The list of addresses that nothing is sent to. Addresses are compared without regard to case. */
export function createSuppressionRepository({ model, clock }: { model: SuppressionModel; clock: Clock }) {
  const documents = model.db.collection<SuppressionDocument>(model.collection.collectionName);

  /** Those of the given addresses that are on the list, in lower case. One round trip, whatever their number. */
  async function filterSuppressed(addresses: readonly string[]): Promise<Set<string>> {
    if (addresses.length === 0) return new Set();
    const rows = await documents.find({ _id: { $in: [...new Set(addresses.map(addressKeyOf))] } }, { projection: { _id: 1 } }).toArray();
    return new Set(rows.map(({ _id }) => _id));
  }

  return {
    filterSuppressed,

    /** The same of one address; those who ask at the same time share a round trip. */
    isSuppressed: groupCalls<string, boolean>({
      most: MOST_TOGETHER,
      async run(addresses) {
        const suppressed = await filterSuppressed(addresses);
        return addresses.map((address) => suppressed.has(addressKeyOf(address)));
      },
    }),

    /** Returns how many were new; who is on the list stays there for the first reason. Can be repeated. */
    async suppress(items: readonly NewSuppression[]): Promise<number> {
      if (items.length === 0) return 0;
      const createdAt = clock.now();
      const writes = items.map(({ address, reason, source }) => ({ updateOne: { filter: { _id: addressKeyOf(address) }, update: { $setOnInsert: { reason, source, createdAt } }, upsert: true } }));
      return (await model.bulkWrite(writes, { ordered: false })).upsertedCount;
    },

    /** False: the address was not on the list. */
    async release(address: string): Promise<boolean> {
      return (await model.deleteOne({ _id: addressKeyOf(address) })).deletedCount === 1;
    },

    /** Newest first. */
    async list({ reason, search, address }: SuppressionFilter, page: { limit: number; cursor?: string | undefined }): Promise<Page<Suppression>> {
      const conditions: QueryFilter<SuppressionDocument>[] = [];
      if (reason !== undefined) conditions.push({ reason });
      if (search !== undefined) conditions.push({ _id: beginningWith(addressKeyOf(search)) });
      if (address !== undefined) conditions.push({ _id: { $in: address.map(addressKeyOf) } });
      if (page.cursor !== undefined) conditions.push(behind('createdAt', decodeCursor(page.cursor)));
      const rows = await model.find(conditions.length === 0 ? {} : { $and: conditions }).sort({ createdAt: -1, _id: -1 }).limit(page.limit + 1).lean<SuppressionDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toSuppression);
    },
  };
}
export type SuppressionRepository = ReturnType<typeof createSuppressionRepository>;

function toSuppression({ _id, reason, source, createdAt }: SuppressionDocument): Suppression {
  return { address: _id, reason, source, createdAt: createdAt.toISOString() };
}
