import type { TrackingEventRepository } from '@carillon/db';
import { CampaignId, CampaignTracking, CommunicationLogId, TrackingEvent } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { findRecipient, type FindRecipientDeps } from './find-recipient.ts';
import { findCampaign, type GetCampaignDeps } from './get-campaign.ts';

export interface CampaignTrackingDeps extends FindRecipientDeps {
  campaigns: GetCampaignDeps['campaigns'];
  trackingEvents: Pick<TrackingEventRepository, 'readCampaign' | 'listOfLog'>;
}

const tag = 'Campaigns';
const access = 'campaigns:read';
const base = '/api/v1/campaigns/:id';

/** What is known of the readers of a campaign's messages. */
export function createCampaignTrackingRouter(deps: CampaignTrackingDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: `${base}/tracking`, operation: 'getCampaignTracking', tag, access, summary: 'Who opened a campaign and followed its links',
      description: 'All zero for a campaign that does not track. Machines that open and follow by themselves are counted apart.',
      request: { params: z.strictObject({ id: CampaignId }) },
      response: CampaignTracking,
      handle: async (_context, { params: { id } }) => {
        await findCampaign(deps, id);
        return { body: await deps.trackingEvents.readCampaign(id) };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/logs/:logId/tracking`, operation: 'listRecipientTracking', tag, access, summary: 'What one recipient opened and followed',
      request: { params: z.strictObject({ id: CampaignId, logId: CommunicationLogId }) },
      response: z.object({ items: z.array(TrackingEvent) }),
      handle: async (_context, { params: { id, logId } }) => {
        await findRecipient(deps, id, logId);
        return { body: { items: await deps.trackingEvents.listOfLog(logId) } };
      },
    }),
  ];
}
