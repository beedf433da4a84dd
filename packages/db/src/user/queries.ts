import { countedUpTo, type Page, type RowCount, type User, type UserStatus } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { searchPatternsOf } from '../beginning-with.ts';
import { countUpTo } from '../count-up-to.ts';
import { behind, behindAscending, decodeCursor, toPage } from '../keyset.ts';
import type { UserDocument, UserModel } from './model.ts';
import { toUser } from './to-document.ts';

interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}
interface UserFilter {
  status?: UserStatus | undefined;
  tag?: string | undefined;
  search?: string | undefined;
}

/** The reading half of the users: each query is answered from an index and bounded in rows. */
export function createUserQueries(model: UserModel) {
  /** Active users by how long nothing of one kind was seen of them, longest first; both ends of the window belong to it. */
  async function listQuiet(field: 'silentSince' | 'awaySince', { before, after, limit, cursor }: PageRequest & { before: Date; after?: Date | undefined }): Promise<Page<User>> {
    const conditions: QueryFilter<UserDocument>[] = [{ status: 'active' }, { [field]: { $lte: before } }];
    if (after !== undefined) conditions.push({ [field]: { $gte: after } });
    if (cursor !== undefined) conditions.push(behindAscending(field, decodeCursor(cursor)));
    const rows = await model.find({ $and: conditions }).sort({ [field]: 1, _id: 1 }).limit(limit + 1).lean<UserDocument[]>();
    return toPage(rows, limit, (row) => row[field], toUser);
  }

  return {
    async find(id: string): Promise<User | null> {
      const document = await model.findById(id).lean<UserDocument>();
      return document === null ? null : toUser(document);
    },

    /** Newest first. */
    async list({ limit, cursor, ...filter }: PageRequest & UserFilter): Promise<Page<User>> {
      const conditions = conditionsOf(filter);
      if (cursor !== undefined) conditions.push(behind('createdAt', decodeCursor(cursor)));
      const rows = await model.find(conditions.length === 0 ? {} : { $and: conditions }).sort({ createdAt: -1, _id: -1 }).limit(limit + 1).lean<UserDocument[]>();
      return toPage(rows, limit, (row) => row.createdAt, toUser);
    },

    /** Counts at most `cap` rows. */
    async count(filter: UserFilter, cap: number): Promise<RowCount> {
      const conditions = conditionsOf(filter);
      return countedUpTo(cap, await countUpTo<UserDocument>(model, conditions.length === 0 ? {} : { $and: conditions }, cap + 1));
    },

    /** Those of the given ids that exist, in no order. */
    async findMany(ids: readonly string[], filter: UserFilter): Promise<User[]> {
      const rows = await model.find({ $and: [{ _id: { $in: [...ids] } }, ...conditionsOf(filter)] }).lean<UserDocument[]>();
      return rows.map(toUser);
    },

    /** Active users without any sign of life since `before`. */
    listSilent: (request: PageRequest & { before: Date; after?: Date | undefined }) => listQuiet('silentSince', request),

    /** Active users without a login since `before`. */
    listAway: (request: PageRequest & { before: Date; after?: Date | undefined }) => listQuiet('awaySince', request),
  };
}

function conditionsOf({ status, tag, search }: UserFilter): QueryFilter<UserDocument>[] {
  const conditions: QueryFilter<UserDocument>[] = [];
  if (status !== undefined) conditions.push({ status });
  if (tag !== undefined) conditions.push({ tags: tag });
  if (search !== undefined) {
    // The longest word first: it leaves the fewest to look at.
    const patterns = searchPatternsOf(search).toSorted((one, other) => other.source.length - one.source.length);
    conditions.push(...(patterns.length === 0 ? [{ _id: '' }] : patterns.map((pattern) => ({ terms: pattern }))));
  }
  return conditions;
}
