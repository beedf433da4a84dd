import type { CampaignRepository, CommunicationLogRepository } from '@carillon/db';
import {
  AcceptedNotification, Campaign, CampaignId, CampaignLaunchFacts, CampaignPage, CampaignStats, CampaignWithStats, CancelResult, CommunicationLogDetail, CommunicationLogFilter, CommunicationLogId, CommunicationLogPage,
  CreateCampaign, LaunchCampaign, LaunchResult, ListCampaignsQuery, ListCommunicationLogsQuery, RowCount, RecipientMessage, RetryFailed, RetryFailedResult, TestCampaign, UpdateCampaign,
} from '@carillon/domain';
import { readStats } from '@carillon/jobs/campaigns';
import { z } from 'zod';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { IdempotencyHeaders } from '../idempotency/idempotency-headers.ts';
import { createCampaign, type EditCampaignDeps } from './create-campaign.ts';
import { exportLogs } from './export-logs.ts';
import { findRecipient } from './find-recipient.ts';
import { findCampaign, getCampaign, type GetCampaignDeps } from './get-campaign.ts';
import { getLaunchFacts, getRecipientMessage, type LaunchFactsDeps } from './get-launch-facts.ts';
import { launchCampaign, type LaunchCampaignDeps } from './launch-campaign.ts';
import { retryFailed, type RetryFailedDeps } from './retry-failed.ts';
import { cancelCampaign, pauseCampaign, resumeCampaign, unscheduleCampaign, type SteerCampaignDeps } from './steer-campaign.ts';
import { testCampaign, type TestCampaignDeps } from './test-campaign.ts';
import { deleteCampaign, updateCampaign } from './update-campaign.ts';

const tag = 'Campaigns';
const base = '/api/v1/campaigns';
const COUNT_CAP = 1_000_000;
const params = z.strictObject({ id: CampaignId });
const recipientParams = z.strictObject({ id: CampaignId, logId: CommunicationLogId });

export type CampaignsDeps = EditCampaignDeps & LaunchCampaignDeps & SteerCampaignDeps & RetryFailedDeps & TestCampaignDeps & GetCampaignDeps & LaunchFactsDeps & { campaigns: CampaignRepository; communicationLogs: CommunicationLogRepository };

export function createCampaignsRouter(deps: CampaignsDeps): Route[] {
  return [...editRoutes(deps), ...steerRoutes(deps), ...logRoutes(deps)];
}

function editRoutes(deps: CampaignsDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listCampaigns', tag, summary: 'All campaigns, newest first, with where they stand', access: 'campaigns:read',
      request: { query: ListCampaignsQuery },
      response: CampaignPage,
      handle: async (_context, { query: { limit, cursor, ...filter } }) => {
        const { items, nextCursor } = await deps.campaigns.list(filter, { limit, cursor });
        return { body: { items: await readStats(items, deps), nextCursor } };
      },
    }),
    defineRoute({
      method: 'post', path: base, operation: 'createCampaign', tag, summary: 'Add a draft', access: 'campaigns:write', status: 201,
      request: { headers: IdempotencyHeaders, body: CreateCampaign },
      response: Campaign,
      handle: async (context, { headers, body }) => {
        const campaign = await createCampaign(deps, context, body, headers['idempotency-key'] ?? null);
        return { body: campaign, headers: { location: `${base}/${campaign.id}` } };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/:id`, operation: 'getCampaign', tag, summary: 'One campaign, and where it stands', access: 'campaigns:read',
      request: { params },
      response: CampaignWithStats,
      handle: async (_context, { params: { id } }) => ({ body: await getCampaign(deps, id) }),
    }),
    defineRoute({
      method: 'patch', path: `${base}/:id`, operation: 'updateCampaign', tag, summary: 'Change a draft', access: 'campaigns:write',
      description: 'What is left out stays. Refused with version-conflict when `version` is not the newest any more.',
      request: { params, body: UpdateCampaign },
      response: Campaign,
      handle: async (context, { params: { id }, body }) => ({ body: await updateCampaign(deps, context, id, body) }),
    }),
    defineRoute({
      method: 'delete', path: `${base}/:id`, operation: 'deleteCampaign', tag, summary: 'Remove a draft', access: 'campaigns:write',
      request: { params },
      response: noContent,
      handle: async (context, { params: { id } }) => {
        await deleteCampaign(deps, context, id);
        return { body: undefined };
      },
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/test`, operation: 'testCampaign', tag, summary: 'Send what the first recipient would get to oneself', access: 'campaigns:write', status: 202,
      description: 'Travels the road of all notifications; its log is tagged TEST.',
      request: { params, body: TestCampaign },
      response: AcceptedNotification,
      handle: async (context, { params: { id }, body }) => {
        const accepted = await testCampaign(deps, context, id, body);
        return { body: accepted, headers: { location: `/api/v1/notifications/${accepted.id}` } };
      },
    }),
  ];
}

