import type { CreateUser, RecordConsent, UpdateUser, User, UserId } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { z } from 'zod';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import { askService } from '../data-services/ask-service.ts';
import type { RequestContext } from '../http/route.ts';

export interface ChangeUserDeps {
  mongo: Pick<MongoServiceClient, 'createUser' | 'updateUser' | 'deleteUser' | 'recordConsent'>;
  audit: AuditTrail;
}

/** Adds a user; with an id of its own the request may be repeated. */
export function createUser(deps: ChangeUserDeps, context: RequestContext, body: z.input<typeof CreateUser>): Promise<User> {
  return changeUser(deps, context, { action: 'user.created', id: body.id ?? body.email, changes: given(body) }, (call) => deps.mongo.createUser({ body }, call));
}

export function updateUser(deps: ChangeUserDeps, context: RequestContext, id: UserId, body: UpdateUser): Promise<User> {
  return changeUser(deps, context, { action: 'user.changed', id, changes: given(body) }, (call) => deps.mongo.updateUser({ params: { id }, body }, call));
}

/** What was sent to the user stays in the logs. */
export function deleteUser(deps: ChangeUserDeps, context: RequestContext, id: UserId): Promise<User> {
  return changeUser(deps, context, { action: 'user.deleted', id, changes: {} }, (call) => deps.mongo.deleteUser({ params: { id } }, call));
}

/** Notes what a user decided, as told to whoever asks for it. */
export function recordConsent(deps: ChangeUserDeps, context: RequestContext, id: UserId, body: Omit<RecordConsent, 'source'>): Promise<User> {
  const { kind, name } = context.actor.requester;
  return changeUser(deps, context, { action: 'user.consent-recorded', id, changes: given(body) }, (call) => deps.mongo.recordConsent({ params: { id }, body: { ...body, source: `${kind}: ${name}`.slice(0, 100) } }, call));
}

function changeUser(
  { audit }: ChangeUserDeps,
  context: RequestContext,
  { action, id, changes }: { action: AuditedChange['action']; id: string; changes: AuditedChange['changes'] },
  perform: (call: { requestId: string; signal: AbortSignal }) => Promise<User>,
): Promise<User> {
  const { requestId, signal } = context;
  return audit.record(context, { action, subject: { kind: 'user', id }, changes }, () => askService(() => perform({ requestId, signal })));
}

function given(body: object): AuditedChange['changes'] {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
