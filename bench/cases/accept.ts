import type { Benchmark } from '../benchmark.ts';
import { startChild } from '../backing/start-child.ts';
import { load } from '../load.ts';
import { message } from '../message.ts';

const CONNECTIONS = 50;
const SECONDS = 5;

export const accept: Benchmark = {
  name: 'accept',
  title: 'POST /notification with auth, validation, rendering, log and job; against a bare Express handler that inserts one document and adds one job',
  goals: [
    { figure: 'requests/s', atLeast: 0.75 },
    { figure: 'p99 ms', atMost: 1.5 },
  ],
  async prepare({ startProduct, store, redisUrl }) {
    const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000' });
    const bare = await startChild('./bare-accept.ts', [store.address, redisUrl]);
    const key = await product.createApiKey(['notifications:write']);
    const shared = { method: 'POST', body: JSON.stringify(message), connections: CONNECTIONS, seconds: SECONDS } as const;
    return {
      product: () => load({ ...shared, url: `${product.apiUrl}/notification`, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } }),
      bare: () => load({ ...shared, url: `${bare.address}/notification`, headers: { 'content-type': 'application/json' } }),
      async close() {
        await product.stop();
        await bare.stop();
      },
    };
  },
};