function steerRoutes(deps: CampaignsDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: `${base}/:id/launch`, operation: 'getLaunchFacts', tag, summary: 'What was launched, and by whom', access: 'campaigns:read',
      request: { params },
      response: CampaignLaunchFacts,
      handle: async (_context, { params: { id } }) => ({ body: await getLaunchFacts(deps, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/launch`, operation: 'launchCampaign', tag, summary: 'Start a campaign, or schedule it', access: 'campaigns:write',
      description: 'With `dryRun` nothing changes: the answer says whom it would reach, what they would read, and what stands against it.',
      request: { params, body: LaunchCampaign },
      response: LaunchResult,
      handle: async (context, { params: { id }, body }) => ({ body: await launchCampaign(deps, context, id, body) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/pause`, operation: 'pauseCampaign', tag, summary: 'Stop handing messages over', access: 'campaigns:write',
      description: 'No hand-over begins later than a second after the answer; what is on its way comes to its end.',
      request: { params },
      response: Campaign,
      handle: async (context, { params: { id } }) => ({ body: await pauseCampaign(deps, context, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/resume`, operation: 'resumeCampaign', tag, summary: 'Go on with those who were not reached', access: 'campaigns:write',
      description: 'One that had paused itself is judged anew, by what leaves and comes back from now on.',
      request: { params },
      response: Campaign,
      handle: async (context, { params: { id } }) => ({ body: await resumeCampaign(deps, context, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/unschedule`, operation: 'unscheduleCampaign', tag, summary: 'Make a scheduled campaign a draft again', access: 'campaigns:write',
      request: { params },
      response: Campaign,
      handle: async (context, { params: { id } }) => ({ body: await unscheduleCampaign(deps, context, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/cancel`, operation: 'cancelCampaign', tag, summary: 'Stop for good, and say how many had left', access: 'campaigns:write',
      request: { params },
      response: CancelResult,
      handle: async (context, { params: { id } }) => ({ body: await cancelCampaign(deps, context, id) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/retry-failed`, operation: 'retryFailedRecipients', tag, summary: 'Give those who failed another round', access: 'campaigns:write',
      description: 'With `dryRun` they are only counted. Unknown ones may have been sent: name them to have them sent again.',
      request: { params, body: RetryFailed },
      response: RetryFailedResult,
      handle: async (context, { params: { id }, body }) => ({ body: await retryFailed(deps, context, id, body) }),
    }),
  ];
}

function logRoutes(deps: CampaignsDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: `${base}/:id/stats`, operation: 'getCampaignStats', tag, summary: 'Where a campaign stands: counts by state, rate, time left', access: 'campaigns:read',
      request: { params },
      response: CampaignStats,
      handle: async (_context, { params: { id } }) => ({ body: (await getCampaign(deps, id)).stats }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/logs`, operation: 'listRecipients', tag, summary: 'The recipients of a campaign, by address', access: 'campaigns:read',
      request: { params, query: ListCommunicationLogsQuery },
      response: CommunicationLogPage,
      handle: async (_context, { params: { id }, query: { limit, cursor, ...filter } }) => {
        await findCampaign(deps, id);
        return { body: await deps.communicationLogs.list(id, filter, { limit, cursor }) };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/logs/count`, operation: 'countRecipients', tag, summary: 'How many recipients a filter has', access: 'campaigns:read',
      request: { params, query: CommunicationLogFilter },
      response: RowCount,
      handle: async (_context, { params: { id }, query }) => ({ body: await deps.communicationLogs.count(id, query, COUNT_CAP) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/logs/export.csv`, operation: 'exportRecipients', tag, summary: 'Every recipient of a filter as CSV', access: 'campaigns:read', contentType: 'text/csv; charset=utf-8',
      request: { params, query: CommunicationLogFilter },
      response: z.string(),
      handle: ({ signal }, { params: { id }, query }) => ({ stream: (response) => exportLogs(deps, id, query, response, signal) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/logs/:logId`, operation: 'getRecipient', tag, summary: 'One recipient with attempts and timeline', access: 'campaigns:read',
      request: { params: recipientParams },
      response: CommunicationLogDetail,
      handle: async (_context, { params: { id, logId } }) => ({ body: await findRecipient(deps, id, logId) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/logs/:logId/message`, operation: 'getRecipientMessage', tag, summary: 'What one recipient reads', access: 'campaigns:read',
      description: 'Written from the template as it was launched, with what is known of the user now: a campaign keeps no copy of each message.',
      request: { params: recipientParams },
      response: RecipientMessage,
      handle: async (_context, { params: { id, logId } }) => ({ body: await getRecipientMessage(deps, id, logId) }),
    }),
  ];
}
