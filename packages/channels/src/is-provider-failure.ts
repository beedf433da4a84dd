import type { SendOutcome } from '@carillon/domain';

/** SMTP: "closing the connection". The one reply below 500 that is about the server and not about the recipient. */
const SERVICE_CLOSING = 421;

/**
 * Whether an outcome speaks against the provider and not against the message: nobody there, no answer, or one that would
 * be the same for every message. A refused recipient, and being asked to slow down, are answers of a healthy provider.
 */
export function isProviderFailure(outcome: SendOutcome): boolean {
  if (outcome.kind === 'ambiguous') return true;
  return outcome.kind === 'temporary' && (outcome.code === null || outcome.code >= 500 || outcome.code === SERVICE_CLOSING);
}
