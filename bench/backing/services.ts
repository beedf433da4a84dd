import { createTempDirectory, startTestRedis } from '@carillon/testing';
import { startDocumentStore } from '../../e2e/guarantees/start-document-store.ts';
import { startProduct, type Product } from '../../e2e/guarantees/start-product.ts';
import { startChild, type Child } from './start-child.ts';

/** What both sides of a benchmark stand on: each in a process of its own. */
export interface Services {
  redisUrl: string;
  /** The product's own, as it is shipped. */
  store: { address: string; pid: number };
  sink: Child;
  /** Says what is being done, while it takes long. */
  tell(text: string): void;
  /** The built product over these, with a Redis and a database of its own. */
  startProduct(environment?: Record<string, string>): Promise<Product>;
  stop(): Promise<void>;
}

export async function startServices(tell: (text: string) => void): Promise<Services> {
  const directory = await createTempDirectory('bench');
  const redis = await startTestRedis({ directory: directory.path });
  const store = await startDocumentStore(directory.path);
  const sink = await startChild('./smtp-sink.ts', []);
  const products: Product[] = [];
  return {
    redisUrl: redis.url,
    store: { address: store.uri, pid: store.process.pid },
    sink,
    tell,
    async startProduct(environment = {}) {
      const product = await startProduct({ mongodbServer: store.uri, smtpUrl: sink.address, environment: { MAINTENANCE_INTERVAL_SECONDS: '30', LOG_LEVEL: 'warn', ...environment } });
      products.push(product);
      return product;
    },
    async stop() {
      // Those, too, whose benchmark failed before it could stop them itself.
      await Promise.all(products.map((product) => product.stop()));
      await Promise.all([store.process.stop(), sink.stop()]);
      await redis.kill();
      await directory.remove();
    },
  };
}
