import type { AudienceReader } from '@carillon/db';
import { CarillonError, EmailAddress, TEST_CATEGORY, TEST_TAG, type AcceptedNotification, type AudienceMember, type CampaignId, type IdSource, type TestCampaign } from '@carillon/domain';
import { readCampaignParts, renderMessage, templateDataOf } from '@carillon/jobs/campaigns';
import { recordNotification, type RecordNotificationDeps } from '@carillon/jobs/notifications';
import type { RequestContext } from '../http/route.ts';
import { findCampaign, type GetCampaignDeps } from './get-campaign.ts';
import type { ReviewCampaignDeps } from './review-campaign.ts';

export interface TestCampaignDeps extends RecordNotificationDeps, Pick<ReviewCampaignDeps, 'segments' | 'resolveTemplate' | 'renderer'> {
  campaigns: GetCampaignDeps['campaigns'];
  audience: Pick<AudienceReader, 'readPage'>;
  ids: Pick<IdSource, 'notification'>;
}

const PHONE = /^\+?[\d ()/-]{5,30}$/;

/** Sends what the first recipient would get to an address of one's own, by the road of all notifications. Throws `undefined-variables` and `validation-failed`. */
export async function testCampaign(deps: TestCampaignDeps, context: RequestContext, id: CampaignId, { to }: TestCampaign): Promise<AcceptedNotification> {
  const { campaign } = await findCampaign(deps, id);
  const fits = campaign.channel === 'email' ? EmailAddress.safeParse(to).success : PHONE.test(to);
  if (!fits) throw new CarillonError('validation-failed', `${to} is no address of the channel ${campaign.channel}.`, { details: [{ pointer: '/to', code: 'invalid', message: `is no address of the channel ${campaign.channel}` }] });
  const { rule, source, templateVersion } = await readCampaignParts(campaign, deps);
  const { included } = await deps.audience.readPage({ segment: rule, channel: campaign.channel, category: campaign.category }, { cursor: null, limit: 100 });
  const member = included[0] ?? nobody(to);
  const rendering = renderMessage(deps.renderer, source, templateDataOf(member, campaign, 'https://example.com/unsubscribe'));
  if (rendering.kind === 'refused') throw rendering.error;
  const notificationId = deps.ids.notification();
  await recordNotification(deps, {
    id: notificationId, channel: campaign.channel, to, userId: null, timeZone: null, occurrence: null, category: TEST_CATEGORY, rule: null, tags: [TEST_TAG], priority: 'high', sendAt: null, idempotencyKey: null,
    content: { ...rendering.content, headers: { 'X-Carillon-Notification': notificationId, 'X-Carillon-Campaign': campaign.id } },
    template: { name: campaign.template, version: templateVersion },
    requestedBy: context.actor.requester,
    requestId: context.requestId,
  });
  return { id: notificationId, status: 'queued' };
}

/** Stands in where a segment has nobody yet. */
function nobody(address: string): AudienceMember {
  return { userId: 'test', name: 'Ada Example', address, locale: 'en', timeZone: 'UTC', attributes: {}, tags: [] };
}
