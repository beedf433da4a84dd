import { z } from 'zod';
import type { ChannelName } from '../channel/schema.ts';
import type { UserStatus } from '../user/schema.ts';
import { wantsCategory } from '../user/wants-category.ts';

/** Why somebody whom a segment yields gets nothing. */
export const ExclusionReason = z.enum(['deactivated', 'unsubscribed', 'no-address', 'suppressed', 'duplicate-address']);
export type ExclusionReason = z.infer<typeof ExclusionReason>;

/** A recipient, with all that a template may say about them. Dates among the attributes are RFC 3339 instants in UTC. */
export interface AudienceMember {
  userId: string;
  name: string;
  address: string;
  locale: string;
  timeZone: string;
  attributes: Record<string, string | number | boolean>;
  tags: string[];
}
export interface ExcludedUser {
  userId: string;
  reason: ExclusionReason;
}

/** What decides about one user. `addressKey` is the address as addresses are compared; null without one. */
export interface AudienceCandidate {
  status: UserStatus;
  unsubscribedFrom: readonly string[];
  addressKey: string | null;
}

/**
 * Why a user is left out; null when the user is a recipient. Users come sorted by address: `previousKey` is that of the last
 * recipient before this one, so that of several who share an address the first who may be written to gets the message.
 */
export function decideExclusion(
  { status, unsubscribedFrom, addressKey }: AudienceCandidate,
  { category, suppressed, previousKey }: { category: string; suppressed: ReadonlySet<string>; previousKey: string | null },
): ExclusionReason | null {
  if (status !== 'active') return 'deactivated';
  if (!wantsCategory({ unsubscribedFrom: [...unsubscribedFrom] }, category)) return 'unsubscribed';
  if (addressKey === null) return 'no-address';
  if (suppressed.has(addressKey)) return 'suppressed';
  return addressKey === previousKey ? 'duplicate-address' : null;
}

/** Which address of a user a channel writes to: e-mail goes to `email`, vendors (SMS) to `phone`. */
export const addressFieldOf = { email: 'email', vendor: 'phone' } as const satisfies Record<ChannelName, 'email' | 'phone'>;

/** Addresses are the same when they differ in nothing but case. */
export function addressKeyOf(address: string): string {
  return address.trim().toLowerCase();
}
