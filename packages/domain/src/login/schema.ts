import { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

/** Body of `POST /logins`. `id` makes it repeatable: a login with an id that is known changes nothing. */
export const RecordLogin = z.strictObject({
  id: z.string().min(1).max(100).optional(),
  userId: UserId,
  at: z.iso.datetime({ offset: true }).describe('Left out: now').optional(),
});
export type RecordLogin = z.infer<typeof RecordLogin>;

/** One sign-in of a user. It moves `lastLoginAt` and `lastActiveAt` forward, never back. */
export const Login = z.object({ id: z.string(), userId: UserId, at: z.iso.datetime() });
export type Login = z.infer<typeof Login>;
export const LoginPage = pageOf(Login);

/** The sign-ins of one user, newest first, as long as single ones are kept. */
export const ListLogins = PageQuery.extend({ userId: UserId });
export type ListLogins = z.infer<typeof ListLogins>;
