import { CarillonError } from '@carillon/domain';
import { definePublicServiceRoute, type ServiceRoute } from '@carillon/http';
import { z } from 'zod';
import { ReportedStatus, type TakenMessage } from './journal.ts';
import { takeMessage, type TakeMessageDeps } from './take-message.ts';

/** An address without an account means the first one. */
const Params = z.object({ account: z.string().max(40).optional() });
const Body = z.object({ reference: z.string().min(1).max(200), to: z.string().min(1).max(254), subject: z.string().max(500).optional(), text: z.string().max(200_000).optional(), html: z.string().max(200_000).nullable().optional() });
const KnownMessage = z.object({ id: z.string(), reference: z.string(), status: z.enum(['PENDING', ...ReportedStatus.options]), reason: z.string().nullable() });
const tag = 'Messages';

export interface MessagesDeps extends TakeMessageDeps {
  firstAccount: string;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

/** `/messages` of the first account, and `/<account>/messages` of each. */
export function createMessagesRouter(deps: MessagesDeps): readonly ServiceRoute[] {
  return [...routesAt('', 'OfFirstAccount', deps), ...routesAt('/:account', '', deps)];
}

function routesAt(base: string, suffix: string, deps: MessagesDeps): ServiceRoute[] {
  return [
    definePublicServiceRoute({
      method: 'post', path: `${base}/messages`, operation: `sendMessage${suffix}`, tag, status: 202, rateLimited: false,
      summary: 'Takes a message; receipts follow',
      request: { params: Params, headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }), body: Body },
      response: z.object({ id: z.string() }),
      handle: async ({ signal }, { params: { account = deps.firstAccount }, headers, body }) => {
        const { message, answer } = await takeMessage(deps, { account, key: headers['idempotency-key'] ?? body.reference, reference: body.reference, to: body.to });
        if (answer === 'hang') await endOf(AbortSignal.any([signal, deps.stopping]));
        if (answer === 'accept-late') await waitForReceipt(message, AbortSignal.any([signal, deps.stopping]));
        return { body: { id: message.id } };
      },
    }),
    definePublicServiceRoute({
      method: 'get', path: `${base}/messages`, operation: `findMessage${suffix}`, tag, rateLimited: false,
      summary: 'What became of a message, by the reference of whoever sent it',
      request: { params: Params, query: z.object({ reference: z.string().min(1).max(200) }) },
      response: z.object({ items: z.array(KnownMessage) }),
      handle: (_context, { params: { account = deps.firstAccount }, query }) => {
        const found = deps.book.describeByReference(account, query.reference);
        return { body: { items: found === null ? [] : [found] } };
      },
    }),
    definePublicServiceRoute({
      method: 'get', path: `${base}/messages/:id`, operation: `getMessage${suffix}`, tag, rateLimited: false,
      summary: 'What became of a message',
      request: { params: Params.extend({ id: z.string().max(100) }) },
      response: KnownMessage,
      handle: (_context, { params: { account = deps.firstAccount, id } }) => {
        const found = deps.book.describe(account, id);
        if (found === null) throw new CarillonError('not-found', 'There is no such message, or it is long forgotten.');
        return { body: found };
      },
    }),
  ];
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
