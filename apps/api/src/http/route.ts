import { CarillonError, type Permission } from '@carillon/domain';
import { createRouteDefiners, type PublicContext as ContextOf, type RequestContext as AdmittedContextOf, type Route as RouteOf } from '@carillon/http';
import type { Actor } from './actor.ts';

export { noContent } from '@carillon/http';
export type PublicContext = ContextOf<Actor>;
export type RequestContext = AdmittedContextOf<Actor>;

/** `public`: anybody; `signed-in`: any operator or key; `session`: any operator, and no key; else the permission that the actor must hold. */
export type Access = 'public' | 'signed-in' | 'session' | Permission;
type GuardedAccess = Exclude<Access, 'public'>;
export type Route = RouteOf<Actor, GuardedAccess>;

/**
 * `defineRoute` declares a route that needs an operator or a key, `definePublicRoute` one that anybody may call. It is
 * served, guarded and documented from this one declaration:
 *
 *     defineRoute({
 *       method: 'post', path: '/api/v1/notifications', operation: 'createNotification', tag: 'Notifications',
 *       summary: 'Accept a notification', access: 'notifications:write', status: 202,
 *       request: { headers: z.object({ 'idempotency-key': z.string().max(200).optional() }), body: CreateNotification },
 *       response: AcceptedNotification,
 *       handle: async (context, { headers, body }) => {
 *         const accepted = await createNotification(deps, context, body);
 *         return { body: accepted, headers: { location: `/api/v1/notifications/${accepted.id}` } };
 *       },
 *     })
 *
 * `create…Router(deps)` returns a list of these; `route-table.ts` holds the table of all lists. Refusals are thrown
 * (`CarillonError`), answers are cut to what `response` declares.
 */
export const { defineRoute, definePublicRoute } = createRouteDefiners<Actor, GuardedAccess>(requireActor);

function requireActor(actor: Actor | null, access: GuardedAccess): Actor {
  if (actor === null) throw new CarillonError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer …".');
  if (access === 'signed-in') return actor;
  if (access === 'session') {
    if (actor.session === null) throw new CarillonError('forbidden', 'This is for operators who are signed in; an API key has no session.');
    return actor;
  }
  if (!actor.permissions.includes(access)) {
    throw new CarillonError('forbidden', `This needs the permission ${access}, which ${actor.requester.name} does not have.`);
  }
  return actor;
}
