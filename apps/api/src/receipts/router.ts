import type { ReceiptRepository } from '@carillon/db';
import { AcceptedReceipt, ListReceiptsQuery, ProviderName, Receipt, ReceiptDetail, ReceiptId, ReceiptPage } from '@carillon/domain';
import { z } from 'zod';
import { definePublicRoute, defineRoute, type Route } from '../http/route.ts';
import { receiveReceipt, type ReceiveReceiptDeps } from './receive-receipt.ts';
import { getReceipt, replayReceipt, type ReplayReceiptDeps } from './replay-receipt.ts';

const tag = 'Receipts';
const base = '/api/v1/receipts';
const params = z.strictObject({ provider: ProviderName, id: ReceiptId });
const WebhookHeaders = z.object({ 'webhook-id': z.string().min(1).max(200), 'webhook-timestamp': z.string().min(1).max(20), 'webhook-signature': z.string().min(1).max(2_000) });

export type ReceiptsDeps = ReceiveReceiptDeps & ReplayReceiptDeps & { receipts: Pick<ReceiptRepository, 'list'> };

export function createReceiptsRouter(deps: ReceiptsDeps): Route[] {
  return [
    definePublicRoute({
      method: 'post', path: `${base}/:provider`, operation: 'receiveReceipt', tag, summary: 'What a provider says of a message', status: 202, rateLimited: false,
      description: 'For providers: signed with the secret of their account, after Standard Webhooks. Confirmed once it is stored; the same event again is confirmed and noted.',
      streamedBody: { contentType: 'application/json', description: 'type: message.sent, message.failed, message.bounced or message.complained; timestamp; data: messageId, reference (as it came with the message), reason' },
      request: { params: z.strictObject({ provider: ProviderName }), headers: WebhookHeaders },
      response: AcceptedReceipt,
      handle: async ({ bodyStream, requestId }, { params: { provider }, headers }) => ({
        body: await receiveReceipt(deps, { provider, bodyStream, requestId, headers: { id: headers['webhook-id'], timestamp: headers['webhook-timestamp'], signature: headers['webhook-signature'] } }),
      }),
    }),
    defineRoute({
      method: 'get', path: base, operation: 'listReceipts', tag, summary: 'What providers said, newest first', access: 'receipts:read',
      request: { query: ListReceiptsQuery },
      response: ReceiptPage,
      handle: async (_context, { query: { limit, cursor, ...filter } }) => ({ body: await deps.receipts.list(filter, { limit, cursor }) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:provider/:id`, operation: 'getReceipt', tag, summary: 'One receipt, as it came', access: 'receipts:read',
      request: { params },
      response: ReceiptDetail,
      handle: async (_context, { params }) => ({ body: await getReceipt(deps, params) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:provider/:id/replay`, operation: 'replayReceipt', tag, summary: 'Look at a receipt again', access: 'receipts:write',
      request: { params },
      response: Receipt,
      handle: async (context, { params }) => ({ body: await replayReceipt(deps, context, params) }),
    }),
  ];
}
