import { CarillonError, decideVerification, type VerificationChange, type VerificationCommand, type VerificationId } from '@carillon/domain';
import type { VerificationDeps } from './create-verification.ts';
import { getVerification } from './get-verification.ts';

/** Carries out a command, or does nothing when it was carried out before. Throws `not-found`, or `conflict` with the reason. */
export async function settleVerification(deps: Pick<VerificationDeps, 'verifications' | 'clock'>, id: VerificationId, command: VerificationCommand): Promise<VerificationChange> {
  const now = deps.clock.now();
  const decide = async () => {
    const verification = await getVerification(deps, id);
    const decision = decideVerification(verification, command, now);
    if (decision.kind === 'refuse') throw new CarillonError('conflict', decision.reason);
    return { verification, decision };
  };
  const first = await decide();
  if (first.decision.kind === 'nothing') return { changed: false, verification: first.verification };
  const settled = await deps.verifications.settle({ id, to: first.decision.to, now });
  if (settled !== null) return { changed: true, verification: settled };
  // Somebody else settled it in between, for good: the same way, or there is a reason to refuse.
  const { verification } = await decide();
  return { changed: false, verification };
}
