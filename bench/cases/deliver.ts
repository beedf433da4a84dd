import { createTransport } from 'nodemailer';
import { setTimeout as wait } from 'node:timers/promises';
import type { Benchmark } from '../benchmark.ts';
import type { Child } from '../backing/start-child.ts';
import { load } from '../load.ts';
import { message } from '../message.ts';

const MESSAGES = 2_000;
const SMTP_CONNECTIONS = 10;
const LOOK_AGAIN_MS = 10;

export const deliver: Benchmark = {
  name: 'deliver',
  title: `${MESSAGES} queued notifications claimed, sent over SMTP and logged; against a loop of pooled nodemailer sendMail to the same sink`,
  goals: [{ figure: 'messages/s', atLeast: 0.8 }],
  async prepare({ startProduct, sink }) {
    const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000', SMTP_MAX_CONNECTIONS: String(SMTP_CONNECTIONS), WORKER_CONCURRENCY: '50' });
    const key = await product.createApiKey(['notifications:write']);
    await product.startWorker();
    const { hostname: host, port } = new URL(sink.address);
    const pool = createTransport({ pool: true, host, port: Number(port), maxConnections: SMTP_CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY, ignoreTLS: true });
    return {
      async product() {
        await product.call('POST', '/api/v1/queues/notification/pause');
        await load({ url: `${product.apiUrl}/notification`, method: 'POST', body: JSON.stringify(message), connections: 50, amount: MESSAGES, headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` } });
        const before = await received(sink);
        const startedAt = performance.now();
        await product.call('POST', '/api/v1/queues/notification/resume');
        while ((await received(sink)) < before + MESSAGES) await wait(LOOK_AGAIN_MS);
        return { 'messages/s': (MESSAGES / (performance.now() - startedAt)) * 1_000 };
      },
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

async function received(sink: Child): Promise<number> {
  return Number(await sink.ask('received'));
}
