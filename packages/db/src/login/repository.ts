import { UserId, type Login } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
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
