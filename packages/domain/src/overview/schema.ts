import { z } from 'zod';
import { StatusCounts } from '../notification/status.ts';

/** Ranges of the overview, with the width of one bar in milliseconds. */
export const overviewRanges = {
  '1h': { lengthMs: 3_600_000, bucketMs: 60_000 },
  '24h': { lengthMs: 86_400_000, bucketMs: 3_600_000 },
  '7d': { lengthMs: 7 * 86_400_000, bucketMs: 6 * 3_600_000 },
  '30d': { lengthMs: 30 * 86_400_000, bucketMs: 86_400_000 },
} as const;
export const OverviewRange = z.enum(['1h', '24h', '7d', '30d']);
export type OverviewRange = z.infer<typeof OverviewRange>;
export const OverviewQuery = z.strictObject({ range: OverviewRange.default('24h') });

/** So many of the newest failures tell which reasons the overview shows. */
export const failuresLookedAt = 200;

/**
 * Counts are of notifications created in the range, by the state they are in now: the same filter in the log
 * yields exactly that many rows.
 */
export const Overview = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketMs: z.int(),
  totals: StatusCounts,
  buckets: z.array(z.object({ start: z.iso.datetime(), counts: StatusCounts })),
  due: z.int().describe('Waiting although their time has come'),
  dueCapped: z.boolean().describe('There are more than `due`'),
  lagMs: z.int().describe('How long the oldest of these has waited; 0 when none does'),
  later: z.int().describe('Waiting for a time to come: scheduled, held back, or to be tried again'),
  laterCapped: z.boolean().describe('There are more than `later`'),
  sentLastMinute: z.int().describe('Accepted by a provider in the last 60 seconds, whenever they were created'),
  topErrors: z
    .array(
      z.object({
        reason: z.string(),
        code: z.int().nullable().describe('What the provider answered the last time'),
        count: z.int(),
        capped: z.boolean().describe('There are more than `count`'),
        lastAt: z.iso.datetime(),
        sampleId: z.string(),
      }),
    )
    .describe(`The most frequent reasons of the newest ${failuresLookedAt} failures; of each all that the log has in the range are counted`),
});
export type Overview = z.infer<typeof Overview>;

/**
 * Messages of campaigns, by the state they are in now. They are not among the notifications: a campaign has a log of its own.
 * Counted are all messages of campaigns that began in the range or are still under way.
 */
export const CampaignOverview = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  campaigns: z.int().describe('Began in the range, or are still under way'),
  running: z.int(),
  paused: z.int(),
  totals: StatusCounts,
  handedLastMinute: z.int().describe('Handed to a provider, of whatever campaign'),
  failing: z.array(z.object({ id: z.string(), name: z.string(), failed: z.int() })).describe('Those with most messages that failed or bounced'),
});
export type CampaignOverview = z.infer<typeof CampaignOverview>;
