import type { Operator, Permission, Requester } from '@carillon/domain';

/** Who is asking: an operator with a session, or a REST client with an API key. */
export interface Actor {
  /** How this actor is named in timelines and in the audit log. */
  requester: Requester;
  permissions: readonly Permission[];
  credential: 'cookie' | 'session-token' | 'api-key';
  /** The session behind the credential; null for an API key. */
  session: ActorSession | null;
}

export interface ActorSession {
  id: string;
  /** Of the account, as the session was made under. */
  version: number;
  operator: Operator;
  hasPassword: boolean;
  expiresAt: Date;
}

/** A key that is the same for every request of one actor: rate limits and idempotency keys are kept under it. */
export function actorKey(actor: Actor): string {
  return `${actor.requester.kind}:${actor.requester.id}`;
}
