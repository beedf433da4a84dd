import { VerificationId, type Page, type VerificationAttempt } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import { behindAscending, decodeCursor, toPage } from '../keyset.ts';
import type { VerificationAttemptDocument, VerificationAttemptModel } from './model.ts';

export interface NewVerificationAttempt {
  id: string;
  verificationId: VerificationId;
  number: number;
  notificationId: string | null;
  at: Date;
}

export type VerificationAttemptRepository = ReturnType<typeof createVerificationAttemptRepository>;

export function createVerificationAttemptRepository({ model }: { model: VerificationAttemptModel }) {
  return {
    /** False when that verification has an attempt with that number already: nothing was changed. */
    async insert({ id, ...attempt }: NewVerificationAttempt): Promise<boolean> {
      try {
        await model.insertOne({ _id: id, ...attempt });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async findByNumber(verificationId: string, number: number): Promise<VerificationAttempt | null> {
      const document = await model.findOne({ verificationId, number }).lean<VerificationAttemptDocument>();
      return document === null ? null : toVerificationAttempt(document);
    },

    /** First to last. */
    async list({ verificationId, limit, cursor }: { verificationId: string; limit: number; cursor?: string | undefined }): Promise<Page<VerificationAttempt>> {
      const position = cursor === undefined ? {} : behindAscending('at', decodeCursor(cursor));
      const rows = await model.find({ verificationId, ...position }).sort({ at: 1, _id: 1 }).limit(limit + 1).lean<VerificationAttemptDocument[]>();
      return toPage(rows, limit, (row) => row.at, toVerificationAttempt);
    },
  };
}

function toVerificationAttempt({ _id, ...document }: VerificationAttemptDocument): VerificationAttempt {
  return { id: _id, verificationId: VerificationId.parse(document.verificationId), number: document.number, notificationId: document.notificationId, at: document.at.toISOString() };
}
