import { setTimeout as delay } from 'node:timers/promises';
import { InboxSummary } from '@carillon/domain';
import { EventSourceParserStream } from 'eventsource-parser/stream';

export interface FollowInboxOptions {
  baseUrl: string;
  /** Told of every message that comes while the connection stands. */
  onReceived(message: InboxSummary): void;
  /** Told when the connection was lost; it is opened again after `retryMs`. */
  onInterrupted(error: unknown): void;
  retryMs: number;
}

/** Listens to the mail sandbox (server-sent events) until `close`. */
export function followInbox(options: FollowInboxOptions): { close(): void } {
  const closing = new AbortController();
  const { signal } = closing;
  const follow = async () => {
    while (!signal.aborted) {
      try {
        await readStream(options, signal);
      } catch (error) {
        if (!signal.aborted) options.onInterrupted(error);
      }
      // Rejects when closed while waiting, which ends the loop as well as anything.
      await delay(options.retryMs, undefined, { signal, ref: false });
    }
  };
  follow().catch(() => undefined);
  return { close: () => closing.abort() };
}

async function readStream({ baseUrl, onReceived }: FollowInboxOptions, signal: AbortSignal): Promise<void> {
  const response = await fetch(`${baseUrl}/messages/stream`, { signal, headers: { accept: 'text/event-stream' } });
  if (!response.ok || response.body === null) throw new Error(`the mail sandbox answered ${response.status}`);
  for await (const { data } of response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
    const message = InboxSummary.safeParse(JSON.parse(data));
    if (message.success) onReceived(message.data);
  }
}
