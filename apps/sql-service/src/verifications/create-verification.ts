import { CarillonError, refuseFuture, VerificationId, type Clock, type CreateVerification, type Verification } from '@carillon/domain';
import type { NewVerification, VerificationRepository } from './repository.ts';

export interface VerificationDeps {
  verifications: VerificationRepository;
  clock: Clock;
  newVerificationId: () => string;
}

/**
 * Adds a verification; `created` is false when it was there before with the same content. Throws `conflict` when that
 * differs, and `validation-failed` when it says to have been asked for in the future.
 */
export async function createVerification(deps: VerificationDeps, input: CreateVerification): Promise<{ created: boolean; verification: Verification }> {
  refuseFuture('/requestedAt', input.requestedAt, deps.clock.now());
  const row = toNewVerification(deps, input);
  const created = (await deps.verifications.insert([row])) === 1;
  const verification = await deps.verifications.find(row.id);
  if (verification === null) throw new Error(`The verification ${row.id} is gone right after it was added.`);
  if (!created && !sameContent(verification, input)) throw new CarillonError('conflict', `There is another verification with the id ${row.id}.`);
  return { created, verification };
}

/** What is stored of a new verification; without an id of its own it is given one. */
export function toNewVerification({ clock, newVerificationId }: Pick<VerificationDeps, 'clock' | 'newVerificationId'>, { id, requestedAt, expiresAt, ...input }: CreateVerification): NewVerification {
  const now = clock.now();
  return { ...input, id: id ?? VerificationId.parse(newVerificationId()), requestedAt: requestedAt === undefined ? now : new Date(requestedAt), expiresAt: new Date(expiresAt), createdAt: now };
}

/** A request that was left to "now" fits whenever it was made. */
function sameContent(verification: Verification, input: CreateVerification): boolean {
  const sameInstant = (stored: string, given: string | undefined) => given === undefined || Date.parse(stored) === Date.parse(given);
  return (
    (['userId', 'employeeName', 'email'] as const).every((field) => verification[field] === input[field]) &&
    sameInstant(verification.requestedAt, input.requestedAt) &&
    sameInstant(verification.expiresAt, input.expiresAt)
  );
}
