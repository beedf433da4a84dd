import type { InboxMessage } from '@carillon/domain';

/** Where the log of a received message is: that of its notification, or of its recipient in a campaign. Null: it came from elsewhere. */
export function logLinkOf({ notificationId, headers }: Pick<InboxMessage, 'notificationId' | 'headers'>): string | null {
  if (notificationId !== null) return `/notifications/${encodeURIComponent(notificationId)}`;
  const valueOf = (wanted: string) => headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
  const [campaign, recipient] = [valueOf('x-carillon-campaign'), valueOf('x-carillon-recipient')];
  return campaign === undefined || recipient === undefined ? null : `/campaigns/${encodeURIComponent(campaign)}/recipients/${encodeURIComponent(recipient)}`;
}
