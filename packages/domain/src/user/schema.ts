import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { EmailAddress, HeaderText } from '../notification/schema.ts';
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
  lastActiveAt: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  deactivatedAt: Instant.nullable(),
  deactivationReason: z.string().nullable(),
});
export type User = z.infer<typeof User>;
export const UserPage = pageOf(User);

const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'must be a language tag, like de or de-DE');

/** Body of `POST /users`. With an id of its own the request may be repeated: the same content is taken once. */
export const CreateUser = z.strictObject({
  id: UserId.optional(),
  name: HeaderText.max(200),
  email: EmailAddress,
  timeZone: TimeZone.default('UTC'),
  locale: Locale.default('en'),
  lastActiveAt: GivenInstant.optional(),
  lastLoginAt: GivenInstant.optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;
export const userCsvColumns = ['id', 'name', 'email', 'timeZone', 'locale', 'lastActiveAt', 'lastLoginAt'] as const;

/** Users by id (those that exist, in no order), or all by id; `status` narrows either. */
export const ListUsers = PageQuery.extend({ ids: listOf(UserId, { max: 200 }).optional(), status: UserStatus.optional() });
/** Active users who did nothing since `before`, longest silent first. Who never did anything counts from `createdAt`. */
export const ListInactiveUsers = PageQuery.extend({ before: GivenInstant, after: GivenInstant.describe('Leaves out who is silent since before this instant').optional() });

/** Body of `POST /users/:id/deactivate`: refused when the user was active after `inactiveSince`. */
export const DeactivateUser = z.strictObject({ inactiveSince: GivenInstant, reason: z.string().min(1).max(200) });
export type DeactivateUser = z.infer<typeof DeactivateUser>;

/** What a command came to: `changed` is false when the user was in that state before. */
export const UserChange = z.object({ changed: z.boolean(), user: User });
export type UserChange = z.infer<typeof UserChange>;
