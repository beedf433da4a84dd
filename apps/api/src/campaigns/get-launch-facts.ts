import type { AudienceReader, CampaignRecord, CommunicationLogRepository, SegmentRepository } from '@carillon/db';
import { CarillonError, type CampaignId, type CampaignLaunchFacts, type CommunicationLog, type CommunicationLogId, type RecipientMessage } from '@carillon/domain';
import { readCampaignParts, renderMessage, templateDataOf, type StartCampaignDeps } from '@carillon/jobs/campaigns';
import type { TemplateRenderer } from '@carillon/templates';
import { findRecipient } from './find-recipient.ts';
import { findCampaign, type GetCampaignDeps } from './get-campaign.ts';

export interface LaunchFactsDeps {
  campaigns: GetCampaignDeps['campaigns'];
  communicationLogs: Pick<CommunicationLogRepository, 'find' | 'list'>;
  segments: Pick<SegmentRepository, 'find'>;
  resolveTemplate: StartCampaignDeps['resolveTemplate'];
  audience: Pick<AudienceReader, 'findMember'>;
  renderer: Pick<TemplateRenderer, 'render'>;
}

/** What was launched and by whom, with the message as its first recipient reads it. Throws `not-found`. */
export async function getLaunchFacts(deps: LaunchFactsDeps, id: CampaignId): Promise<CampaignLaunchFacts> {
  const record = await findCampaign(deps, id);
  const [parts, { items }] = await Promise.all([readParts(deps, record), deps.communicationLogs.list(id, {}, { limit: 1 })]);
  const [first] = items;
  const example = first === undefined ? null : { name: first.name, to: first.to, ...(await writeTo(deps, record, first)) };
  return { by: record.launchedBy, segmentName: parts?.segmentName ?? null, subject: parts?.source.subject ?? null, example };
}

/** What a recipient of a campaign reads. Throws `not-found`. */
export async function getRecipientMessage(deps: LaunchFactsDeps, id: CampaignId, logId: CommunicationLogId): Promise<RecipientMessage> {
  const [record, log] = await Promise.all([findCampaign(deps, id), findRecipient(deps, id, logId)]);
  return writeTo(deps, record, log);
}

/** As they were launched; else as they are now, or null when one of them is gone. */
async function readParts(deps: LaunchFactsDeps, { campaign, launched }: CampaignRecord): Promise<Pick<Awaited<ReturnType<typeof readCampaignParts>>, 'segmentName' | 'source'> | null> {
  if (launched !== null) return { source: launched.source, segmentName: launched.segmentName ?? (await findSegmentName(deps, campaign.segmentId)) };
  return readCampaignParts(campaign, deps).catch((error: unknown) => {
    if (error instanceof CarillonError && error.code === 'not-found') return null;
    throw error;
  });
}

async function findSegmentName({ segments }: LaunchFactsDeps, id: string | null): Promise<string | null> {
  return id === null ? null : ((await segments.find(id))?.name ?? null);
}

/** The links of a message are made while it is sent: one that leads nowhere stands for the way out. */
async function writeTo({ audience, renderer }: LaunchFactsDeps, { campaign, launched }: CampaignRecord, { userId, to }: Pick<CommunicationLog, 'userId' | 'to'>): Promise<RecipientMessage> {
  if (launched === null) return { message: null, reason: 'The campaign was not launched.' };
  const member = await audience.findMember({ userId, address: to });
  if (member === null) return { message: null, reason: 'The user does not exist any more.' };
  const rendering = renderMessage(renderer, launched.source, templateDataOf(member, campaign, 'https://example.com/unsubscribe'));
  return rendering.kind === 'rendered' ? { message: rendering.content, reason: null } : { message: null, reason: rendering.error.message };
}
