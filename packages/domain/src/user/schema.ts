import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { Category, EmailAddress, HeaderText } from '../notification/schema.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

export const UserStatus = z.enum(['active', 'deactivated']);
export type UserStatus = z.infer<typeof UserStatus>;

/** IANA name, e.g. Europe/Berlin. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'is not a time zone of the IANA database, like Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const Instant = z.iso.datetime();
const GivenInstant = z.iso.datetime({ offset: true });

/** A person we send to. */
export const User = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  timeZone: z.string().describe('IANA name, e.g. Europe/Berlin'),
  locale: z.string().describe('BCP 47, e.g. de-DE'),
  status: UserStatus,
  unsubscribedFrom: z.array(z.string()).describe('Categories the user does not want; "all" stands for every one'),
  lastActiveAt: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  deactivatedAt: Instant.nullable(),
  deactivationReason: z.string().nullable(),
});
export type User = z.infer<typeof User>;
export const UserPage = pageOf(User);

const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'must be a language tag, like de or de-DE');
const UnsubscribedFrom = z.array(Category).max(50);

/** Body of `POST /users`. With an id of its own the request may be repeated: the same content is taken once. */
export const CreateUser = z.strictObject({
  id: UserId.optional(),
  name: HeaderText.max(200),
  email: EmailAddress,
  timeZone: TimeZone.default('UTC'),
  locale: Locale.default('en'),
  unsubscribedFrom: UnsubscribedFrom.optional(),
  lastActiveAt: GivenInstant.optional(),
  lastLoginAt: GivenInstant.optional(),
  createdAt: GivenInstant.describe('When the user joined. Left out: the earliest sign of life that is given, or now').optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;
export const userCsvColumns = ['id', 'name', 'email', 'timeZone', 'locale', 'lastActiveAt', 'lastLoginAt', 'createdAt'] as const;

/** Body of `PATCH /users/:id`: what is left out stays. Repeating it changes nothing more. */
export const UpdateUser = z.strictObject({
  name: HeaderText.max(200).optional(),
  email: EmailAddress.optional(),
  timeZone: TimeZone.optional(),
  locale: Locale.optional(),
  unsubscribedFrom: UnsubscribedFrom.optional(),
  status: z.literal('active').describe('Brings a deactivated user back, which counts as a sign of life').optional(),
  lastActiveAt: GivenInstant.describe('Moves forward, never back').optional(),
});
export type UpdateUser = z.infer<typeof UpdateUser>;

/** Users by id (those that exist, all on one page), or all newest first; `search` and `status` narrow either. */
export const ListUsers = PageQuery.extend({
  ids: listOf(UserId, { max: 200 }).optional(),
  status: UserStatus.optional(),
  search: z.string().min(1).max(100).describe('The beginning of words of the name or the address, or an id').optional(),
});
export type ListUsers = z.infer<typeof ListUsers>;
/** Active users who did nothing since `before`, longest silent first. Who never did anything counts from `createdAt`. */
export const ListInactiveUsers = PageQuery.extend({ before: GivenInstant, after: GivenInstant.describe('Leaves out who is silent since before this instant').optional() });
export type ListInactiveUsers = z.infer<typeof ListInactiveUsers>;

/** Body of `POST /users/:id/deactivate`: refused when the user was active after `inactiveSince`. */
export const DeactivateUser = z.strictObject({ inactiveSince: GivenInstant, reason: z.string().min(1).max(200) });
export type DeactivateUser = z.infer<typeof DeactivateUser>;

/** What a command came to: `changed` is false when the user was in that state before. */
export const UserChange = z.object({ changed: z.boolean(), user: User });
export type UserChange = z.infer<typeof UserChange>;
