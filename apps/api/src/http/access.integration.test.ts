import type { OperatorRole } from '@carillon/domain';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing/start-test-api.ts';

/** Every operation of the API, under the least that may call it. One that stands nowhere fails the first test. */
const operations = {
  anyone: [
    'showPreferences', 'changePreferences', 'noteOpen', 'followLink', 'listAuthMethods', 'signIn', 'devLogin', 'signOut', 'getHealth', 'getReadiness', 'getMetrics', 'getOpenApiDocument',
    'receiveReceipt',
  ],
  viewer: [
    'listNotifications', 'countNotifications', 'exportNotifications', 'getNotification', 'getNotificationContent', 'listFailures', 'listDeadLetters', 'getOverview', 'getCampaignOverview', 'streamEvents',
    'listTemplates', 'previewTemplate', 'getTemplate', 'listTemplateVersions', 'listInbox', 'getInboxMessage',
    'listSchedules', 'getSchedule', 'listRuns', 'getRun', 'listDue', 'listQueues',
    'listUsers', 'getUser', 'listUserTimeline', 'explainUser', 'listPayments', 'getPayment', 'listVerifications', 'getVerification', 'getSession',
    'exportUsers', 'listSegments', 'previewSegment', 'getSegment', 'listSuppressions', 'listProviders', 'listReceipts', 'getReceipt',
    'listCampaigns', 'getCampaign', 'getCampaignStats', 'getCampaignTracking', 'listRecipients', 'countRecipients', 'exportRecipients', 'getRecipient', 'listRecipientTracking',
  ],
  operator: [
    'createNotification', 'createNotificationByOriginalPath', 'retryNotification', 'cancelNotification', 'retryFailures', 'retryDeadLetters', 'sendTestEmail',
    'createTemplate', 'updateTemplate', 'deleteTemplate', 'updateSchedule', 'startRun', 'pauseQueue', 'resumeQueue', 'importUsers',
    'createUser', 'updateUser', 'deleteUser', 'recordConsent', 'createSegment', 'updateSegment', 'deleteSegment', 'addSuppressions', 'releaseSuppression', 'replayReceipt',
    'createCampaign', 'updateCampaign', 'deleteCampaign', 'testCampaign', 'launchCampaign', 'pauseCampaign', 'resumeCampaign', 'unscheduleCampaign', 'cancelCampaign', 'retryFailedRecipients',
  ],
  admin: ['listOperators', 'createOperator', 'getOperator', 'updateOperator', 'listApiKeys', 'createApiKey', 'revokeApiKey', 'listAuditEntries'],
} as const;

type Caller = 'nobody' | OperatorRole;
const callers: readonly Caller[] = ['nobody', 'viewer', 'operator', 'admin'];
const least = { anyone: 0, viewer: 1, operator: 2, admin: 3 } as const;

const rows = (Object.keys(least) as (keyof typeof least)[]).flatMap((needed) =>
  operations[needed].flatMap((operation) => callers.map((caller, rank) => ({ operation, caller, answer: rank >= least[needed] ? 'let in' : caller === 'nobody' ? 'unauthenticated' : 'forbidden' }))),
);

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))) });
let api: TestApi;
const tokens = new Map<OperatorRole, string>();
let served: Map<string, { method: string; path: string }>;
beforeAll(async () => {
  api = await startTestApi();
  const { paths } = Document.parse((await request(api.url).get('/api/v1/openapi.json')).body);
  served = new Map(Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => [operationId, { method, path }] as const)));
});
afterAll(() => api.stop());

/** A request that changes nothing where it is let in: its ids are nobody's, and its body is empty. */
async function call(operation: string, caller: Caller): Promise<string> {
  const { method = '', path = '' } = served.get(operation) ?? {};
  const token = caller === 'nobody' ? null : (tokens.get(caller) ?? (await api.tokenFor(caller)));
  // Signing out ends the session; any other request leaves it as it is.
  if (caller !== 'nobody' && token !== null && operation !== 'signOut') tokens.set(caller, token);
  else if (caller !== 'nobody') tokens.delete(caller);
  // Streams of events have no end, and HEAD asks for the same rights as GET.
  const response = await fetch(api.url + path.replaceAll(/\{\w+\}/g, 'nothing'), {
    method: method === 'get' ? 'HEAD' : method.toUpperCase(),
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(method === 'get' || method === 'delete' ? {} : { body: '{}' }),
  });
  return response.status === 401 ? 'unauthenticated' : response.status === 403 ? 'forbidden' : 'let in';
}

it('names every operation that is served, and no other', () => {
  expect(Object.values(operations).flat().toSorted()).toEqual([...served.keys()].toSorted());
});

it.each(rows)('$operation: $caller is $answer', async ({ operation, caller, answer }) => {
  expect(await call(operation, caller)).toBe(answer);
});
