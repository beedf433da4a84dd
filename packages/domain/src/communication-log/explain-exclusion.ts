import type { ExclusionReason } from '../segment/audience.ts';

const explanations = {
  'deactivated': 'The user is deactivated',
  'unsubscribed': 'The user does not want messages of this category',
  'no-address': 'The user has no address for this channel',
  'suppressed': 'The address is on the suppression list',
  'duplicate-address': 'Another recipient has the same address',
} as const satisfies Record<ExclusionReason, string>;

/** How somebody who is left out stands in a campaign's log: in which state, and why in words. */
export function explainExclusion(reason: ExclusionReason): { event: 'skipped' | 'suppressed'; reason: string } {
  return { event: reason === 'suppressed' ? 'suppressed' : 'skipped', reason: explanations[reason] };
}
