/**
 * A signal that fires when time is up or a caller gives up, whichever is first. `clear` lets go of all: signals that are
 * combined by the runtime stay with a caller that outlives them, and cost each message more than a timer does.
 */
export interface Deadline {
  signal: AbortSignal;
  /** Whether a caller gives up makes no difference from now on. */
  outlive(caller: AbortSignal): void;
  clear(): void;
}

export function startDeadline(timeoutMs: number, ...callers: readonly (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException(`No result after ${timeoutMs} ms`, 'TimeoutError')), timeoutMs);
  const ends = new Map<AbortSignal, () => void>();
  for (const caller of callers) {
    if (caller === undefined) continue;
    const giveUp = () => controller.abort(caller.reason);
    if (caller.aborted) giveUp();
    deadlinesOf(caller).add(giveUp);
    ends.set(caller, giveUp);
  }
  const outlive = (caller: AbortSignal) => {
    const giveUp = ends.get(caller);
    if (giveUp !== undefined) deadlinesOf(caller).delete(giveUp);
  };
  return {
    signal: controller.signal,
    outlive,
    clear() {
      clearTimeout(timer);
      for (const caller of ends.keys()) outlive(caller);
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
