import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until `count` says that nobody is connected, at most until `signal` aborts. An error counts as nobody: a service
 * that does not answer has no clients to wait for.
 */
export async function waitForClients(count: () => Promise<number>, signal: AbortSignal): Promise<'gone' | 'still-there'> {
  while (!signal.aborted) {
    if ((await count().catch(() => 0)) === 0) return 'gone';
    await sleep(100);
  }
  return 'still-there';
}
