import { z } from 'zod';
import { Permission } from '../operator/permissions.ts';
import { Operator } from '../operator/schema.ts';

export const SignIn = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

/** Who the dashboard is talking as, and what it may offer. */
export const Session = z.object({
  operator: Operator,
  permissions: z.array(Permission),
  expiresAt: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;

export const DevSession = Session.extend({ token: z.string().describe('The same session, for use as a Bearer token') });
export type DevSession = z.infer<typeof DevSession>;

/** What the sign-in page may offer, readable without signing in. */
export const AuthMethods = z.object({ password: z.literal(true), devLogin: z.boolean(), localMode: z.boolean() });
export type AuthMethods = z.infer<typeof AuthMethods>;
