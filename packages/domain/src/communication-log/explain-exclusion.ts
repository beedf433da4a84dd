import { ExclusionReason } from '../segment/audience.ts';

/** Of one, as its log says it; of several, behind how many they are. */
const explanations: Record<ExclusionReason, { one: string; several: string }> = {
  'deactivated': { one: 'The user is deactivated', several: 'are deactivated' },
  'unsubscribed': { one: 'The user does not want messages of this category', several: 'do not want this category' },
  'no-address': { one: 'The user has no address for this channel', several: 'have no address for this channel' },
  'suppressed': { one: 'The address is on the suppression list', several: 'are on the suppression list' },
  'duplicate-address': { one: 'Another recipient has the same address', several: 'share an address with another recipient' },
};

/** How somebody who is left out stands in a campaign's log: in which state, and why in words. */
export function explainExclusion(reason: ExclusionReason): { event: 'skipped' | 'suppressed'; reason: string } {
  return { event: reason === 'suppressed' ? 'suppressed' : 'skipped', reason: explanations[reason].one };
}

/** Why several were left out, behind how many they are; a reason that this version does not know is told as it is. */
export function describeExclusion(reason: string): string {
  const known = ExclusionReason.safeParse(reason);
  return known.success ? explanations[known.data].several : reason;
}
