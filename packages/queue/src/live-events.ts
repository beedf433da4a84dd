import { groupCalls, LiveEvent } from '@carillon/domain';
import type { Redis } from './connection.ts';

/** Kept for dashboards that reconnect; older ones reload instead. */
const KEPT_EVENTS = 5_000;
const MOST_TOGETHER = 100;

/** What happened, in order, for dashboards. Redis Streams give each event the id that SSE's `Last-Event-ID` resumes from. */
export interface LiveEventPublisher {
  /** Rejects while Redis is away; nothing depends on an event being delivered. */
  publish(event: LiveEvent): Promise<void>;
}

export function createLiveEventPublisher({ client, prefix }: { client: Redis; prefix: string }): LiveEventPublisher {
  /** Events that come at the same time go in one round trip, in their order. */
  const append = groupCalls<LiveEvent, undefined>({
    most: MOST_TOGETHER,
    async run(events) {
      const pipeline = client.pipeline();
      for (const event of events) pipeline.xadd(streamKey(prefix), 'MAXLEN', '~', KEPT_EVENTS, '*', 'event', JSON.stringify(event));
      const failed = (await pipeline.exec())?.find(([error]) => error !== null);
      if (failed?.[0] instanceof Error) throw failed[0];
      return events.map(() => undefined);
    },
  });
  return { publish: append };
}

export interface StoredLiveEvent {
  id: string;
  event: LiveEvent;
}

/**
 * Follows the stream on a connection of its own (role `blocking`) and hands every event to all listeners. One reader
 * serves all open dashboards of a process.
 */
export function createLiveEventReader({ client, prefix, onError }: { client: Redis; prefix: string; onError(error: unknown): void }) {
  const key = streamKey(prefix);
  const listeners = new Set<(stored: StoredLiveEvent) => void>();
  let closed = false;

  async function follow(): Promise<void> {
    let last = await newestId();
    while (!closed) {
      try {
        const answer = await client.xread('COUNT', 500, 'BLOCK', 5_000, 'STREAMS', key, last);
        for (const [id, fields] of answer?.[0]?.[1] ?? []) {
          last = id;
          if (listeners.size === 0) continue;
          const stored = toStored(id, fields);
          if (stored !== null) for (const listener of listeners) listener(stored);
        }
      } catch (error) {
        if (closed) return;
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async function newestId(): Promise<string> {
    for (;;) {
      try {
        const newest = await client.xrevrange(key, '+', '-', 'COUNT', 1);
        return newest[0]?.[0] ?? '0-0';
      } catch (error) {
        if (closed) return '0-0';
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  return {
    start(): void {
      follow().catch(onError);
    },
    listen(listener: (stored: StoredLiveEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close(): void {
      closed = true;
      client.disconnect();
    },
  };
}
export type LiveEventReader = ReturnType<typeof createLiveEventReader>;

/** Events after `lastId`, oldest first, or null when some of them are no longer kept: then only a reload tells the truth. */
export async function readLiveEventsAfter({ client, prefix, lastId }: { client: Redis; prefix: string; lastId: string }): Promise<StoredLiveEvent[] | null> {
  const key = streamKey(prefix);
  const oldest = await client.xrange(key, '-', '+', 'COUNT', 1);
  const oldestId = oldest[0]?.[0];
  if (oldestId === undefined || compareIds(lastId, oldestId) < 0) return null;
  const entries = await client.xrange(key, `(${lastId}`, '+', 'COUNT', KEPT_EVENTS);
  return entries.map(([id, fields]) => toStored(id, fields)).filter((stored) => stored !== null);
}

function toStored(id: string, fields: readonly string[]): StoredLiveEvent | null {
  const parsed = LiveEvent.safeParse(JSON.parse(fields[1] ?? 'null'));
  return parsed.success ? { id, event: parsed.data } : null;
}

function compareIds(one: string, other: string): number {
  const [oneTime = 0, oneSequence = 0] = one.split('-').map(Number);
  const [otherTime = 0, otherSequence = 0] = other.split('-').map(Number);
  return oneTime - otherTime || oneSequence - otherSequence;
}

function streamKey(prefix: string): string {
  return `${prefix}:live-events`;
}
