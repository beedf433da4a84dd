import { z } from 'zod';
import { TRANSACTIONAL_CATEGORY } from '../category/categories.ts';
import { AttemptOutcome, ChannelName } from '../channel/schema.ts';
import { NotificationId, Requester } from '../identity/schema.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { NotificationEvent, NotificationStatus } from './status.ts';

/** A plain address. Display names, lists and line breaks are refused: one message goes to one user. */
export const EmailAddress = z.email('must be a plain e-mail address, like ada@example.com').max(254);

/** One header line. Control characters would let a value open a header of its own (CWE-93). */
export const HeaderText = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line, without control characters');

export const Category = z.string().regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be a lower-case word, like billing or product-news');
export const TemplateName = z.string().min(1, { error: 'is required', abort: true }).regex(/^[a-z][a-z0-9-]{0,79}$/, 'must be lower-case words joined by hyphens');
export const TemplateData = z.record(z.string().max(100), z.json());
export const NotificationPriority = z.enum(['high', 'normal', 'low']);
export type NotificationPriority = z.infer<typeof NotificationPriority>;

const MAX_BODY_CHARACTERS = 200_000;
const Body = z.string().min(1).max(MAX_BODY_CHARACTERS);

/** Body of `POST /api/v1/notifications`: a template with its data, or finished content; never both. */
export const CreateNotification = z
  .strictObject({
    channel: ChannelName.default('email'),
    to: EmailAddress,
    template: TemplateName.optional(),
    data: TemplateData.optional(),
    subject: HeaderText.optional(),
    text: Body.optional(),
    html: Body.optional(),
    category: Category.default(TRANSACTIONAL_CATEGORY),
    sendAt: z.iso.datetime({ offset: true }).describe('Not before this instant; RFC 3339 with an offset. No later than a day before what a message says is no longer kept (90 days from now by default)').optional(),
    priority: NotificationPriority.default('normal'),
  })
  .superRefine((value, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (value.template === undefined) {
      if (value.subject === undefined) refuse('subject', 'is required when no template is given');
      if (value.text === undefined && value.html === undefined) refuse('text', 'give text, html or both when no template is given');
      if (value.data !== undefined) refuse('data', 'belongs to a template: name the template too');
      return;
    }
    for (const field of ['subject', 'text', 'html'] as const) {
      if (value[field] !== undefined) refuse(field, 'comes from the template: leave it out');
    }
  })
  .meta({
    examples: [
      { to: 'ada@example.com', subject: 'Your order is on its way', text: 'It left our warehouse today.', category: 'orders' },
      { to: 'ada@example.com', template: 'test-email', data: {} },
    ],
  });
export type CreateNotification = z.infer<typeof CreateNotification>;

/** Body of `POST /api/v1/test-emails`: a template with trial data, to an address of the operator's choice. */
export const CreateTestEmail = z.strictObject({
  to: EmailAddress,
  template: TemplateName.default('test-email'),
  data: TemplateData.default({}),
});
export type CreateTestEmail = z.infer<typeof CreateTestEmail>;

export const AcceptedNotification = z.object({ id: NotificationId, status: NotificationStatus });
export type AcceptedNotification = z.infer<typeof AcceptedNotification>;

const Instant = z.iso.datetime();

/** One try to hand a message to a provider. `handedOverAt` is null while the provider can not have the message yet. */
export const Attempt = z.object({
  number: z.int().positive(),
  provider: z.string(),
  startedAt: Instant,
  handedOverAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: AttemptOutcome.nullable(),
  code: z.int().nullable().describe('SMTP or HTTP status the provider answered'),
  text: z.string().nullable().describe('What the provider answered, verbatim'),
  reason: z.string().nullable().describe('What it means, in words'),
  providerMessageId: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

export const TimelineEntry = z.object({
  at: Instant,
  event: z.union([NotificationEvent, z.literal('created')]),
  status: NotificationStatus,
  reason: z.string().nullable(),
  by: Requester.nullable(),
  attempt: z.int().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** A row of the log. */
export const NotificationSummary = z.object({
  id: NotificationId,
  status: NotificationStatus,
  reason: z.string().nullable().describe('Why it is in this state, in words; null when there is nothing to say'),
  channel: ChannelName,
  to: z.string(),
  userId: z.string().nullable().describe('Whom it is for; null when only an address was given'),
  paymentId: z.string().nullable().default(null).describe('The payment that a rule sent it for; null when it is about none'),
  subject: z.string(),
  category: z.string(),
  rule: z.string().nullable(),
  template: z.object({ name: z.string(), version: z.int() }).nullable(),
  tags: z.array(z.string()),
  priority: NotificationPriority,
  attemptCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  sendAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  sentAt: Instant.nullable(),
});
export type NotificationSummary = z.infer<typeof NotificationSummary>;

export const NotificationDetail = NotificationSummary.extend({
  maxAttempts: z.int(),
  timeZone: z.string().nullable().describe('Of the user, when it was made'),
  occurrence: z.object({ subjectId: z.string(), slot: z.string() }).nullable().describe('What a rule sent it for, e.g. payment inv-42, three days before'),
  lease: z.object({ owner: z.string(), until: Instant }).nullable().describe('Who is sending it right now'),
  attempts: z.array(Attempt),
  timeline: z.array(TimelineEntry),
  requestedBy: Requester,
  requestId: z.string(),
  idempotencyKey: z.string().nullable(),
  messageId: z.string(),
});
export type NotificationDetail = z.infer<typeof NotificationDetail>;

/** What was (or will be) sent, exactly as rendered when it was accepted. */
export const NotificationContent = z.object({
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});
export type NotificationContent = z.infer<typeof NotificationContent>;

/** What failures without a reason are shown, and asked for, as. */
export const noReason = 'No reason was given';

/** Filters of the log, as query parameters; all of them must hold. */
export const NotificationFilter = z.strictObject({
  status: listOf(NotificationStatus, { max: 20 }).describe('One state, or several separated by commas').optional(),
  channel: ChannelName.optional(),
  rule: z.string().max(100).optional(),
  category: Category.optional(),
  template: TemplateName.optional(),
  tag: z.string().max(50).optional(),
  recipient: z.string().max(254).describe('The exact address').optional(),
  userId: z.string().max(64).describe('For this user, whatever the address').optional(),
  paymentId: z.string().max(64).describe('Sent by a rule for this payment').optional(),
  failure: z.string().min(1).max(2_000).describe(`Failed, came back, or is unknown, for exactly this reason; \`${noReason}\` for those without one`).optional(),
  from: z.iso.datetime({ offset: true }).describe('Created at or after').optional(),
  to: z.iso.datetime({ offset: true }).describe('Created before').optional(),
  search: z.string().trim().min(1).max(200).describe('The beginning of an address, words of the subject, or an id').optional(),
});
export type NotificationFilter = z.infer<typeof NotificationFilter>;

export const ListNotificationsQuery = NotificationFilter.extend(PageQuery.shape);
export type ListNotificationsQuery = z.infer<typeof ListNotificationsQuery>;
export const NotificationPage = pageOf(NotificationSummary);
