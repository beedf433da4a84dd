import { InboxMessage, InboxMessageId, InboxPage, ListInboxQuery } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import type { InboxClient } from './inbox-client.ts';

const tag = 'Inbox';
const access = 'inbox:read';
const description = 'What the mail sandbox received. Local mode only; elsewhere the answer is 404.';

export function createInboxRouter({ inbox }: { inbox: InboxClient }): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/inbox', operation: 'listInbox', tag, access, description,
      summary: 'Received messages, newest first',
      request: { query: ListInboxQuery },
      response: InboxPage,
      handle: async ({ signal }, { query }) => ({ body: await inbox.list(query, signal) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/inbox/:id', operation: 'getInboxMessage', tag, access, description,
      summary: 'One received message: HTML, text, headers, raw',
      request: { params: z.object({ id: InboxMessageId }) },
      response: InboxMessage,
      handle: async ({ signal }, { params }) => ({ body: await inbox.read(params.id, signal) }),
    }),
  ];
}
