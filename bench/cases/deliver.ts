import { createTransport } from 'nodemailer';
import type { Benchmark } from '../benchmark.ts';
import { measureDelivery } from '../measure-delivery.ts';
import { message } from '../message.ts';

const MESSAGES = 2_000;
const SMTP_CONNECTIONS = 50;
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
    const { hostname: host, port } = new URL(sink.address);
    const pool = createTransport({ pool: true, host, port: Number(port), maxConnections: SMTP_CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY, ignoreTLS: true });
    return {
      product: async () => ({ 'messages/s': await measureDelivery(product, sink, { key, amount: MESSAGES }) }),
      async bare() {
        const startedAt = performance.now();
        await Promise.all(Array.from({ length: MESSAGES }, () => pool.sendMail({ from: 'bench@example.com', ...message })));
        return { 'messages/s': (MESSAGES / (performance.now() - startedAt)) * 1_000 };
      },
      async close() {
        pool.close();
        await product.stop();
      },
    };
  },
};
