/**
 * A signal that fires when time is up or the caller gives up, whichever is first. `clear` lets go of both: signals that are
 * combined by the runtime stay with a caller that outlives them, and cost each message more than a timer does.
 */
export interface Deadline {
  signal: AbortSignal;
  clear(): void;
}

export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException(`No result after ${timeoutMs} ms`, 'TimeoutError')), timeoutMs);
  const giveUp = () => controller.abort(caller?.reason);
  if (caller?.aborted) giveUp();
  const withCaller = caller && deadlinesOf(caller).add(giveUp);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      withCaller?.delete(giveUp);
    },
  };
}

const deadlines = new WeakMap<AbortSignal, Set<() => void>>();

/** What ends with a caller. One listener for all of them: a signal looks through those it has at each that is added, and hundreds of messages have the same caller. */
function deadlinesOf(caller: AbortSignal): Set<() => void> {
  const known = deadlines.get(caller);
  if (known) return known;
  const ending = new Set<() => void>();
  deadlines.set(caller, ending);
  caller.addEventListener('abort', () => ending.forEach((end) => end()), { once: true });
  return ending;
}
