import { Category, UserId } from '@carillon/domain';
import { defineJob, jobIdFrom } from '@carillon/queue';
import { z } from 'zod';

/** What a user decided while nobody could write it down. Tried again for hours; then it is a dead letter that an operator sees. */
export const userRecordConsent = defineJob({
  name: 'user.record-consent',
  queue: 'user',
  payload: z.strictObject({ userId: UserId, category: Category, wanted: z.boolean(), at: z.iso.datetime(), source: z.string().min(1).max(100) }),
  attempts: 12,
  backoffMs: 5_000,
  jobId: ({ userId, category, at }) => jobIdFrom('user.record-consent', userId, category, at),
});
