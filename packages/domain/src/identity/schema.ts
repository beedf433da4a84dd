import { z } from 'zod';

/** `ntf_` + ULID and the like: the prefix tells a reader (and the search box) what a pasted id is. */
function prefixedId<Brand extends string>(prefix: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `must look like ${prefix}_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q`)
    .brand<Brand>();
}

export const NotificationId = prefixedId<'NotificationId'>('ntf');
export type NotificationId = z.infer<typeof NotificationId>;
export const OperatorId = prefixedId<'OperatorId'>('opr');
export type OperatorId = z.infer<typeof OperatorId>;
export const ApiKeyId = prefixedId<'ApiKeyId'>('key');
export type ApiKeyId = z.infer<typeof ApiKeyId>;
export const AuditEntryId = prefixedId<'AuditEntryId'>('aud');
export type AuditEntryId = z.infer<typeof AuditEntryId>;
export const InboxMessageId = prefixedId<'InboxMessageId'>('msg');
export type InboxMessageId = z.infer<typeof InboxMessageId>;
export const RunId = prefixedId<'RunId'>('run');
export type RunId = z.infer<typeof RunId>;
export const SegmentId = prefixedId<'SegmentId'>('seg');
export type SegmentId = z.infer<typeof SegmentId>;
export const CampaignId = prefixedId<'CampaignId'>('cmp');
export type CampaignId = z.infer<typeof CampaignId>;
export const CommunicationLogId = prefixedId<'CommunicationLogId'>('com');
export type CommunicationLogId = z.infer<typeof CommunicationLogId>;
export const ReceiptId = prefixedId<'ReceiptId'>('rcp');
export type ReceiptId = z.infer<typeof ReceiptId>;

/** Makes new identifiers; injected so that tests can foretell them. `ulid` must return a Crockford base-32 ULID. */
export function createIdSource(ulid: () => string) {
  return {
    notification: (): NotificationId => NotificationId.parse(`ntf_${ulid()}`),
    operator: (): OperatorId => OperatorId.parse(`opr_${ulid()}`),
    apiKey: (): ApiKeyId => ApiKeyId.parse(`key_${ulid()}`),
    auditEntry: (): AuditEntryId => AuditEntryId.parse(`aud_${ulid()}`),
    inboxMessage: (): InboxMessageId => InboxMessageId.parse(`msg_${ulid()}`),
    run: (): RunId => RunId.parse(`run_${ulid()}`),
    segment: (): SegmentId => SegmentId.parse(`seg_${ulid()}`),
    campaign: (): CampaignId => CampaignId.parse(`cmp_${ulid()}`),
    receipt: (): ReceiptId => ReceiptId.parse(`rcp_${ulid()}`),
    communicationLog: (): CommunicationLogId => CommunicationLogId.parse(`com_${ulid()}`),
  };
}
export type IdSource = ReturnType<typeof createIdSource>;

/** Who asked for something: shown in timelines and in the audit log. */
export const Requester = z.object({
  kind: z.enum(['operator', 'api-key', 'rule', 'system']),
  id: z.string(),
  name: z.string(),
});
export type Requester = z.infer<typeof Requester>;
