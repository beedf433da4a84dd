import type { LiveEvent } from '@carillon/domain';
import { useQueryClient } from '@tanstack/react-query';
import type { EventSourceMessage } from 'eventsource-parser';
import { createContext, useContext, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import { apiBase } from '../http/request.ts';
import { POLL_INTERVAL_MS, SLOW_REFRESH_MS } from '../query-client.ts';
import { followEvents, type LiveStatus } from './follow-events.ts';
import { readAgain } from './read-again.ts';

type Listener = (events: readonly LiveEvent[]) => void;
interface Live {
  status: LiveStatus;
  subscribe: (listener: Listener) => () => void;
  subscribeToGaps: (listener: () => void) => () => void;
}

const LiveContext = createContext<Live>({ status: 'connecting', subscribe: () => () => undefined, subscribeToGaps: () => () => undefined });

/** Events are handed on in batches, so that a burst costs one render instead of hundreds. */
const BATCH_MS = 100;

/**
 * Keeps the tab's one event stream and hands its events to whoever listens. When some may have been missed, what is on screen is read again: so is
 * what was read before the stream stood. `onRefused` runs when the session is over.
 */
export function LiveProvider({ onRefused, children }: { onRefused: () => void; children: ReactNode }) {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const queryClient = useQueryClient();
  const listeners = useRef(new Set<Listener>());
  const gapListeners = useRef(new Set<() => void>());
  const refuse = useEffectEvent(onRefused);

  useEffect(() => {
    let batch: EventSourceMessage[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = async () => {
      const messages = batch;
      batch = [];
      timer = undefined;
      // Their schemas are heavy, and the first event comes long after the first paint.
      const { readEvents } = await import('./read-events.ts');
      const events = readEvents(messages);
      if (events.length > 0) for (const listener of listeners.current) listener(events);
    };
    const stop = followEvents({
      url: `${apiBase}/events`,
      fetch: (input, init) => fetch(input, init),
      random: Math.random,
      onStatus: (next) => {
        setStatus(next);
        if (next === 'refused') refuse();
      },
      onGap: () => {
        readAgain(queryClient);
        for (const listener of gapListeners.current) listener();
      },
      onMessage: (message) => {
        batch.push(message);
        timer ??= setTimeout(() => void flush().catch(() => undefined), BATCH_MS);
      },
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [queryClient]);

  const live = useMemo<Live>(
    () => ({
      status,
      subscribe: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
      subscribeToGaps: (listener) => {
        gapListeners.current.add(listener);
        return () => gapListeners.current.delete(listener);
      },
    }),
    [status],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveStatus(): LiveStatus {
  return useContext(LiveContext).status;
}

/** Calls `listener` with every batch of events while the component is on screen. */
export function useLiveEvents(listener: Listener): void {
  const { subscribe } = useContext(LiveContext);
  const listen = useEffectEvent(listener);
  useEffect(() => subscribe((events) => listen(events)), [subscribe]);
}

/** Calls `listener` when events may have been missed, for what is not simply read again. */
export function useLiveGap(listener: () => void): void {
  const { subscribeToGaps } = useContext(LiveContext);
  const heal = useEffectEvent(listener);
  useEffect(() => subscribeToGaps(() => heal()), [subscribeToGaps]);
}

/** What a query's `refetchInterval` should be, in milliseconds: often while the live connection does not stand, and every `whileLive` otherwise. */
export function usePollInterval(whileLive = SLOW_REFRESH_MS): number {
  const status = useLiveStatus();
  return status === 'open' || status === 'connecting' ? whileLive : Math.min(whileLive, POLL_INTERVAL_MS);
}
