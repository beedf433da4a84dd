import autocannon from 'autocannon';
import type { Sample } from './compare.ts';

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
  const result = await autocannon({
    url, method, headers, connections,
    ...(body === undefined ? {} : { body }),
    ...(amount === undefined ? { duration: seconds ?? 5 } : { amount }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${method} ${url}: ${result.non2xx} answers without success, ${result.errors} errors, ${result.timeouts} time-outs`);
  return { 'requests/s': result.requests.average, 'p95 ms': result.latency.p97_5, 'p99 ms': result.latency.p99 };
}
