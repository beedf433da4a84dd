import { ImportReport, ListUsers, PageQuery, User, userCsvColumns, UserId, UserPage, UserTimeline } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { importUsers, type ImportUsersDeps } from './import-users.ts';
import { listTimeline, type ListTimelineDeps } from './list-timeline.ts';

const tag = 'Users';
const base = '/api/v1/users';
const params = z.strictObject({ id: UserId });

export type UsersDeps = ListTimelineDeps & ImportUsersDeps & { mongo: Pick<MongoServiceClient, 'listUsers' | 'getUser'> };

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
      method: 'post', path: `${base}/import`, operation: 'importUsers', tag, summary: 'Add users from a CSV file', access: 'users:write',
      description: 'Good lines are added even when others are bad; the report says what is wrong with those. The same file again changes nothing.',
      streamedBody: { contentType: 'text/csv', description: `A CSV file (RFC 4180, UTF-8); its first line names the columns: ${userCsvColumns.join(', ')}. An empty field counts as left out.` },
      request: {},
      response: ImportReport,
      handle: async (context) => ({ body: await importUsers(deps, context) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id`, operation: 'getUser', tag, summary: 'One user', access: 'users:read',
      request: { params },
      response: User,
      handle: async ({ requestId, signal }, { params: { id } }) => ({ body: await askService(() => mongo.getUser({ params: { id } }, { requestId, signal })) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/timeline`, operation: 'listUserTimeline', tag, summary: 'Why did, or did not, this person get it', access: 'users:read',
      description: 'The messages to the address of the user, and the occurrences of rules that led to none with the reason; newest first.',
      request: { params, query: PageQuery },
      response: UserTimeline,
      handle: async ({ requestId, signal }, { params: { id }, query }) => {
        const user = await askService(() => mongo.getUser({ params: { id } }, { requestId, signal }));
        return { body: await listTimeline(deps, user, query) };
      },
    }),
  ];
}
