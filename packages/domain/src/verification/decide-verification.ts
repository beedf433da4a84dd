import type { Verification, VerificationStatus } from './schema.ts';

export type VerificationCommand = 'verify' | 'reject' | 'expire';

/** `change` to another status, `nothing` because it has it already, or `refuse` with the reason. */
export type VerificationDecision = { kind: 'change'; to: Exclude<VerificationStatus, 'pending'> } | { kind: 'nothing' } | { kind: 'refuse'; reason: string };

const targets = { verify: 'verified', reject: 'rejected', expire: 'expired' } as const satisfies Record<VerificationCommand, VerificationStatus>;

/** A pending verification is settled once, for good. It can be verified and rejected before it expires, and expires not before its time. */
export function decideVerification(verification: Pick<Verification, 'status' | 'expiresAt'>, command: VerificationCommand, now: Date): VerificationDecision {
  const to = targets[command];
  if (verification.status === to) return { kind: 'nothing' };
  if (verification.status !== 'pending') return { kind: 'refuse', reason: `The verification is ${verification.status}, which is final.` };
  const over = Date.parse(verification.expiresAt) <= now.getTime();
  if (command === 'expire' && !over) return { kind: 'refuse', reason: `The verification can be answered until ${verification.expiresAt}.` };
  if (command !== 'expire' && over) return { kind: 'refuse', reason: `The time for an answer was over at ${verification.expiresAt}.` };
  return { kind: 'change', to };
}
