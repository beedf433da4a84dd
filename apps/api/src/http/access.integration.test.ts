import { ApiKeyScope, type OperatorRole } from '@carillon/domain';
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
    'listUsers', 'countUsers', 'getUser', 'listUserTimeline', 'explainUser', 'listPayments', 'countPayments', 'getPayment', 'listVerifications', 'getVerification', 'getSession', 'changePassword',
    'exportUsers', 'listSegments', 'countSegments', 'previewSegment', 'getSegment', 'findSegmentUses', 'listSuppressions', 'listProviders', 'listReceipts', 'getReceipt',
    'listCampaigns', 'getCampaign', 'getCampaignStats', 'getCampaignTracking', 'listRecipients', 'countRecipients', 'exportRecipients', 'getRecipient', 'getRecipientMessage', 'getLaunchFacts', 'listRecipientTracking',
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

/** Every operation of the API, under the one scope that a key needs for it. One that stands nowhere fails the second test. */
const operationsOfKeys = {
  'any key': [...operations.anyone, 'getSession'],
  'no key': ['changePassword', ...operations.admin.filter((operation) => operation !== 'listAuditEntries')],
  'audit:read': ['listAuditEntries'],
  'notifications:read': ['listNotifications', 'countNotifications', 'exportNotifications', 'getNotification', 'getNotificationContent', 'listFailures', 'getOverview', 'streamEvents'],
  'notifications:write': ['createNotification', 'createNotificationByOriginalPath', 'retryNotification', 'cancelNotification', 'retryFailures', 'sendTestEmail'],
  'templates:read': ['listTemplates', 'previewTemplate', 'getTemplate', 'listTemplateVersions'],
  'templates:write': ['createTemplate', 'updateTemplate', 'deleteTemplate'],
  'inbox:read': ['listInbox', 'getInboxMessage'],
  'users:read': ['listDue', 'listUsers', 'countUsers', 'exportUsers', 'getUser', 'listUserTimeline', 'explainUser', 'listPayments', 'countPayments', 'getPayment', 'listVerifications', 'getVerification'],
  'users:write': ['createUser', 'importUsers', 'updateUser', 'deleteUser', 'recordConsent'],
  'segments:read': ['listSegments', 'countSegments', 'previewSegment', 'getSegment', 'findSegmentUses'],
  'segments:write': ['createSegment', 'updateSegment', 'deleteSegment'],
  'suppressions:read': ['listSuppressions'],
  'suppressions:write': ['addSuppressions', 'releaseSuppression'],
  'schedules:read': ['listSchedules', 'getSchedule', 'listRuns', 'getRun'],
  'schedules:write': ['updateSchedule', 'startRun'],
  'queues:read': ['listQueues', 'listDeadLetters'],
  'queues:write': ['pauseQueue', 'resumeQueue', 'retryDeadLetters'],
  'campaigns:read': ['getCampaignOverview', 'listCampaigns', 'getCampaign', 'getCampaignStats', 'getCampaignTracking', 'listRecipients', 'countRecipients', 'exportRecipients', 'getRecipient', 'getRecipientMessage', 'getLaunchFacts', 'listRecipientTracking'],
  'campaigns:write': ['createCampaign', 'updateCampaign', 'deleteCampaign', 'testCampaign', 'launchCampaign', 'pauseCampaign', 'resumeCampaign', 'unscheduleCampaign', 'cancelCampaign', 'retryFailedRecipients'],
  'providers:read': ['listProviders'],
  'receipts:read': ['listReceipts', 'getReceipt'],
  'receipts:write': ['replayReceipt'],
} as const satisfies Record<ApiKeyScope | 'any key' | 'no key', readonly string[]>;

/** What a key with this scope alone is answered, and one with every other. */
const keyRows = (Object.keys(operationsOfKeys) as (keyof typeof operationsOfKeys)[]).flatMap((scope) =>
  operationsOfKeys[scope].map((operation) => ({
    operation,
    scope,
    alone: scope === 'no key' ? ApiKeyScope.options : scope === 'any key' ? ApiKeyScope.options.slice(0, 1) : [scope],
    others: ApiKeyScope.options.filter((other) => other !== scope),
    answers: scope === 'any key' ? ['let in', 'let in'] : scope === 'no key' ? ['forbidden', 'forbidden'] : ['let in', 'forbidden'],
  })),
);

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))) });
let api: TestApi;
const tokens = new Map<OperatorRole, string>();
const keys = new Map<string, Promise<string>>();
let served: Map<string, { method: string; path: string }>;
beforeAll(async () => {
  api = await startTestApi();
  const { paths } = Document.parse((await request(api.url).get('/api/v1/openapi.json')).body);
  served = new Map(Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => [operationId, { method, path }] as const)));
});
afterAll(() => api.stop());

/** A request that changes nothing where it is let in: its ids are nobody's, and its body is empty. */
async function call(operation: string, caller: Caller): Promise<string> {
  const token = caller === 'nobody' ? null : (tokens.get(caller) ?? (await api.tokenFor(caller)));
  // Signing out ends the session; any other request leaves it as it is.
  if (caller !== 'nobody' && token !== null && operation !== 'signOut') tokens.set(caller, token);
  else if (caller !== 'nobody') tokens.delete(caller);
  return ask(operation, token);
}

/** The same key for the same scopes: it is never used up. */
function keyWith(scopes: readonly ApiKeyScope[]): Promise<string> {
  const name = scopes.join();
  const made = keys.get(name) ?? api.keyWith(scopes).then(({ key }) => key);
  keys.set(name, made);
  return made;
}

async function ask(operation: string, token: string | null): Promise<string> {
  const { method = '', path = '' } = served.get(operation) ?? {};
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

it('names every operation under the scope that a key needs, too', () => {
  expect(Object.values(operationsOfKeys).flat().toSorted()).toEqual([...served.keys()].toSorted());
});

it.each(keyRows)('$operation: a key with $scope is $answers.0, one with all others $answers.1', async ({ operation, alone, others, answers }) => {
  expect([await ask(operation, await keyWith(alone)), await ask(operation, await keyWith(others))]).toEqual(answers);
});
