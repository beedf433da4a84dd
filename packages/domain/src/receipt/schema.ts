import { z } from 'zod';
import { ReceiptId } from '../identity/schema.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { ProviderName } from '../provider/schema.ts';

const Instant = z.iso.datetime();

/** What a provider reports of an attempt, or of a message. */
export const ReceiptType = z.enum(['sent', 'failed', 'bounced', 'complained']);
export type ReceiptType = z.infer<typeof ReceiptType>;

/**
 * What became of a receipt.
 * - `waiting`: stored, not looked at yet. - `early`: its attempt is still under way; it is looked at again.
 * - `applied`: it moved its message. - `late`: its message had gone on. - `repeated`: it said what was known.
 * - `unknown-message`: it is about nothing that we have. - `forged`: not signed by the provider; nothing in it is believed.
 * - `unreadable`: signed by the provider, and not understood.
 */
export const ReceiptState = z.enum(['waiting', 'early', 'applied', 'late', 'repeated', 'unknown-message', 'forged', 'unreadable']);
export type ReceiptState = z.infer<typeof ReceiptState>;

/** States from which a receipt can be looked at again. */
export const replayableStates: readonly ReceiptState[] = ['early', 'late', 'repeated', 'applied', 'unknown-message'];

/** The payload a vendor signs and sends (Standard Webhooks). What it says besides is kept, and not read. */
export const ReceiptEvent = z.object({
  type: z.enum(['message.sent', 'message.failed', 'message.bounced', 'message.complained']),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.object({
    messageId: z.string().min(1).max(200).nullable().default(null),
    reference: z.string().min(1).max(200).nullable().default(null),
    reason: z.string().max(500).nullable().default(null),
  }),
});
export type ReceiptEvent = z.infer<typeof ReceiptEvent>;

export const receiptTypes = { 'message.sent': 'sent', 'message.failed': 'failed', 'message.bounced': 'bounced', 'message.complained': 'complained' } as const satisfies Record<ReceiptEvent['type'], ReceiptType>;

/** A row of the list. */
export const Receipt = z.object({
  id: ReceiptId,
  provider: ProviderName,
  eventId: z.string().describe('The provider’s own id of the event; of a forged one, the id it claims'),
  state: ReceiptState,
  explanation: z.string().nullable().describe('Why it is in this state, where there is more to say'),
  type: ReceiptType.nullable(),
  reference: z.string().nullable(),
  messageId: z.string().nullable().describe('The notification or the campaign’s log row it is about'),
  providerMessageId: z.string().nullable(),
  reason: z.string().nullable().describe('What the provider says of it'),
  occurredAt: Instant.nullable(),
  receivedAt: Instant,
  deliveries: z.int().describe('How many times the provider sent it'),
  tries: z.int().describe('How many times it was looked at'),
  nextTryAt: Instant.nullable(),
  settledAt: Instant.nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

export const ReceiptDetail = Receipt.extend({ body: z.string().describe('As it came, byte for byte; of a forged one, the beginning') });
export type ReceiptDetail = z.infer<typeof ReceiptDetail>;

/** Filters of the list, as query parameters; all of them must hold. */
export const ReceiptFilter = z.strictObject({
  state: listOf(ReceiptState, { max: 8 }).describe('One state, or several separated by commas. `repeated` finds those that came more than once, too').optional(),
  provider: ProviderName.optional(),
  search: z.string().trim().min(1).max(200).describe('A message’s id, a reference, the provider’s id of the message or of the event, or a receipt’s own id').optional(),
});
export type ReceiptFilter = z.infer<typeof ReceiptFilter>;

export const ListReceiptsQuery = ReceiptFilter.extend(PageQuery.shape);
export type ListReceiptsQuery = z.infer<typeof ListReceiptsQuery>;
export const ReceiptPage = pageOf(Receipt);
export type ReceiptPage = z.infer<typeof ReceiptPage>;

export const AcceptedReceipt = z.object({ id: ReceiptId.nullable(), repeated: z.boolean() });
export type AcceptedReceipt = z.infer<typeof AcceptedReceipt>;
