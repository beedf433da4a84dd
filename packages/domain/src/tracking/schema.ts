import { z } from 'zod';
import { CampaignId } from '../identity/schema.ts';

/** `open`: the picture at the end of a message was fetched; `click`: one of its links was followed. */
export const TrackingKind = z.enum(['open', 'click']);
export type TrackingKind = z.infer<typeof TrackingKind>;

/** What a fetch was recognised by. `image-proxy` alone can be a person, behind the proxy of a mailbox provider. */
export const TrackingSign = z.enum(['apple-privacy', 'image-proxy', 'prefetch', 'robot', 'no-user-agent']);
export type TrackingSign = z.infer<typeof TrackingSign>;

const Instant = z.iso.datetime();

/** What happened to one link, or the picture, of one message; however often it did. */
export const TrackingEvent = z.object({
  kind: TrackingKind,
  link: z.int().nullable().describe('Its number among the links of the message; null: any of them, or the picture'),
  target: z.string().nullable().describe('Where the link leads'),
  count: z.int(),
  firstAt: Instant,
  lastAt: Instant,
  firstByPersonAt: Instant.nullable().describe('Null while only machines fetched it'),
  signs: z.array(TrackingSign).describe('What its fetches were recognised by'),
});
export type TrackingEvent = z.infer<typeof TrackingEvent>;

/** Of how many messages; `byPeople` leaves out those that only machines fetched. */
export const TrackingCount = z.object({ messages: z.int(), byPeople: z.int() });
export type TrackingCount = z.infer<typeof TrackingCount>;

/** What is known of a campaign's readers. Opens are a lower bound where pictures are off, and an upper one where proxies fetch them. */
export const CampaignTracking = z.object({
  campaignId: CampaignId,
  opened: TrackingCount,
  clicked: TrackingCount,
  links: z.array(TrackingCount.extend({ link: z.int(), target: z.string().describe('Of one of its messages') })).describe('The 200 that were followed from most messages, in their order in the message'),
  moreLinks: z.boolean().describe('Others were followed, too'),
});
export type CampaignTracking = z.infer<typeof CampaignTracking>;
