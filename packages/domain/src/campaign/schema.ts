import { z } from 'zod';
import { ChannelName } from '../channel/schema.ts';
import { CampaignId, Requester } from '../identity/schema.ts';
import { Category, TemplateName } from '../notification/schema.ts';
import { StatusCounts } from '../notification/status.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { ProblemDetail } from '../problem/schema.ts';
import { TimeZone } from '../user/schema.ts';
import { CAMPAIGN_CATEGORY } from '../category/categories.ts';
import { CampaignStatus } from './status.ts';

const Instant = z.iso.datetime();

/** What becomes of a campaign whose time passed while nothing ran: sent late, not at all, or as an operator says. */
export const MissedPolicy = z.enum(['send', 'skip', 'ask']);
export type MissedPolicy = z.infer<typeof MissedPolicy>;

/** A wall-clock time somewhere. A time that clocks leave out falls as much later as they go; one shown twice is the first. */
export const CampaignSchedule = z.strictObject({
  at: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time, like 2026-12-01T09:00'),
  timeZone: TimeZone,
  missed: MissedPolicy.default('ask'),
});
export type CampaignSchedule = z.infer<typeof CampaignSchedule>;

const CampaignName = z.string().trim().min(1).max(120);
const ProviderNames = z.array(z.string().min(1).max(64)).max(10).describe('In order of preference; empty: all providers of the channel');
const RatePerSecond = z.number().min(0.1).max(100_000).nullable().describe('At most so many messages per second; null: as many as the providers take');
const BounceRate = z.number().gt(0).max(1).nullable().describe('Pauses by itself when more than this part of what left came back, of at least a hundred; null: never. Counts anew when it is resumed after that');

/** Body of `POST /api/v1/campaigns`. */
export const CreateCampaign = z.strictObject({
  name: CampaignName,
  segmentId: z.string().min(1).max(64).nullable().default(null).describe('Whom it is for; null: every user'),
  channel: ChannelName.default('email'),
  providers: ProviderNames.default([]),
  category: Category.default(CAMPAIGN_CATEGORY),
  template: TemplateName,
  subject: z.string().min(1).max(500).nullable().default(null).describe('Liquid; null: the subject of the template'),
  ratePerSecond: RatePerSecond.default(null),
  pauseAtBounceRate: BounceRate.default(0.1),
  tracking: z.boolean().default(false).describe('Notes who opens the message and follows its links'),
  schedule: CampaignSchedule.nullable().default(null).describe('null: starts when it is launched'),
});
export type CreateCampaign = z.infer<typeof CreateCampaign>;

/** Body of `PATCH /api/v1/campaigns/:id`, of a draft: what is left out stays. Refused when `version` is not the newest. */
export const UpdateCampaign = z.strictObject({
  version: z.int().positive(),
  name: CampaignName.optional(),
  segmentId: z.string().min(1).max(64).nullable().optional(),
  channel: ChannelName.optional(),
  providers: ProviderNames.optional(),
  category: Category.optional(),
  template: TemplateName.optional(),
  subject: z.string().min(1).max(500).nullable().optional(),
  ratePerSecond: RatePerSecond.optional(),
  pauseAtBounceRate: BounceRate.optional(),
  tracking: z.boolean().optional(),
  schedule: CampaignSchedule.nullable().optional(),
});
export type UpdateCampaign = z.infer<typeof UpdateCampaign>;

export const ExclusionCount = z.object({ reason: z.string(), count: z.int() });
export type ExclusionCount = z.infer<typeof ExclusionCount>;

/** Whom a launch has written down so far; `complete` when it has seen everybody. */
export const CampaignAudience = z.object({ included: z.int(), excluded: z.array(ExclusionCount), complete: z.boolean() });
export type CampaignAudience = z.infer<typeof CampaignAudience>;

