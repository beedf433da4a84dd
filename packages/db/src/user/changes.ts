import { CarillonError, type User } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import type { UserDocument, UserModel } from './model.ts';
import { keysOf, toDocument, toUser, type NewUser } from './to-document.ts';

/** `set`: what is given replaces what is there. `lastActiveAt` moves forward, never back. */
export interface UserUpdate {
  set: Partial<Pick<UserDocument, 'name' | 'email' | 'phone' | 'externalId' | 'tags' | 'timeZone' | 'locale' | 'status' | 'deactivatedAt' | 'deactivationReason'>>;
  /** Attributes by key; null takes one away. */
  attributes?: Readonly<Record<string, string | number | boolean | Date | null>> | undefined;
  /** All categories that are not wanted from now on; what differs from before is noted as decided so. */
  unsubscribedFrom?: { categories: readonly string[]; at: Date; source: string } | undefined;
  lastActiveAt?: Date | undefined;
}

/** How often others may rename the same user while the words to find that user by are being made. */
const MAX_ROUNDS = 5;

/** The writing half of the users: every change is a compare-and-set, or only moves forward. */
export function createUserChanges(model: UserModel) {
  return {
    /** Adds those whose ids are new, in one round trip; returns how many that were. Throws `conflict` for an external id that another user has. */
    async insert(users: readonly NewUser[]): Promise<number> {
      const writes = users.map((user) => ({ updateOne: { filter: { _id: String(user.id) }, update: { $setOnInsert: toDocument(user) }, upsert: true } }));
      return (await refusingDuplicates(() => model.bulkWrite(writes, { ordered: false }))).upsertedCount;
    },

    /** Null when there is no such user. Throws `conflict` when others rename the user all the time, or for an external id that another user has. */
    async update(id: string, update: UserUpdate): Promise<User | null> {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const before = await model.findById(id).lean<UserDocument>();
        if (before === null) return null;
        const document = await refusingDuplicates(() => model.findOneAndUpdate(unchangedSince(before, update), toWrite(before, update), { returnDocument: 'after' }).lean<UserDocument>());
        if (document !== null) return toUser(document);
      }
      throw new CarillonError('conflict', `The user ${id} is being changed by others; try again.`, { retryAfterSeconds: 1 });
    },

    /** Compare-and-set: null when the user is not active any more, or gave a sign of life after `inactiveSince`. */
    async deactivate({ id, inactiveSince, reason, now }: { id: string; inactiveSince: Date; reason: string; now: Date }): Promise<User | null> {
      const document = await model
        .findOneAndUpdate(
          { _id: id, status: 'active', silentSince: { $lte: inactiveSince } },
          { $set: { status: 'deactivated', deactivatedAt: now, deactivationReason: reason } },
          { returnDocument: 'after' },
        )
        .lean<UserDocument>();
      return document === null ? null : toUser(document);
    },

    /** A login moves what is known of the user forward, whatever the order logins arrive in. False: there is no such user. */
    async moveLoginForward(id: string, at: Date): Promise<boolean> {
      const result = await model.updateOne({ _id: id }, { $max: { lastLoginAt: at, lastActiveAt: at, silentSince: at, awaySince: at } });
      return result.matchedCount === 1;
    },

    /** False: there is no such user. What was sent stays in the logs. */
    async remove(id: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}

/** Those fields that others must not have changed meanwhile, since what is written follows from them. */
function unchangedSince({ _id, name, email, phone, externalId, unsubscribedFrom }: UserDocument, update: UserUpdate) {
  return { _id, name, email, phone: phone ?? null, externalId: externalId ?? null, ...(update.unsubscribedFrom === undefined ? {} : { unsubscribedFrom }) };
}

function toWrite(before: UserDocument, { set, attributes = {}, unsubscribedFrom, lastActiveAt }: UserUpdate) {
  const given = Object.entries(attributes);
  const removed = given.filter(([, value]) => value === null).map(([key]) => [`attributes.${key}`, 1] as const);
  return {
    $set: {
      ...set,
      ...keysOf({ ...before, ...set }),
      ...Object.fromEntries(given.filter(([, value]) => value !== null).map(([key, value]) => [`attributes.${key}`, value])),
      ...(unsubscribedFrom === undefined ? {} : { unsubscribedFrom: [...unsubscribedFrom.categories], ...decisions(before.unsubscribedFrom, unsubscribedFrom) }),
    },
    ...(removed.length === 0 ? {} : { $unset: Object.fromEntries(removed) }),
    ...(lastActiveAt === undefined ? {} : { $max: { lastActiveAt, silentSince: lastActiveAt } }),
  };
}

function decisions(before: readonly string[], { categories, at, source }: NonNullable<UserUpdate['unsubscribedFrom']>) {
  const decided = [...before.filter((category) => !categories.includes(category)).map((category) => [category, true] as const), ...categories.filter((category) => !before.includes(category)).map((category) => [category, false] as const)];
  return Object.fromEntries(decided.map(([category, wanted]) => [`consent.${category}`, { wanted, at, source }]));
}

/** The only unique field besides the id is the external id. */
async function refusingDuplicates<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new CarillonError('conflict', 'Another user has this external id.', { details: [{ pointer: '/externalId', code: 'not-unique', message: 'belongs to another user' }], cause: error });
  }
}
