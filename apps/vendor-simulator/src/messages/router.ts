import { CarillonError } from '@carillon/domain';
import { definePublicServiceRoute, type ServiceRoute } from '@carillon/http';
import { z } from 'zod';
import { ReportedStatus, type TakenMessage } from './journal.ts';
import { takeMessage, type TakeMessageDeps } from './take-message.ts';

const OfAccount = z.object({ account: z.string().max(40) });
const ById = z.object({ id: z.string().max(100) });
const ByReference = z.object({ reference: z.string().min(1).max(200) });
const Headers = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() });
const Body = z.object({ reference: z.string().min(1).max(200), to: z.string().min(1).max(254), subject: z.string().max(500).optional(), text: z.string().max(200_000).optional(), html: z.string().max(200_000).nullable().optional() });
const Taken = z.object({ id: z.string() });
const KnownMessage = z.object({ id: z.string(), reference: z.string(), status: z.enum(['PENDING', ...ReportedStatus.options]), reason: z.string().nullable() });
const KnownMessages = z.object({ items: z.array(KnownMessage) });

export interface MessagesDeps extends TakeMessageDeps {
  firstAccount: string;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

const facts = { tag: 'Messages', rateLimited: false } as const;
const sending = { ...facts, method: 'post', status: 202, summary: 'Takes a message; receipts follow', response: Taken } as const;
const finding = { ...facts, method: 'get', summary: 'What became of a message, by the reference of whoever sent it', response: KnownMessages } as const;
const getting = { ...facts, method: 'get', summary: 'What became of a message', response: KnownMessage } as const;

/** `/messages` of the first account, and `/<account>/messages` of each. */
export function createMessagesRouter(deps: MessagesDeps): readonly ServiceRoute[] {
  const first = deps.firstAccount;
  return [
    definePublicServiceRoute({
      ...sending, path: '/messages', operation: 'sendMessageOfFirstAccount', request: { headers: Headers, body: Body },
      handle: async (context, { headers, body }) => ({ body: await send(deps, context, first, headers, body) }),
    }),
    definePublicServiceRoute({
      ...finding, path: '/messages', operation: 'findMessageOfFirstAccount', request: { query: ByReference },
      handle: (_context, { query }) => ({ body: find(deps, first, query) }),
    }),
    definePublicServiceRoute({
      ...getting, path: '/messages/:id', operation: 'getMessageOfFirstAccount', request: { params: ById },
      handle: (_context, { params }) => ({ body: get(deps, first, params) }),
    }),
    definePublicServiceRoute({
      ...sending, path: '/:account/messages', operation: 'sendMessage', request: { params: OfAccount, headers: Headers, body: Body },
      handle: async (context, { params, headers, body }) => ({ body: await send(deps, context, params.account, headers, body) }),
    }),
    definePublicServiceRoute({
      ...finding, path: '/:account/messages', operation: 'findMessage', request: { params: OfAccount, query: ByReference },
      handle: (_context, { params, query }) => ({ body: find(deps, params.account, query) }),
    }),
    definePublicServiceRoute({
      ...getting, path: '/:account/messages/:id', operation: 'getMessage', request: { params: OfAccount.extend(ById.shape) },
      handle: (_context, { params }) => ({ body: get(deps, params.account, params) }),
    }),
  ];
}

async function send(deps: MessagesDeps, { signal }: { signal: AbortSignal }, account: string, headers: z.infer<typeof Headers>, { reference, to }: z.infer<typeof Body>): Promise<z.infer<typeof Taken>> {
  const { message, answer } = await takeMessage(deps, { account, key: headers['idempotency-key'] ?? reference, reference, to });
  if (answer === 'hang') await endOf(AbortSignal.any([signal, deps.stopping]));
  if (answer === 'accept-late') await waitForReceipt(message, AbortSignal.any([signal, deps.stopping]));
  return { id: message.id };
}

function find({ book }: MessagesDeps, account: string, { reference }: z.infer<typeof ByReference>): z.infer<typeof KnownMessages> {
  const found = book.describeByReference(account, reference);
  return { items: found === null ? [] : [found] };
}

function get({ book }: MessagesDeps, account: string, { id }: z.infer<typeof ById>): z.infer<typeof KnownMessage> {
  const found = book.describe(account, id);
  if (found === null) throw new CarillonError('not-found', 'There is no such message, or it is long forgotten.');
  return found;
}

/** A moment behind the first receipt: long enough for it to have come. */
const BEHIND_MS = 250;
/** However late receipts are: nobody waits longer for an answer. */
const MAX_WAIT_MS = 60_000;

async function waitForReceipt({ callbacks }: TakenMessage, end: AbortSignal): Promise<void> {
  await endOf(AbortSignal.any([end, AbortSignal.timeout(Math.min(MAX_WAIT_MS, (callbacks[0]?.afterMs ?? 0) + BEHIND_MS))]));
}

async function endOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
