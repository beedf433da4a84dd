import type { CampaignRepository, CommunicationLogRepository, TrackingEventRepository } from '@carillon/db';
import { CampaignId, CampaignTracking, CarillonError, CommunicationLogId, TrackingEvent } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';

export interface TrackingNumbersDeps {
  campaigns: Pick<CampaignRepository, 'find'>;
  communicationLogs: Pick<CommunicationLogRepository, 'find'>;
  trackingEvents: Pick<TrackingEventRepository, 'readCampaign' | 'listOfLog'>;
}

const tag = 'Campaigns';
const access = 'campaigns:read';
const base = '/api/v1/campaigns/:id';

/** What is known of the readers of a campaign's messages. */
export function createTrackingNumbersRouter({ campaigns, communicationLogs, trackingEvents }: TrackingNumbersDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: `${base}/tracking`, operation: 'getCampaignTracking', tag, access, summary: 'Who opened a campaign and followed its links',
      description: 'All zero for a campaign that does not track. Machines that open and follow by themselves are counted apart.',
      request: { params: z.strictObject({ id: CampaignId }) },
      response: CampaignTracking,
      handle: async (_context, { params: { id } }) => {
        if ((await campaigns.find(id)) === null) throw new CarillonError('not-found', `There is no campaign ${id}.`);
        return { body: await trackingEvents.readCampaign(id) };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/logs/:logId/tracking`, operation: 'listRecipientTracking', tag, access, summary: 'What one recipient opened and followed',
      request: { params: z.strictObject({ id: CampaignId, logId: CommunicationLogId }) },
      response: z.object({ items: z.array(TrackingEvent) }),
      handle: async (_context, { params: { id, logId } }) => {
        const log = await communicationLogs.find(logId);
        if (log?.campaignId !== id) throw new CarillonError('not-found', `The campaign ${id} has no recipient ${logId}.`);
        return { body: { items: await trackingEvents.listOfLog(logId) } };
      },
    }),
  ];
}
