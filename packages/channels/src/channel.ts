import type { ChannelName, OutgoingMessage, SendOutcome } from '@carillon/domain';

export interface SendOptions {
  /** Gives up. What it came to depends on how far the message was; a message that may have left is `ambiguous`. */
  signal?: AbortSignal | undefined;
  /**
   * Awaited once, before the first byte of the message can reach the provider and after everything that can be
   * refused without the message has been. If it throws, nothing is sent and `send` throws the same error.
   */
  onHandOver(): Promise<void>;
}

/** Which message a provider is asked about: by its own id where it gave one, else by our reference. */
export interface MessageQuestion {
  providerMessageId: string | null;
  reference: string;
}

/**
 * What a provider knows of a message. `pending`: it has it, and has not decided. `not-found`: it never took it.
 * `unavailable`: it could not be asked now. `cannot-tell`: this kind of provider keeps no such record.
 */
export type MessageReport =
  | { kind: 'found'; status: 'pending' | 'sent' | 'failed' | 'bounced' | 'complained'; providerMessageId: string; reason: string | null }
  | { kind: 'not-found' }
  | { kind: 'unavailable'; reason: string }
  | { kind: 'cannot-tell' };

/** A way for messages to leave, over one account of one provider. */
export interface Channel {
  readonly name: ChannelName;
  /** Names the account in logs and attempts, like `smtp:127.0.0.1:4025` or `gmail:ops@example.com`; never a secret. */
  readonly provider: string;
  /** Resolves to what the attempt came to. Never throws for what a provider does or fails to do. */
  send(message: OutgoingMessage, options: SendOptions): Promise<SendOutcome>;
  /** Asks what became of a message, for one whose receipt never came. Never throws for what a provider does. */
  ask(question: MessageQuestion, options?: { signal?: AbortSignal | undefined }): Promise<MessageReport>;
  /** Resolves when the provider is reachable and accepts our credentials; throws with the reason in words. */
  verify(): Promise<void>;
  /** Refuses new messages, finishes those in flight, closes the connections. Can be called twice. */
  close(): Promise<void>;
}
