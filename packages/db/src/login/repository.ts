import { UserId, type ListLogins, type Login, type Page } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { LoginDocument, LoginModel } from './model.ts';

export interface NewLogin {
  id: string;
  userId: UserId;
  at: Date;
}

export type LoginRepository = ReturnType<typeof createLoginRepository>;

export function createLoginRepository({ model }: { model: LoginModel }) {
  return {
    async find(id: string): Promise<Login | null> {
      const document = await model.findById(id).lean<LoginDocument>();
      return document === null ? null : toLogin(document);
    },

    /** Newest first. */
    async list({ userId, limit, cursor }: ListLogins): Promise<Page<Login>> {
      const rows = await model
        .find(cursor === undefined ? { userId } : { $and: [{ userId }, behind('at', decodeCursor(cursor))] })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean<LoginDocument[]>();
      return toPage(rows, limit, (row) => row.at, toLogin);
    },

    /** False when there is one with this id already: nothing was changed. */
    async insert({ id, ...login }: NewLogin): Promise<boolean> {
      try {
        await model.insertOne({ _id: id, ...login });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

function toLogin(document: LoginDocument): Login {
  return { id: document._id, userId: UserId.parse(document.userId), at: document.at.toISOString() };
}
