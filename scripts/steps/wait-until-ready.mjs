import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

/**
 * Asks `url` until it answers 200; the Problem after `withinMs` quotes its last answer.
 * @param {{ name: string, url: string, withinMs: number, signal: AbortSignal }} options
 */
export async function waitUntilReady({ name, url, withinMs, signal }) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask(url);
    if (answer === null) return;
    signal.throwIfAborted();
    if (Date.now() > deadline) throw new Problem(`${name} was not ready within ${withinMs / 1000} s. ${url} says: ${answer}`);
    await sleep(100, undefined, { signal });
  }
}

/**
 * @param {string} url
 * @returns {Promise<string | null>} null when it is ready, else why not
 */
async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    const body = await response.text();
    return response.status === 200 ? null : `${response.status} ${body}`;
  } catch (error) {
    return error instanceof Error ? `no answer (${error.message})` : 'no answer';
  }
}
