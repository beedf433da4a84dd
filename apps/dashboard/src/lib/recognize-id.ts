import { CampaignId, InboxMessageId, NotificationId, SegmentId } from '@carillon/domain';

/** The page of a pasted identifier, or null when the text is none that has a page. Stray spaces around it are forgiven. */
export function recognizeId(text: string): string | null {
  const trimmed = text.trim();
  if (NotificationId.safeParse(trimmed).success) return `/notifications/${trimmed}`;
  if (CampaignId.safeParse(trimmed).success) return `/campaigns/${trimmed}`;
  if (SegmentId.safeParse(trimmed).success) return `/segments/${trimmed}`;
  if (InboxMessageId.safeParse(trimmed).success) return `/inbox/${trimmed}`;
  return null;
}
