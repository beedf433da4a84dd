import { z } from 'zod';
import { VerificationId } from '../identity/record-id.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** Body of `POST /verification-attempts`. An attempt is the one with that verification and number: a repetition changes nothing. */
export const RecordVerificationAttempt = z.strictObject({
  verificationId: VerificationId,
  number: z.int().positive().describe('1 for the first time the employee is asked'),
  notificationId: z.string().max(100).describe('The message that asked').optional(),
  at: z.iso.datetime({ offset: true }).describe('Left out: now').optional(),
});
export type RecordVerificationAttempt = z.infer<typeof RecordVerificationAttempt>;

/** One time an employee was asked to verify. */
export const VerificationAttempt = z.object({
  id: z.string(),
  verificationId: VerificationId,
  number: z.int().positive(),
  notificationId: z.string().nullable(),
  at: z.iso.datetime(),
});
export type VerificationAttempt = z.infer<typeof VerificationAttempt>;
export const VerificationAttemptPage = pageOf(VerificationAttempt);

/** First to last. */
export const ListVerificationAttempts = PageQuery.extend({ verificationId: VerificationId });
export type ListVerificationAttempts = z.infer<typeof ListVerificationAttempts>;
