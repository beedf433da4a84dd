import type { Clock } from '@carillon/domain';
import { ageOf, type TakenMessage } from '../messages/journal.ts';
import { MAX_CONNECTIONS, type Caller } from './call-back.ts';

/** Waits between the tries to deliver one receipt; then whoever misses it has to ask. */
const RETRY_AFTER_MS = [1_000, 2_000, 5_000, 15_000, 60_000, 300_000] as const;
/** Receipts that wait for their time or for a connection. Beyond, no message is taken. */
const MAX_WAITING = 150_000;

export interface CallbackScheduleOptions {
  caller: Pick<Caller, 'call'>;
  clock: Clock;
  /** Told when a receipt was delivered, refused or given up: it is owed no more. */
  onSettled(message: TakenMessage, index: number): void;
}

/** Delivers receipts when their time has come: in parallel up to the number of connections, again when nobody took them. */
export function createCallbackSchedule({ caller, clock, onSettled }: CallbackScheduleOptions) {
  const timers = new Set<NodeJS.Timeout>();
  const ready: (() => Promise<void>)[] = [];
  let calling = 0;
  let stopped = false;

  function after(ms: number, start: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready.push(start);
      callNext();
    }, Math.max(0, ms));
    timers.add(timer);
  }

  function callNext(): void {
    while (!stopped && calling < MAX_CONNECTIONS && ready.length > 0) {
      calling += 1;
      void ready.shift()?.().finally(() => {
        calling -= 1;
        callNext();
      });
    }
  }

  async function deliver(message: TakenMessage, index: number, tries: number): Promise<void> {
    const planned = message.callbacks[index];
    if (planned === undefined) return;
    const result = await caller.call(message, planned);
    const retryAfterMs = result === 'again' ? RETRY_AFTER_MS[tries] : undefined;
    if (retryAfterMs === undefined) onSettled(message, index);
    else if (!stopped) after(retryAfterMs, () => deliver(message, index, tries + 1));
  }

  return {
    hasRoom: () => timers.size + ready.length < MAX_WAITING,
    waiting: () => timers.size + ready.length + calling,
    /** Plans the receipts of a message; `called` are those that are owed no more. */
    plan(message: TakenMessage, called: ReadonlySet<number> = new Set()): void {
      const age = ageOf(message, clock.now());
      message.callbacks.forEach(({ afterMs }, index) => {
        if (!called.has(index)) after(afterMs - age, () => deliver(message, index, 0));
      });
    },
    stop(): void {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
export type CallbackSchedule = ReturnType<typeof createCallbackSchedule>;
