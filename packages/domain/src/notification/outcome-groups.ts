import { unsettledStatuses, type NotificationStatus } from './status.ts';

/**
 * What a message came to, as one asks first: wherever a number is called by one of these words, it counts these states. What was complained about
 * had arrived; what is unknown may have.
 */
export const outcomeGroups = {
  sent: ['sent', 'delivered', 'complained'],
  failed: ['failed', 'bounced'],
  unknown: ['unknown'],
  waiting: unsettledStatuses,
} as const satisfies Record<string, readonly NotificationStatus[]>;
