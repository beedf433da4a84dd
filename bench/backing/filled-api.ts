import { percentile } from '../compare.ts';
import { fillLogs } from './fill-logs.ts';
import type { Services } from './services.ts';

export interface FilledApi {
  rows: number;
  /** The newest log is as old as this. */
  end: Date;
  /** How long the answers to these paths took at their 95th percentile, in ms, asked one after the other. Throws when one is refused. */
  p95(paths: readonly string[]): Promise<number>;
}

/** The built API over so many logs. */
export async function startFilledApi({ startProduct, tell }: Pick<Services, 'startProduct' | 'tell'>, rows: number): Promise<FilledApi> {
  const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000' });
  const end = new Date();
  await fillLogs({ mongodbUri: product.mongodbUri, count: rows, end, tell });
  const headers = { authorization: `Bearer ${await product.createApiKey(['notifications:read'])}` };
  return {
    rows,
    end,
    async p95(paths) {
      const times: number[] = [];
      for (const path of paths) {
        const startedAt = performance.now();
        const response = await fetch(`${product.apiUrl}${path}`, { headers });
        const body = await response.text();
        times.push(performance.now() - startedAt);
        if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${body}`);
      }
      return percentile(times, 0.95);
    },
  };
}
