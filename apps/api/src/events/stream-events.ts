import type { LiveEventReader, StoredLiveEvent } from '@carillon/queue';
import type { Response } from 'express';

const HEARTBEAT_MS = 15_000;
/** A client that reads slower than this many bytes behind is let go; it comes back with its Last-Event-ID. */
const MAX_BUFFERED_BYTES = 1_000_000;

export interface StreamEventsDeps {
  reader: Pick<LiveEventReader, 'listen' | 'place'>;
  /** Events after an id, or null when they are no longer kept. */
  readAfter(lastId: string): Promise<StoredLiveEvent[] | null>;
}

/**
 * Server-sent events (WHATWG HTML, "text/event-stream") until the client goes. Without `lastId` an `opened` event tells the id
 * to resume from; with it what was missed comes first. A `reload` event says that events have passed which are not to be had any more.
 */
export async function streamEvents({ reader, readAfter }: StreamEventsDeps, { types, lastId }: { types: ReadonlySet<string>; lastId: string | null }, response: Response, signal: AbortSignal): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
  response.write('retry: 2000\n\n');

  const send = ({ id, event }: StoredLiveEvent) => {
    if (!types.has(event.type)) return;
    response.write(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
  };

  /** With data, for clients hand on and remember no event without it. */
  const say = (event: 'opened' | 'reload', place: string | null) => response.write(`${place === null ? '' : `id: ${place}\n`}event: ${event}\ndata: {}\n\n`);

  // Live events wait while the missed ones are read, so that each comes once and in order.
  let waiting: StoredLiveEvent[] | null = lastId === null ? null : [];
  const place = reader.place();
  const stopListening = reader.listen({ event: (stored) => (waiting === null ? send(stored) : waiting.push(stored)), gap: () => say('reload', null) });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    response.once('close', resolve);
  });
  try {
    if (lastId === null) say('opened', place);
    else if (!signal.aborted) {
      const missed = await readAfter(lastId).catch(() => null);
      if (missed === null) say('reload', place);
      const seen = new Set(missed?.map(({ id }) => id));
      missed?.forEach(send);
      waiting?.filter(({ id }) => !seen.has(id)).forEach(send);
      waiting = null;
    }
    if (!signal.aborted) await ended;
  } finally {
    stopListening();
    clearInterval(heartbeat);
    response.end();
  }
}
