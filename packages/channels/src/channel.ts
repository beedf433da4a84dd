import type { ChannelName, EmailMessage, SendOutcome } from '@carillon/domain';

export interface SendOptions {
  /** Gives up. What it came to depends on how far the message was; a message that may have left is `ambiguous`. */
  signal?: AbortSignal | undefined;
  /**
   * Awaited once, before the first byte of the message can reach the provider and after everything that can be
   * refused without the message has been. If it throws, nothing is sent and `send` throws the same error.
   */
  onHandOver(): Promise<void>;
}

/** A way for messages to leave, over one account of one provider. */
export interface Channel {
  readonly name: ChannelName;
  /** Names the account in logs and attempts, like `smtp:127.0.0.1:4025` or `gmail:ops@example.com`; never a secret. */
  readonly provider: string;
  /** Resolves to what the attempt came to. Never throws for what a provider does or fails to do. */
  send(message: EmailMessage, options: SendOptions): Promise<SendOutcome>;
  /** Resolves when the provider is reachable and accepts our credentials; throws with the reason in words. */
  verify(): Promise<void>;
  /** Refuses new messages, finishes those in flight, closes the connections. Can be called twice. */
  close(): Promise<void>;
}
