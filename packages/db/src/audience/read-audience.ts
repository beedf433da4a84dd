import { addressFieldOf, addressKeyOf, audienceCursor, compileSegment, decideExclusion, type AudienceMember, type ChannelName, type Clock, type ExcludedUser, type SegmentRule } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import type { SuppressionRepository } from '../suppression/repository.ts';
import type { UserDocument, UserModel } from '../user/model.ts';

export interface AudienceQuery {
  /** Null stands for everybody. */
  segment: SegmentRule | null;
  channel: ChannelName;
  category: string;
}
/** Somebody left out, with the address they are looked for by; empty without one. */
export type LeftOutUser = ExcludedUser & Pick<AudienceMember, 'name' | 'address'>;
export interface AudiencePage {
  included: AudienceMember[];
  excluded: LeftOutUser[];
  nextCursor: string | null;
}

const keyFieldOf = { email: 'emailKey', phone: 'phoneKey' } as const;
type KeyField = (typeof keyFieldOf)[keyof typeof keyFieldOf];
type Row = Pick<UserDocument, '_id' | 'name' | 'email' | 'emailKey' | 'phone' | 'phoneKey' | 'locale' | 'timeZone' | 'status' | 'unsubscribedFrom' | 'tags' | 'attributes'>;
const projection = { name: 1, email: 1, emailKey: 1, phone: 1, phoneKey: 1, locale: 1, timeZone: 1, status: 1, unsubscribedFrom: 1, tags: 1, attributes: 1 } as const;

/**
 * Reads whom a segment means, with who is left out and why: a preview and a launch go through here. Users come in the order
 * of their addresses, from an index, page by page; memory does not grow with their number.
 */
export function createAudienceReader({ users, suppressions, clock }: { users: UserModel; suppressions: Pick<SuppressionRepository, 'filterSuppressed'>; clock: Clock }) {
  const find = (keyField: KeyField, filters: readonly QueryFilter<UserDocument>[], limit: number) =>
    users.find({ $and: [...filters] }, projection).sort({ [keyField]: 1, _id: 1 }).limit(limit).lean<Row[]>();

  /** The rest of those with the last address, then those behind it: each starts right in the index, however many have no address at all. */
  async function readBehind(keyField: KeyField, position: ReturnType<typeof audienceCursor.decode> | null, meant: QueryFilter<UserDocument>, limit: number): Promise<Row[]> {
    if (position === null) return find(keyField, [meant], limit);
    const [, key, id] = position;
    const same = await find(keyField, [{ [keyField]: key, _id: { $gt: id } }, meant], limit);
    return same.length === limit ? same : [...same, ...(await find(keyField, [{ [keyField]: { $gt: key } }, meant], limit - same.length))];
  }

  return {
    /** Up to `limit` users from behind `cursor`, which is null at the start; every user of the page is either included or excluded. */
    async readPage({ segment, channel, category }: AudienceQuery, { cursor, limit }: { cursor: string | null; limit: number }): Promise<AudiencePage> {
      const position = cursor === null ? null : audienceCursor.decode(cursor);
      const now = position?.[0] ?? clock.now();
      const keyField = keyFieldOf[addressFieldOf[channel]];
      const rows = await readBehind(keyField, position, compileSegment(segment, now), limit + 1);
      const shown = rows.slice(0, limit);
      const suppressed = await suppressions.filterSuppressed(shown.map((row) => row[keyField]).filter((key) => key !== ''));

      const page: AudiencePage = { included: [], excluded: [], nextCursor: null };
      let previousKey = position?.[3] ?? null;
      for (const row of shown) {
        const addressKey = row[keyField] === '' ? null : row[keyField];
        const reason = decideExclusion({ status: row.status, unsubscribedFrom: row.unsubscribedFrom, addressKey }, { category, suppressed, previousKey });
        if (reason === null) {
          page.included.push(toMember(row, row[addressFieldOf[channel]] ?? ''));
          previousKey = addressKey;
        } else page.excluded.push({ userId: row._id, name: row.name, address: row[addressFieldOf[channel]] ?? '', reason });
      }
      const last = shown.at(-1);
      if (rows.length > limit && last !== undefined) page.nextCursor = audienceCursor.encode([now, last[keyField], last._id, previousKey]);
      return page;
    },

    /** A user as a message to `address` would call them, whether they may be written to or not. Null: there is none. */
    async findMember({ userId, address }: { userId: string; address: string }): Promise<AudienceMember | null> {
      const row = await users.findById(userId, projection).lean<Row>();
      return row === null ? null : toMember(row, address);
    },

    /**
     * Looks once more at users who were in an audience, right before they are written to at `address`: as they are now, or why
     * they are to be left out. Whoever is not in the answer does not exist any more.
     */
    async recheck(members: readonly { userId: string; address: string }[], { category }: Pick<AudienceQuery, 'category'>): Promise<ReadonlyMap<string, AudienceMember | ExcludedUser>> {
      const [rows, suppressed] = await Promise.all([
        users.find({ _id: { $in: members.map(({ userId }) => userId) } }, projection).lean<Row[]>(),
        suppressions.filterSuppressed(members.map(({ address }) => addressKeyOf(address))),
      ]);
      const addresses = new Map(members.map(({ userId, address }) => [userId, address]));
      return new Map(
        rows.map((row) => {
          const address = addresses.get(row._id) ?? '';
          const reason = decideExclusion({ status: row.status, unsubscribedFrom: row.unsubscribedFrom, addressKey: addressKeyOf(address) }, { category, suppressed, previousKey: null });
          return [row._id, reason === null ? toMember(row, address) : { userId: row._id, reason }];
        }),
      );
    },
  };
}
export type AudienceReader = ReturnType<typeof createAudienceReader>;

function toMember({ _id, name, locale, timeZone, attributes, tags }: Row, address: string): AudienceMember {
  const values = Object.entries(attributes).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value] as const);
  return { userId: _id, name, address, locale, timeZone, attributes: Object.fromEntries(values), tags: [...tags] };
}
