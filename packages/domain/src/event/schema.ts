import { z } from 'zod';
import { Campaign, CampaignStats } from '../campaign/schema.ts';
import { NotificationSummary } from '../notification/schema.ts';
import { NotificationStatus } from '../notification/status.ts';
import { Run } from '../run/schema.ts';

/** What the server tells open dashboards. Each travels as one SSE message whose `event:` is its `type`. */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('notification.changed'),
    previous: NotificationStatus.nullable().describe('null: it has just been accepted'),
    notification: NotificationSummary,
  }),
  z.object({ type: z.literal('run.changed'), run: Run }),
  z.object({ type: z.literal('campaign.changed'), campaign: Campaign, stats: CampaignStats }),
  z.object({ type: z.literal('inbox.received'), id: z.string() }),
  z.object({ type: z.literal('queue.changed'), name: z.string().describe('It was paused or resumed'), paused: z.boolean() }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
