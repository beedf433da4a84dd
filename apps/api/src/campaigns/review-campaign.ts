import type { AudienceReader } from '@carillon/db';
import { CarillonError, type AudienceMember, type Campaign, type CampaignReview, type ReviewProblem, type TemplateSource } from '@carillon/domain';
import { readCampaignParts, renderMessage, templateDataOf, type StartCampaignDeps } from '@carillon/jobs/campaigns';
import type { TemplateRenderer } from '@carillon/templates';

const PAGE = 1_000;
const SAMPLES = 3;
/** Recipients for whom the message is rendered on trial. */
const RENDERED = 100;

export interface ReviewCampaignDeps {
  segments: StartCampaignDeps['segments'];
  resolveTemplate: StartCampaignDeps['resolveTemplate'];
  audience: Pick<AudienceReader, 'readPage'>;
  renderer: Pick<TemplateRenderer, 'render'>;
  /** Names of the providers that are set up. */
  providersOf(channel: Campaign['channel']): readonly string[];
}

/**
 * What a launch would do, without doing it: whom it reaches and whom not, by the same reader that a launch uses; what some of
 * them would read; and what stands against it. Beyond `maxUsers` users the numbers are "at least".
 */
export async function reviewCampaign(deps: ReviewCampaignDeps, campaign: Campaign, { maxUsers }: { maxUsers: number }): Promise<CampaignReview> {
  const nothing = { audience: { included: 0, excluded: [], exact: true }, samples: [] };
  let parts;
  try {
    parts = await readCampaignParts(campaign, deps);
  } catch (error) {
    if (!(error instanceof CarillonError)) throw error;
    return { ...nothing, problems: [{ code: error.code, message: error.message, blocking: true }] };
  }
  const { rule, source } = parts;
  const excluded = new Map<string, number>();
  const firsts: AudienceMember[] = [];
  let included = 0;
  let cursor: string | null = null;
  let seen = 0;
  do {
    const page = await deps.audience.readPage({ segment: rule, channel: campaign.channel, category: campaign.category }, { cursor, limit: PAGE });
    firsts.push(...page.included.slice(0, RENDERED - firsts.length));
    included += page.included.length;
    seen += page.included.length + page.excluded.length;
    for (const { reason } of page.excluded) excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
    cursor = page.nextCursor;
  } while (cursor !== null && seen < maxUsers);

  const { samples, problems } = renderOnTrial(deps.renderer, campaign, source, firsts);
  // Of those who were not looked at, somebody may be reached.
  if (included === 0 && cursor === null) problems.push({ pointer: '/segmentId', code: 'no-recipients', message: 'Nobody would get it.', blocking: true });
  const known = deps.providersOf(campaign.channel);
  const unknown = campaign.providers.filter((name) => !known.includes(name));
  if (unknown.length > 0) problems.push({ pointer: '/providers', code: 'unknown-provider', message: `The channel ${campaign.channel} has no provider called ${unknown.join(', ')}.`, blocking: true });
  if (known.length === 0) problems.push({ pointer: '/channel', code: 'no-provider', message: `No provider is set up for the channel ${campaign.channel}.`, blocking: true });
  return { audience: { included, excluded: [...excluded].map(([reason, count]) => ({ reason, count })), exact: cursor === null }, samples, problems };
}

function renderOnTrial(renderer: ReviewCampaignDeps['renderer'], campaign: Campaign, source: TemplateSource, members: readonly AudienceMember[]): { samples: CampaignReview['samples']; problems: ReviewProblem[] } {
  const samples: CampaignReview['samples'] = [];
  const failures = new Map<string, { code: string; count: number }>();
  for (const member of members) {
    const rendering = renderMessage(renderer, source, templateDataOf(member, campaign, 'https://example.com/unsubscribe'));
    if (rendering.kind === 'rendered' && samples.length < SAMPLES) samples.push({ userId: member.userId, name: member.name, to: member.address, ...rendering.content });
    if (rendering.kind === 'refused') failures.set(rendering.error.message, { code: rendering.error.code, count: (failures.get(rendering.error.message)?.count ?? 0) + 1 });
  }
  const problems = [...failures].map(([message, { code, count }]) => ({
    pointer: '/template', code, blocking: count === members.length, message: `${message.replace(/\.?$/, '.')} This is so for ${count} of ${members.length} recipients looked at.`,
  }));
  return { samples, problems };
}
