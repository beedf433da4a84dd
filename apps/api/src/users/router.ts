import { CountUsers, CreateUser, describeCsvFile, ImportReport, LIST_COUNT_CAP, ListUsers, PageQuery, RecordConsent, RowCount, UpdateUser, User, userCsvColumnWords, UserId, UserOutlook, UserPage, UserTimeline } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { createUser, deleteUser, recordConsent, updateUser, type ChangeUserDeps } from './change-user.ts';
import { explainUser, type ExplainUserDeps } from './explain-user.ts';
import { exportUsers } from './export-users.ts';
import { importUsers, type ImportUsersDeps } from './import-users.ts';
import { listTimeline, type ListTimelineDeps } from './list-timeline.ts';
import { readUserEvents, type ReadUserEventsDeps } from './read-user-events.ts';

const tag = 'Users';
const base = '/api/v1/users';
const params = z.strictObject({ id: UserId });

export type UsersDeps = ListTimelineDeps & ImportUsersDeps & ExplainUserDeps & ReadUserEventsDeps & ChangeUserDeps & { mongo: Pick<MongoServiceClient, 'listUsers' | 'countUsers' | 'getUser'> };

export function createUsersRouter(deps: UsersDeps): Route[] {
  const { mongo } = deps;
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listUsers', tag, summary: 'Users, newest first, or those with the given ids', access: 'users:read',
      request: { query: ListUsers },
      response: UserPage,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => mongo.listUsers({ query }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'post', path: base, operation: 'createUser', tag, summary: 'Add a user', access: 'users:write', status: 201,
      description: 'With an id of your own the request can be repeated: 409 when that id has other content.',
      request: { body: CreateUser },
      response: User,
      handle: async (context, { body }) => {
        const user = await createUser(deps, context, body);
        return { body: user, headers: { location: `${base}/${user.id}` } };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/export.csv`, operation: 'exportUsers', tag, summary: 'Users as a CSV file that can be imported again', access: 'users:read', contentType: 'text/csv; charset=utf-8',
      request: { query: CountUsers },
      response: z.string(),
      handle: (context, { query }) => ({ stream: (response) => exportUsers(deps, query, context, response) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/import`, operation: 'importUsers', tag, summary: 'Add or change users from a CSV file', access: 'users:write',
      description: 'A line means the user with its id, else its external id, else its address; else a new one. Lines about the same user are merged. Good lines are taken even when others are bad; the report says what is wrong with those, and has them as a file to mend and import again. The same file again changes nothing.',
      streamedBody: { contentType: 'text/csv', description: describeCsvFile(userCsvColumnWords) },
      request: {},
      response: ImportReport,
      handle: async (context) => ({ body: await importUsers(deps, context) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/count`, operation: 'countUsers', tag, summary: 'How many users a filter has', access: 'users:read',
      description: `Counting ends at ${LIST_COUNT_CAP}.`,
      request: { query: CountUsers },
      response: RowCount,
      handle: async ({ requestId, signal }, { query }) => ({ body: await askService(() => mongo.countUsers({ query }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id`, operation: 'getUser', tag, summary: 'One user', access: 'users:read',
      request: { params },
      response: User,
      handle: async ({ requestId, signal }, { params: { id } }) => ({ body: await askService(() => mongo.getUser({ params: { id } }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'patch', path: `${base}/:id`, operation: 'updateUser', tag, summary: 'Change a user', access: 'users:write',
      request: { params, body: UpdateUser },
      response: User,
      handle: async (context, { params: { id }, body }) => ({ body: await updateUser(deps, context, id, body) }),
    }),
    defineRoute({
      method: 'delete', path: `${base}/:id`, operation: 'deleteUser', tag, summary: 'Take a user away', access: 'users:write',
      description: 'What was sent to the user stays in the logs.',
      request: { params },
      response: noContent,
      handle: async (context, { params: { id } }) => {
        await deleteUser(deps, context, id);
        return { body: undefined };
      },
    }),
    defineRoute({
      method: 'post', path: `${base}/:id/consent`, operation: 'recordConsent', tag, summary: 'Note what a user decided about a category of messages', access: 'users:write',
      description: 'The latest decision of a category counts. It is kept with when it was made and by whom it was noted.',
      request: { params, body: RecordConsent.omit({ source: true }) },
      response: User,
      handle: async (context, { params: { id }, body }) => ({ body: await recordConsent(deps, context, id, body) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/timeline`, operation: 'listUserTimeline', tag, summary: 'Why did, or did not, this person get it', access: 'users:read',
      description: 'The messages for the user or to the address of the user, what campaigns sent to the user, the occurrences of rules that led to none with the reason, and what the data services know of; newest first. Messages are left out without `notifications:read`, campaigns without `campaigns:read`.',
      request: { params, query: PageQuery },
      response: UserTimeline,
      handle: async ({ requestId, signal, actor: { permissions } }, { params: { id }, query }) => {
        const call = { requestId, signal };
        const known = await askService(async () => {
          const user = await mongo.getUser({ params: { id } }, call);
          return { user, events: await readUserEvents(deps, user, call) };
        });
        return { body: await listTimeline(deps, { ...known, permissions }, query) };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/rules`, operation: 'explainUser', tag, summary: 'What each rule says about a user now', access: 'users:read',
      description: 'By the same rules as the sweeps, with the parameters in force: an entry for each open payment or verification, or one for the user. Nothing is sent.',
      request: { params },
      response: UserOutlook,
      handle: async ({ requestId, signal }, { params: { id } }) => ({
        body: { items: await askService(async () => explainUser(deps, await mongo.getUser({ params: { id } }, { requestId, signal }))) },
      }),
    }),
  ];
}