export const Campaign = CreateCampaign.extend({
  id: CampaignId,
  version: z.int().positive(),
  status: CampaignStatus,
  reason: z.string().nullable().describe('Why it is in this state, in words; null when there is nothing to say'),
  needsDecision: z.boolean().describe('Its time passed while nothing ran: launch or cancel it'),
  startsAt: Instant.nullable().describe('The instant that the schedule means'),
  templateVersion: z.int().nullable().describe('What was launched; null before'),
  audience: CampaignAudience,
  createdAt: Instant,
  createdBy: Requester,
  updatedAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type Campaign = z.infer<typeof Campaign>;

export const ListCampaignsQuery = PageQuery.extend({
  status: CampaignStatus.optional(),
  search: z.string().trim().min(1).max(120).describe('The beginning of the name, or an id').optional(),
});
export type ListCampaignsQuery = z.infer<typeof ListCampaignsQuery>;

/**
 * Where a campaign stands. `total` is the sum of `counts`, and `settled + pending` is `total` at every moment. Those of `leftOut` are among all of
 * these: how far a campaign is, `progressOf` tells without them.
 */
export const CampaignStats = z.object({
  campaignId: CampaignId,
  status: CampaignStatus,
  at: Instant,
  counts: StatusCounts,
  leftOut: StatusCounts.describe('Of `counts`: who was left out when the audience was written down, and never stood to get anything'),
  total: z.int(),
  pending: z.int().describe('Neither sent, nor given up, nor left out yet'),
  settled: z.int(),
  ratePerSecond: z.number().describe('Messages handed over, over the last seconds'),
  etaSeconds: z.int().nullable().describe('Until the last message leaves, at this rate; null: not known'),
});
export type CampaignStats = z.infer<typeof CampaignStats>;

export const CampaignWithStats = z.object({ campaign: Campaign, stats: CampaignStats });
export type CampaignWithStats = z.infer<typeof CampaignWithStats>;
export const CampaignPage = pageOf(CampaignWithStats);

/** States in which a campaign is still to be launched, or under way: what it is made of is needed. */
export const openCampaignStatuses = ['draft', 'scheduled', 'running', 'paused'] as const satisfies readonly CampaignStatus[];

/** Campaigns that need something, the newest first: so many as are worth naming, and whether there are more. */
export const CampaignUses = z.object({ items: z.array(Campaign.pick({ id: true, name: true, status: true })), more: z.boolean() });
export type CampaignUses = z.infer<typeof CampaignUses>;

/** Body of `POST …/launch`: `dryRun` reviews and changes nothing. */
export const LaunchCampaign = z.strictObject({
  dryRun: z.boolean().default(false),
  now: z.boolean().default(false).describe('Starts at once, whatever the schedule says'),
});
export type LaunchCampaign = z.infer<typeof LaunchCampaign>;

/** `blocking`: it can not be launched like this; else some recipients will fail, each with its reason. */
export const ReviewProblem = ProblemDetail.extend({ blocking: z.boolean() });
export type ReviewProblem = z.infer<typeof ReviewProblem>;

/** What a launch would do: whom it would reach, what samples of them would read, and what stands against it. */
export const CampaignReview = z.object({
  audience: z.object({ included: z.int(), excluded: z.array(ExclusionCount), exact: z.boolean().describe('False: there are more users than were looked at, and so may there be recipients') }),
  samples: z.array(z.object({ userId: z.string(), name: z.string(), to: z.string(), subject: z.string(), text: z.string(), html: z.string() })),
  problems: z.array(ReviewProblem),
});
export type CampaignReview = z.infer<typeof CampaignReview>;

/** What a launch came to: the review, and the campaign as it is now. */
export const LaunchResult = z.object({ campaign: Campaign, review: CampaignReview });
export type LaunchResult = z.infer<typeof LaunchResult>;

/** What one recipient reads: from the template as it was launched, with what is known of the user now. Null: it can not be written, for `reason`. */
export const RecipientMessage = z.object({
  message: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(),
  reason: z.string().nullable(),
});
export type RecipientMessage = z.infer<typeof RecipientMessage>;

/** What was launched, and by whom. Before the launch it is what would be, by segment and template as they are now. */
export const CampaignLaunchFacts = z.object({
  by: Requester.nullable().describe('Who launched or scheduled it; null: it was neither, or that was not written down yet when it was'),
  segmentName: z.string().nullable().describe('null: every user, or a segment that is gone'),
  subject: z.string().nullable().describe('Liquid; null: the template is gone'),
  example: RecipientMessage.extend({ name: z.string(), to: z.string() }).nullable().describe('What the first recipient reads; null while there is none'),
});
export type CampaignLaunchFacts = z.infer<typeof CampaignLaunchFacts>;

/** Body of `POST …/retry-failed`. `unknown` ones may have been sent: they get a second copy when they are named. */
export const RetryFailed = z.strictObject({
  dryRun: z.boolean().default(false),
  statuses: z.array(z.enum(['failed', 'unknown'])).min(1).max(2).default(['failed']),
});
export type RetryFailed = z.infer<typeof RetryFailed>;
export const RetryFailedResult = z.object({ count: z.int(), campaign: Campaign });
export type RetryFailedResult = z.infer<typeof RetryFailedResult>;

/** What stopping a campaign came to: how many had left before, and how many will not. */
export const CancelResult = z.object({ campaign: Campaign, left: z.int(), withheld: z.int() });
export type CancelResult = z.infer<typeof CancelResult>;

/** Body of `POST …/test`: the campaign's message, as one of its recipients would get it, to an address of one's own. */
export const TestCampaign = z.strictObject({ to: z.string().min(1).max(254) });
export type TestCampaign = z.infer<typeof TestCampaign>;
