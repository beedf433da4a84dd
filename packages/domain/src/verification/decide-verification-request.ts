import { z } from 'zod';
import { VERIFICATION_CATEGORY } from '../category/categories.ts';
import { daysBefore } from '../instant/calendar.ts';
import { checkUser, type ReminderRecipient } from '../rule/check-user.ts';
import { excluded, NOT_DUE, type RuleDecision } from '../rule/decision.ts';
import type { VerificationAttempt } from '../verification-attempt/schema.ts';
import type { Verification } from './schema.ts';

export const VerifyEmployeeParameters = z.strictObject({
  maxAttempts: z.int().min(1).max(20).default(3).describe('How often an employee is asked at most'),
  spacingDays: z.int().min(1).max(90).default(3).describe('Days from one time to the next'),
});
export type VerifyEmployeeParameters = z.infer<typeof VerifyEmployeeParameters>;

export interface VerificationRequestSubject {
  verification: Pick<Verification, 'status' | 'requestedAt' | 'expiresAt'>;
  user: ReminderRecipient | null;
  attempts: readonly Pick<VerificationAttempt, 'number' | 'at'>[];
}
export interface VerificationRequestFacts {
  /** 1 for the first time. */
  attempt: number;
}

/**
 * Whether an employee is to be asked (again) to verify: not more often than `maxAttempts`, and not before `spacingDays` have
 * passed since the last time. With the `slot` of an occurrence found earlier, that attempt may be noted already.
 */
export function decideVerificationRequest({ verification, user, attempts }: VerificationRequestSubject, now: Date, { maxAttempts, spacingDays }: VerifyEmployeeParameters, slot?: string): RuleDecision<VerificationRequestFacts> {
  if (verification.status !== 'pending') return excluded(verification.status, `The verification is ${verification.status}.`);
  if (Date.parse(verification.expiresAt) <= now.getTime()) return excluded('expired', `The time for an answer was over at ${verification.expiresAt}.`);
  const refusal = checkUser(user, VERIFICATION_CATEGORY);
  if (refusal !== null) return refusal;
  const given = slot === undefined ? null : Number(slot.replace('attempt.', ''));
  const made = attempts.filter(({ number }) => number !== given).sort((one, other) => one.number - other.number);
  const last = made.at(-1);
  const attempt = (last?.number ?? 0) + 1;
  if (given !== null && given !== attempt) return excluded('asked meanwhile', `The employee was asked ${last?.number ?? 0} times by now.`);
  if (attempt > maxAttempts) return excluded('attempt limit', `The employee was asked ${maxAttempts} times; that is the limit.`);
  const dueAt = last === undefined ? new Date(verification.requestedAt) : daysBefore(new Date(last.at), -spacingDays);
  if (dueAt > now) return excluded(NOT_DUE, `Asked for the ${ordinal(attempt)} time from ${dueAt.toISOString()}.`);
  return { kind: 'due', slot: `attempt.${attempt}`, dueAt, reason: `To be asked for the ${ordinal(attempt)} time, of ${maxAttempts}`, facts: { attempt } };
}

function ordinal(number: number): string {
  return `${number}${number === 1 ? 'st' : number === 2 ? 'nd' : number === 3 ? 'rd' : 'th'}`;
}
