import { createTempDirectory, startTestRedis } from '@carillon/testing';
import { startProduct, type Product } from '../../e2e/guarantees/start-product.ts';
import { startChild, type Child } from './start-child.ts';

/** What both sides of a benchmark stand on: each in a process of its own. */
export interface Services {
  redisUrl: string;
  store: Child;
  sink: Child;
  /** The built product over these, with a Redis and a database of its own. */
  startProduct(environment?: Record<string, string>): Promise<Product>;
  stop(): Promise<void>;
}

export async function startServices(): Promise<Services> {
  const directory = await createTempDirectory('bench');
  const redis = await startTestRedis({ directory: directory.path });
  const store = await startChild('./document-store.ts', [directory.path]);
  const sink = await startChild('./smtp-sink.ts', []);
  return {
    redisUrl: redis.url,
    store,
    sink,
    startProduct: (environment = {}) => startProduct({ mongodbServer: store.address, smtpUrl: sink.address, environment: { MAINTENANCE_INTERVAL_SECONDS: '30', LOG_LEVEL: 'warn', ...environment } }),
    async stop() {
      await Promise.all([store.stop(), sink.stop()]);
      await redis.kill();
      await directory.remove();
    },
  };
}
