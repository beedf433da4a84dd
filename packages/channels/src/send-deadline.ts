/** A signal that fires when time is up or the caller gives up, whichever is first. `clear` lets go of both. */
export interface SendDeadline {
  signal: AbortSignal;
  clear(): void;
}

export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): SendDeadline {
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
