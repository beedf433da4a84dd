import autocannon from 'autocannon';
import { percentile, type Sample } from './compare.ts';

export interface Load {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  connections: number;
  /** Either for so long, or so many requests. */
  seconds?: number;
  amount?: number;
}

/** Asks as fast as it is answered. Throws when anything but success came back: a refusal is quick, and proves nothing. */
export async function load({ url, method = 'GET', headers = {}, body, connections, seconds, amount }: Load): Promise<Sample> {
  const times: number[] = [];
  const startedAt = performance.now();
  let lastAt = startedAt;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      { url, method, headers, connections, ...(body === undefined ? {} : { body }), ...(amount === undefined ? { duration: seconds ?? 5 } : { amount }) },
      (error, finished) => (error ? reject(error) : resolve(finished)),
    );
    // Its own histogram keeps whole milliseconds and no 95th percentile.
    running.on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds);
      lastAt = performance.now();
    });
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${method} ${url}: ${result.non2xx} answers without success, ${result.errors} errors, ${result.timeouts} time-outs`);
  return { 'requests/s': (times.length / (lastAt - startedAt)) * 1_000, 'p95 ms': percentile(times, 0.95), 'p99 ms': percentile(times, 0.99) };
}
