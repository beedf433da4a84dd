import { createUnderWay, groupCalls, LiveEvent } from '@carillon/domain';
import type { Redis } from './connection.ts';

/** Kept for dashboards that reconnect; older ones reload instead. */
const KEPT_EVENTS = 5_000;
const MOST_TOGETHER = 100;

/** What happened, in order, for dashboards. Redis Streams give each event the id that SSE's `Last-Event-ID` resumes from. */
export interface LiveEventPublisher {
  /** Rejects while Redis is away; nothing depends on an event being delivered. */
  publish(event: LiveEvent): Promise<void>;
  /** Resolves when what was to be told until now is told, or was not to be told. */
  settled(): Promise<void>;
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
  const underWay = createUnderWay();
  return { publish: (event) => underWay.add(append(event)), settled: () => underWay.settled() };
}

export interface StoredLiveEvent {
  id: string;
  event: LiveEvent;
}

export interface LiveEventListener {
  event(stored: StoredLiveEvent): void;
  /** Events may have passed that nobody can be told of any more: what was read before is read again. */
  gap(): void;
}

/** As many as one reading brings; a full one may mean that the stream was cut off behind us meanwhile. */
const MOST_AT_ONCE = 500;
/** What to read a stream from that is empty. */
const BEGINNING = '0-0';
/** When Redis was away, others come back later than we do (`createRedisClient`), and what they told until then is lost. */
const OTHERS_BACK_MS = 3_000;

/**
 * Follows the stream on a connection of its own (role `blocking`) and hands every event to all listeners. One reader
 * serves all open dashboards of a process. Listeners are told of a gap each time that Redis is there again, and when more
 * happened than the stream keeps: then the reader goes on at its end.
 */
export function createLiveEventReader({ client, prefix, onError }: { client: Redis; prefix: string; onError(error: unknown): void }) {
  const key = streamKey(prefix);
  const listeners = new Set<LiveEventListener>();
  const repeats = new Set<NodeJS.Timeout>();
  let place: string | null = null;
  let closed = false;

  const tellGap = () => {
    for (const listener of listeners) listener.gap();
  };

  function redisIsBack(): void {
    tellGap();
    const repeat = setTimeout(() => {
      repeats.delete(repeat);
      tellGap();
    }, OTHERS_BACK_MS);
    repeats.add(repeat.unref());
  }

  async function follow(): Promise<void> {
    while (!closed) {
      try {
        place ??= (await newestId()) ?? BEGINNING;
        const answer = await client.xread('COUNT', MOST_AT_ONCE, 'BLOCK', 5_000, 'STREAMS', key, place);
        await handOn(answer?.[0]?.[1] ?? [], place);
      } catch (error) {
        if (closed) return;
        onError(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async function handOn(entries: readonly [id: string, fields: string[]][], readFrom: string): Promise<void> {
    if (entries.length === MOST_AT_ONCE && !(await reachesBackTo(readFrom))) {
      place = await newestId();
      tellGap();
      return;
    }
    for (const [id, fields] of entries) {
      place = id;
      if (listeners.size === 0) continue;
      const stored = toStored(id, fields);
      if (stored !== null) for (const listener of listeners) listener.event(stored);
    }
  }

  async function newestId(): Promise<string | null> {
    const newest = await client.xrevrange(key, '+', '-', 'COUNT', 1);
    return newest[0]?.[0] ?? null;
  }

  async function reachesBackTo(id: string): Promise<boolean> {
    const oldest = await client.xrange(key, '-', '+', 'COUNT', 1);
    return keeps(oldest[0]?.[0], id);
  }

  return {
    start(): void {
      client.on('ready', redisIsBack);
      follow().catch(onError);
    },
    /** The id of the event before the next one that will be handed on; null while there is none, or it is not known yet. */
    place: (): string | null => (place === BEGINNING ? null : place),
    listen(listener: LiveEventListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close(): void {
      closed = true;
      client.off('ready', redisIsBack);
      for (const repeat of repeats) clearTimeout(repeat);
      client.disconnect();
    },
  };
}
export type LiveEventReader = ReturnType<typeof createLiveEventReader>;

/** Events after `lastId`, oldest first, or null when some of them are no longer kept: then only a reload tells the truth. */
export async function readLiveEventsAfter({ client, prefix, lastId }: { client: Redis; prefix: string; lastId: string }): Promise<StoredLiveEvent[] | null> {
  const key = streamKey(prefix);
  const oldest = await client.xrange(key, '-', '+', 'COUNT', 1);
  if (!keeps(oldest[0]?.[0], lastId)) return null;
  const entries = await client.xrange(key, `(${lastId}`, '+', 'COUNT', KEPT_EVENTS);
  return entries.map(([id, fields]) => toStored(id, fields)).filter((stored) => stored !== null);
}

function toStored(id: string, fields: readonly string[]): StoredLiveEvent | null {
  const parsed = LiveEvent.safeParse(JSON.parse(fields[1] ?? 'null'));
  return parsed.success ? { id, event: parsed.data } : null;
}

/** Whether nothing after `id` was cut off from a stream whose oldest event has this id. */
function keeps(oldest: string | undefined, id: string): boolean {
  return oldest !== undefined && compareIds(id, oldest) >= 0;
}

function compareIds(one: string, other: string): number {
  const [oneTime = 0, oneSequence = 0] = one.split('-').map(Number);
  const [otherTime = 0, otherSequence = 0] = other.split('-').map(Number);
  return oneTime - otherTime || oneSequence - otherSequence;
}

function streamKey(prefix: string): string {
  return `${prefix}:live-events`;
}
