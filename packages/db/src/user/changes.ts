import { CarillonError, type User } from '@carillon/domain';
import type { UserDocument, UserModel } from './model.ts';
import { termsOf, toDocument, toUser, type NewUser } from './to-document.ts';

/** `set`: what is given replaces what is there. `lastActiveAt` moves forward, never back. */
export interface UserUpdate {
  set: Partial<Pick<UserDocument, 'name' | 'email' | 'timeZone' | 'locale' | 'unsubscribedFrom' | 'status' | 'deactivatedAt' | 'deactivationReason'>>;
  lastActiveAt?: Date | undefined;
}

/** How often others may rename the same user while the words to find that user by are being made. */
const MAX_ROUNDS = 5;

/** The writing half of the users: every change is a compare-and-set, or only moves forward. */
export function createUserChanges(model: UserModel) {
  return {
    /** Adds those whose ids are new, in one round trip; returns how many that were. */
    async insert(users: readonly NewUser[]): Promise<number> {
      const writes = users.map((user) => ({ updateOne: { filter: { _id: String(user.id) }, update: { $setOnInsert: toDocument(user) }, upsert: true } }));
      return (await model.bulkWrite(writes, { ordered: false })).upsertedCount;
    },

    /** Null when there is no such user. Throws `conflict` when others rename the user all the time. */
    async update(id: string, { set, lastActiveAt }: UserUpdate): Promise<User | null> {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const before = await model.findById(id).lean<UserDocument>();
        if (before === null) return null;
        const document = await model
          .findOneAndUpdate(
            { _id: id, name: before.name, email: before.email },
            { $set: { ...set, terms: termsOf({ ...before, ...set }) }, ...(lastActiveAt === undefined ? {} : { $max: { lastActiveAt, silentSince: lastActiveAt } }) },
            { returnDocument: 'after' },
          )
          .lean<UserDocument>();
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
  };
}
