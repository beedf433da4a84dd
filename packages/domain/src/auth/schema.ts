import { z } from 'zod';
import { Permission } from '../operator/permissions.ts';
import { NewPassword, Operator } from '../operator/schema.ts';

export const SignIn = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

export const ChangePassword = z
  .strictObject({ currentPassword: SignIn.shape.password, newPassword: NewPassword })
  .refine(({ currentPassword, newPassword }) => newPassword !== currentPassword, { path: ['newPassword'], message: 'must be another one than the present password' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** Who the dashboard is talking as, and what it may offer. */
export const Session = z.object({
  operator: Operator,
  permissions: z.array(Permission),
  expiresAt: z.iso.datetime(),
  hasPassword: z.boolean().describe('False where the operator signs in by dev login only: there is no password to change'),
});
export type Session = z.infer<typeof Session>;

export const DevSession = Session.extend({ token: z.string().describe('The same session, for use as a Bearer token') });
export type DevSession = z.infer<typeof DevSession>;

/** What the sign-in page may offer, readable without signing in. */
export const AuthMethods = z.object({ password: z.literal(true), devLogin: z.boolean(), localMode: z.boolean() });
export type AuthMethods = z.infer<typeof AuthMethods>;
