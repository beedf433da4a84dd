import type { NotificationStatus } from '@carillon/domain';

/** From the bottom of a bar to its top: what went well, what is under way, what did not happen, what needs a look. */
export const statusOrder = [
  'delivered', 'sent', 'sending', 'queued', 'retrying', 'skipped', 'suppressed', 'cancelled', 'unknown', 'complained', 'bounced', 'failed',
] as const satisfies readonly NotificationStatus[];
