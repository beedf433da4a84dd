import { AuthMethods, CarillonError, ChangePassword, DevSession, OperatorRole, Session, SignIn } from '@carillon/domain';
import { z } from 'zod';
import { definePublicRoute, defineRoute, noContent, type Route } from '../http/route.ts';
import { changePassword, type ChangePasswordDeps } from './change-password.ts';
import { devLogin, type DevLoginDeps } from './dev-login.ts';
import type { SessionCookie } from './session-cookie.ts';
import { signIn, type SignInDeps } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { describeSession } from './start-session.ts';

const tag = 'Sign-in';

export function createAuthRouter(deps: SignInDeps & DevLoginDeps & ChangePasswordDeps & { cookie: SessionCookie; localMode: boolean }): readonly Route[] {
  return [
    definePublicRoute({
      method: 'get', path: '/api/v1/auth/methods', operation: 'listAuthMethods', tag,
      summary: 'How one can sign in here',
      request: {},
      response: AuthMethods,
      handle: () => ({ body: { password: true as const, devLogin: deps.devLoginAllowed, localMode: deps.localMode } }),
    }),
    definePublicRoute({
      method: 'post', path: '/api/v1/auth/sign-in', operation: 'signIn', tag,
      summary: 'Sign in with e-mail address and password',
      description: 'Answers with the session, and sets it as an httpOnly cookie. Ten tries per account and address in 15 minutes.',
      request: { body: SignIn },
      response: Session,
      handle: async (context, { body }) => {
        const { session, token, expiresAt } = await signIn(deps, context, body);
        return { body: session, headers: { 'set-cookie': deps.cookie.set(token, expiresAt) } };
      },
    }),
    definePublicRoute({
      method: 'post', path: '/api/v1/auth/dev-login', operation: 'devLogin', tag,
      summary: 'Sign in without a password, in development',
      description: 'Only with AUTH_DEV_LOGIN=true, never in production. The token can be used as a Bearer token.',
      request: { body: z.strictObject({ role: OperatorRole.default('admin') }).prefault({}) },
      response: DevSession,
      handle: async (context, { body }) => {
        const { session, token, expiresAt } = await devLogin(deps, context, body.role);
        return { body: { ...session, token }, headers: { 'set-cookie': deps.cookie.set(token, expiresAt) } };
      },
    }),
    defineRoute({
      method: 'get', path: '/api/v1/auth/session', operation: 'getSession', tag,
      summary: 'Who is signed in, and what they may do',
      access: 'signed-in',
      request: {},
      response: Session,
      handle: ({ actor: { session } }) => {
        if (session === null) throw new CarillonError('not-found', 'An API key has no session.');
        return { body: describeSession(session) };
      },
    }),
    defineRoute({
      method: 'post', path: '/api/v1/auth/password', operation: 'changePassword', tag,
      summary: "Change one's own password",
      description: 'Asks for the present one, ten times in 15 minutes at most. All sessions of the operator end; the answer starts a new one, and sets it as an httpOnly cookie.',
      access: 'session',
      request: { body: ChangePassword },
      response: Session,
      handle: async (context, { body }) => {
        const { session, token, expiresAt } = await changePassword(deps, context, body);
        return { body: session, headers: { 'set-cookie': deps.cookie.set(token, expiresAt) } };
      },
    }),
    definePublicRoute({
      method: 'post', path: '/api/v1/auth/sign-out', operation: 'signOut', tag,
      summary: 'End this session',
      description: 'The cookie and the token are worth nothing afterwards. Does nothing for whoever is not signed in.',
      request: {},
      response: noContent,
      handle: async (context) => {
        await signOut(deps, context);
        return { body: undefined, headers: { 'set-cookie': deps.cookie.clear() } };
      },
    }),
  ];
}
