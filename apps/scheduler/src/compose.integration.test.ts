import { randomUUID } from 'node:crypto';
import { loadSchedulerConfig } from '@carillon/config';
import { LiveEvent } from '@carillon/domain';
import { createLogger } from '@carillon/observability';
import { createRedisClient, readLiveEventsAfter, waitUntilReady } from '@carillon/queue';
import { expect, inject, onTestFinished, test } from 'vitest';
import { maintenanceSchedules } from '@carillon/jobs/schedules';
import { compose } from './compose.ts';
import { openTestScheduler, reminderSchedule } from './testing/open-test-scheduler.ts';

test('the scheduler as it runs fires rules and maintenance, keeps the runs, and announces them', { timeout: 60_000 }, async () => {
  const prefix = `composed_${randomUUID()}`;
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/${prefix}`;
  const stores = { mongodbUri: mongodb.href, redisUrl: inject('redisUrl'), prefix };
  const config = loadSchedulerConfig({ NODE_ENV: 'test', MONGODB_URI: stores.mongodbUri, REDIS_URL: stores.redisUrl, SMTP_URL: 'smtp://127.0.0.1:1', QUEUE_PREFIX: prefix, MAINTENANCE_INTERVAL_SECONDS: '1' });
  const observer = await openTestScheduler(stores);
  onTestFinished(() => observer.stop());
  const redis = createRedisClient({ url: stores.redisUrl, role: 'command', onError: () => undefined });
  onTestFinished(() => redis.disconnect());
  await waitUntilReady(redis, 10_000);

  const logger = createLogger({ process: 'scheduler', level: 'error', format: 'json' });
  const scheduler = await compose({ ...config, metricsPort: 0 }, logger, [reminderSchedule({ cron: '* * * * * *' }), ...maintenanceSchedules(config)]);
  onTestFinished(() => scheduler.stop());

  await expect.poll(async () => (await observer.runs.list('payment.send-reminder', { limit: 10 })).items.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  await expect.poll(async () => (await observer.queueControl.status('maintenance', new Date())).depth.waiting, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  // Nothing is known before the first event: what is kept is everything there was.
  const [first] = await redis.xrange(`${prefix}:live-events`, '-', '+', 'COUNT', 1);
  const events = await readLiveEventsAfter({ client: redis, prefix, lastId: first?.[0] ?? '' });
  expect(events?.map(({ event }) => LiveEvent.parse(event).type)).toContain('run.changed');
});
