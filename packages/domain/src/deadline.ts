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
  caller?.addEventListener('abort', giveUp, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', giveUp);
    },
  };
}
