import { createParser, type EventSourceMessage } from 'eventsource-parser';

export type LiveStatus = 'connecting' | 'open' | 'lost' | 'refused';

interface FollowOptions {
  url: string;
  fetch: typeof globalThis.fetch;
  onMessage: (message: EventSourceMessage) => void;
  /** Something may have been missed that does not come any more: called on each opening that takes up nothing, and when the server says so. */
  onGap: () => void;
  onStatus: (status: LiveStatus) => void;
  /** In [0, 1): spreads the reconnects of many dashboards after a restart. */
  random: () => number;
}

/** The server sends a heartbeat every 15 s; twice that without a byte means the connection is dead. */
const SILENCE_MS = 35_000;
const MAX_DELAY_MS = 30_000;

/** Milliseconds before reconnect number `failures` (from 1): 1 s, 2 s, 4 s … 30 s, each up to half shorter. */
export function reconnectDelay(failures: number, random: number): number {
  return Math.round(Math.min(MAX_DELAY_MS, 1_000 * 2 ** (failures - 1)) * (1 - random / 2));
}

/**
 * Follows an event stream until the returned function is called: reconnects with growing pauses and resumes behind the last
 * message by `Last-Event-ID`. A 401 ends it ("refused"). `EventSource` can do neither of: see heartbeats, keep its place after an error.
 */
export function followEvents(options: FollowOptions): () => void {
  let stopped = false;
  let lastEventId = '';
  let failures = 0;
  let connection = new AbortController();
  let wake: (() => void) | undefined;

  async function readOnce(): Promise<'refused' | 'ended'> {
    connection = new AbortController();
    let watchdog = setTimeout(() => connection.abort(), SILENCE_MS);
    try {
      const response = await options.fetch(options.url, {
        headers: { Accept: 'text/event-stream', ...(lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId }) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: connection.signal,
      });
      if (response.status === 401) return 'refused';
      if (!response.ok || response.body === null) return 'ended';
      options.onStatus('open');
      if (lastEventId === '') options.onGap();
      failures = 0;
      const parser = createParser({
        onEvent: (message) => {
          lastEventId = message.id ?? lastEventId;
          if (message.event === 'reload') options.onGap();
          else if (message.event !== 'opened') options.onMessage(message);
        },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'ended';
        clearTimeout(watchdog);
        watchdog = setTimeout(() => connection.abort(), SILENCE_MS);
        parser.feed(value);
      }
    } catch {
      return 'ended';
    } finally {
      clearTimeout(watchdog);
    }
  }

  async function follow(): Promise<void> {
    options.onStatus('connecting');
    while (!stopped) {
      const end = await readOnce();
      if (stopped) return;
      if (end === 'refused') return options.onStatus('refused');
      failures += 1;
      options.onStatus('lost');
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, reconnectDelay(failures, options.random()));
      });
    }
  }

  void follow();
  return () => {
    stopped = true;
    connection.abort();
    wake?.();
  };
}
