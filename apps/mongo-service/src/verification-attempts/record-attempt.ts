import type { VerificationAttemptRepository } from '@carillon/db';
import type { Clock, RecordVerificationAttempt, VerificationAttempt } from '@carillon/domain';

export interface AttemptDeps {
  attempts: VerificationAttemptRepository;
  clock: Clock;
  newAttemptId: () => string;
}

/** Notes an attempt; `created` is false when the one with that number was noted before, which then stays as it is. */
export async function recordAttempt({ attempts, clock, newAttemptId }: AttemptDeps, input: RecordVerificationAttempt): Promise<{ created: boolean; attempt: VerificationAttempt }> {
  const { verificationId, number } = input;
  const attempt = { id: newAttemptId(), verificationId, number, notificationId: input.notificationId ?? null, at: input.at === undefined ? clock.now() : new Date(input.at) };
  const created = await attempts.insert(attempt);
  const kept = created ? { ...attempt, at: attempt.at.toISOString() } : await attempts.findByNumber(verificationId, number);
  if (kept === null) throw new Error(`Attempt ${number} of ${verificationId} was there, and is gone.`);
  return { created, attempt: kept };
}
