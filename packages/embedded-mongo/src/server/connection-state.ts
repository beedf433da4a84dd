import type { ScramConversation } from './scram.ts';

/** What the server remembers of one connection. */
export interface ConnectionState {
  readonly id: number;
  readonly remoteAddress: string;
  authenticated: boolean;
  conversation: ScramConversation | undefined;
  closed: boolean;
}
