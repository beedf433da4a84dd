import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { Category, EmailAddress, HeaderText } from '../notification/schema.ts';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { isTimeZone } from '../instant/calendar.ts';
import { AttributeChanges, Tag, Tags, UserAttributes } from './attributes.ts';
import { Consent } from './consent.ts';

export const UserStatus = z.enum(['active', 'deactivated']);
export type UserStatus = z.infer<typeof UserStatus>;

/** IANA name, e.g. Europe/Berlin. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'is not a time zone of the IANA database, like Europe/Berlin');

const Instant = z.iso.datetime();
const GivenInstant = z.iso.datetime({ offset: true });

/** A person we send to. */
export const User = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  timeZone: z.string().describe('IANA name, e.g. Europe/Berlin'),
  locale: z.string().describe('BCP 47, e.g. de-DE'),
  // A service of one's own may know nothing of the following.
  phone: z.string().nullable().default(null).describe('E.164, e.g. +4930901820'),
  externalId: z.string().nullable().default(null).describe('What another system calls the user; unique'),
  tags: z.array(z.string()).default([]),
  attributes: UserAttributes.default({}),
  status: UserStatus,
  unsubscribedFrom: z.array(z.string()).describe('Categories the user does not want; "all" stands for every one'),
  consent: z.array(Consent).default([]).describe('The latest decision on each category that one is known of'),
  lastActiveAt: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
  createdAt: Instant,
  deactivatedAt: Instant.nullable(),
  deactivationReason: z.string().nullable(),
});
export type User = z.infer<typeof User>;
export const UserPage = pageOf(User);

export const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'must be a language tag, like de or de-DE');
const UnsubscribedFrom = z.array(Category).max(50);
export const Phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an international number, like +4930901820');
export const ExternalId = z.string().regex(/^[^\p{Cc}]{1,100}$/u, 'must be 1 to 100 characters on one line');

/** Body of `POST /users`. With an id of its own the request may be repeated: the same content is taken once. */
export const CreateUser = z.strictObject({
  id: UserId.optional(),
  name: HeaderText.max(200),
  email: EmailAddress,
  timeZone: TimeZone.default('UTC'),
  locale: Locale.default('en'),
  phone: Phone.nullable().optional(),
  externalId: ExternalId.nullable().optional(),
  tags: Tags.optional(),
  attributes: UserAttributes.optional(),
  unsubscribedFrom: UnsubscribedFrom.optional(),
  lastActiveAt: GivenInstant.optional(),
  lastLoginAt: GivenInstant.optional(),
  createdAt: GivenInstant.describe('When the user joined. Left out: the earliest sign of life that is given, or now').optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;

/** Body of `PATCH /users/:id`: what is left out stays. Repeating it changes nothing more. */
export const UpdateUser = z.strictObject({
  name: HeaderText.max(200).optional(),
  email: EmailAddress.optional(),
  timeZone: TimeZone.optional(),
  locale: Locale.optional(),
  phone: Phone.nullable().optional(),
  externalId: ExternalId.nullable().optional(),
  tags: Tags.describe('All tags of the user from now on').optional(),
  attributes: AttributeChanges.describe('What is null is taken away; what is left out stays').optional(),
  unsubscribedFrom: UnsubscribedFrom.optional(),
  status: z.literal('active').describe('Brings a deactivated user back, which counts as a sign of life').optional(),
  lastActiveAt: GivenInstant.describe('Moves forward, never back').optional(),
});
export type UpdateUser = z.infer<typeof UpdateUser>;

/** Users by id (those that exist, all on one page), or all newest first; `search`, `status` and `tag` narrow either. */
export const ListUsers = PageQuery.extend({
  ids: listOf(UserId, { max: 200 }).optional(),
  status: UserStatus.optional(),
  tag: Tag.optional(),
  search: z.string().min(1).max(100).describe('The beginning of words of the name or the address, or an id').optional(),
});
export type ListUsers = z.infer<typeof ListUsers>;
export const CountUsers = ListUsers.pick({ status: true, tag: true, search: true });
/** Active users who did nothing since `before`, longest silent first. Who never did anything counts from `createdAt`. */
export const ListInactiveUsers = PageQuery.extend({ before: GivenInstant, after: GivenInstant.describe('Leaves out who is silent since before this instant').optional() });
export type ListInactiveUsers = z.infer<typeof ListInactiveUsers>;

/** Body of `POST /users/:id/deactivate`: refused when the user was active after `inactiveSince`. */
export const DeactivateUser = z.strictObject({ inactiveSince: GivenInstant, reason: z.string().min(1).max(200) });
export type DeactivateUser = z.infer<typeof DeactivateUser>;

/** What a command came to: `changed` is false when the user was in that state before. */
export const UserChange = z.object({ changed: z.boolean(), user: User });
export type UserChange = z.infer<typeof UserChange>;
