import { randomBytes } from 'node:crypto';
import { connectDatabase, createRunRepository, createScheduleOverrideRepository, ensureIndexes, runModel, scheduleOverrideModel } from '@carillon/db';
import { createIdSource, createUlidSource, systemClock, type Clock } from '@carillon/domain';
import { ruleSchedules, type DeclaredSchedule, type RuleSchedule } from '@carillon/jobs/schedules';
import { silentLogger } from '@carillon/observability/testing';
import { createJobQueue, createQueueControl, createRedisClient, waitUntilReady } from '@carillon/queue';
import { runRuleSchedules, type RunRuleSchedulesOptions } from '../rule-schedules/run-rule-schedules.ts';

export interface TestStores {
  mongodbUri: string;
  redisUrl: string;
  /** Queue prefix. */
  prefix: string;
}


/** One scheduler with connections of its own, as a process would have. It fires nothing before `start`. */
export async function openTestScheduler(stores: TestStores, clock: Clock = systemClock) {
  const database = await connectDatabase({ uri: stores.mongodbUri });
  const client = createRedisClient({ url: stores.redisUrl, role: 'command', onError: () => undefined });
  await waitUntilReady(client, 10_000);
  const queue = createJobQueue({ client, prefix: stores.prefix });
  const queueControl = createQueueControl({ client, prefix: stores.prefix });
  const overrides = createScheduleOverrideRepository({ model: scheduleOverrideModel(database.connection), clock });
  const runs = createRunRepository({ model: runModel(database.connection, 30), clock, onChange: () => undefined });
  await ensureIndexes(database.connection);
  const { run: newRunId } = createIdSource(createUlidSource({ clock: systemClock, randomBytes }));
  const deps = { overrides, runs, queue, clock, newRunId, logger: silentLogger, onFired: () => undefined };
  let running: { stop(): Promise<void> } | null = null;

  return {
    ...deps,
    database,
    queueControl,
    start(schedules: readonly DeclaredSchedule[], changes: Partial<RunRuleSchedulesOptions> = {}): void {
      running = runRuleSchedules({ ...deps, schedules, pollMs: 100, stallLimits: { queuedMs: 60_000, runningMs: 60_000, giveUpMs: 3_600_000 }, ...changes });
    },
    async stop(): Promise<void> {
      await running?.stop();
      await Promise.all([queue.close(), queueControl.close()]);
      client.disconnect();
      await database.close();
    },
  };
}
export type TestScheduler = Awaited<ReturnType<typeof openTestScheduler>>;

/** A schedule as the product declares one, with another timetable. */
export function reminderSchedule(changes: Partial<RuleSchedule>): RuleSchedule {
  const declared = ruleSchedules.find(({ rule }) => rule === 'payment.send-reminder');
  if (declared === undefined) throw new Error('payment.send-reminder has no schedule');
  return { ...declared, ...changes };
}
