import { CarillonError, type Verification, type VerificationId } from '@carillon/domain';
import type { VerificationRepository } from './repository.ts';

/** Throws `not-found`. */
export async function getVerification({ verifications }: { verifications: VerificationRepository }, id: VerificationId): Promise<Verification> {
  const verification = await verifications.find(id);
  if (verification === null) throw new CarillonError('not-found', `There is no verification with the id ${id}.`);
  return verification;
}
