import { openBareDelivery, SMTP_CONNECTIONS } from '../backing/bare-deliver.ts';
import type { Benchmark } from '../benchmark.ts';
import { measureDelivery } from '../measure-delivery.ts';

const MESSAGES = 2_000;
const CONCURRENCY = 200;

export const deliver: Benchmark = {
  name: 'deliver',
  title: `${MESSAGES} queued notifications claimed, sent over SMTP and logged by one worker; against a loop of pooled nodemailer sendMail to the same sink`,
  goals: [{ figure: 'messages/s', atLeast: 0.8 }],
  async prepare({ startProduct, sink }) {
    // On a busy machine a message may wait longer for its turn at a connection than it may elsewhere.
    const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000', SMTP_MAX_CONNECTIONS: String(SMTP_CONNECTIONS), WORKER_CONCURRENCY: String(CONCURRENCY), SEND_TIMEOUT_MS: '30000' });
    const key = await product.createApiKey(['notifications:write']);
    await product.startWorker();
    const bare = openBareDelivery(sink);
    return {
      product: async () => ({ 'messages/s': await measureDelivery(product, sink, { key, amount: MESSAGES }) }),
      bare: async () => ({ 'messages/s': await bare.measure(MESSAGES) }),
      async close() {
        bare.close();
        await product.stop();
      },
    };
  },
};
