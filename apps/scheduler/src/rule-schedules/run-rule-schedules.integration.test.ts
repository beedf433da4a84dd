import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Run, ScheduleOverride } from '@carillon/domain';
import { beforeEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { openTestScheduler, reminderSchedule, type TestScheduler, type TestStores } from '../testing/open-test-scheduler.ts';

const rule = 'payment.send-reminder';
const everySecond = reminderSchedule({ cron: '* * * * * *' });
const onceAYear = reminderSchedule({ cron: '0 9 1 1 *' });
let stores: TestStores;

beforeEach(() => {
  const name = `scheduler_${randomUUID()}`;
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/${name}`;
  stores = { mongodbUri: mongodb.href, redisUrl: inject('redisUrl'), prefix: name };
});

async function open(): Promise<TestScheduler> {
  const scheduler = await openTestScheduler(stores);
  onTestFinished(() => scheduler.stop());
  return scheduler;
}

async function runsOf({ runs }: TestScheduler): Promise<Run[]> {
  return (await runs.list(rule, { limit: 200 })).items.toReversed();
}

const waiting = async ({ queueControl }: TestScheduler) => (await queueControl.status('payment', new Date())).depth.waiting;
const secondsOf = (runs: readonly Run[]) => runs.map(({ slot }) => Date.parse(slot) / 1_000);

async function change(scheduler: TestScheduler, changes: Partial<ScheduleOverride>): Promise<void> {
  const current = await scheduler.overrides.findOrCreate(rule);
  await scheduler.overrides.replace(rule, { ...current, countsFrom: new Date(), ...changes, version: current.version + 1 });
}

test('two schedulers make 20 runs of 20 slots, and one job of each', { timeout: 60_000 }, async () => {
  const [one, other] = [await open(), await open()];
  one.start([everySecond]);
  other.start([everySecond]);
  await expect.poll(async () => (await runsOf(one)).length, { timeout: 40_000, interval: 200 }).toBeGreaterThanOrEqual(20);

  const slots = secondsOf((await runsOf(one)).slice(0, 20));
  expect(slots).toEqual(Array.from({ length: 20 }, (_, index) => (slots[0] ?? 0) + index));
  await vi.waitFor(async () => expect(await waiting(one)).toBe((await runsOf(one)).length), { timeout: 5_000 });
});

describe('changes apply without a restart', () => {
  test('to the cron expression', async () => {
    const scheduler = await open();
    scheduler.start([onceAYear]);
    await change(scheduler, { cron: '* * * * * *' });
    await expect.poll(async () => (await runsOf(scheduler)).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  });

  test('to the parameters', async () => {
    const scheduler = await open();
    scheduler.start([everySecond]);
    await expect.poll(async () => (await runsOf(scheduler)).at(-1)?.parameters, { timeout: 10_000 }).toMatchObject({ offsets: [7, 3, 1, 0] });
    await change(scheduler, { parameters: { offsets: [2] } });
    await expect.poll(async () => (await runsOf(scheduler)).at(-1)?.parameters, { timeout: 10_000 }).toMatchObject({ offsets: [2] });
  });
});

describe('no run is lost', () => {
  test('when a scheduler is killed between claim and enqueue', { timeout: 60_000 }, async () => {
    const script = fileURLToPath(new URL('../testing/die-before-enqueue.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, stores.mongodbUri, stores.redisUrl, stores.prefix], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);

    const other = await open();
    const [orphan] = await runsOf(other);
    expect([orphan?.state, await waiting(other)]).toEqual(['queued', 0]);
    other.start([onceAYear], { stallLimits: { queuedMs: 0, runningMs: 60_000, giveUpMs: 60_000 } });
    await expect.poll(() => waiting(other), { timeout: 10_000 }).toBe(1);
  });

  test('when Redis does not take the job at first', async () => {
    const scheduler = await open();
    const enqueue = vi.fn(scheduler.queue.enqueue).mockRejectedValueOnce(new Error('Redis is away'));
    await claim(scheduler);
    scheduler.start([onceAYear], { queue: { enqueue }, stallLimits: { queuedMs: 0, runningMs: 60_000, giveUpMs: 60_000 } });
    await expect.poll(() => waiting(scheduler), { timeout: 10_000 }).toBe(1);
    expect(enqueue.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  test('when its worker died and Redis forgot the job', async () => {
    const scheduler = await open();
    const run = await claim(scheduler);
    await scheduler.runs.start(run?.id ?? '');
    scheduler.start([onceAYear], { stallLimits: { queuedMs: 60_000, runningMs: 0, giveUpMs: 60_000 } });
    await expect.poll(() => waiting(scheduler), { timeout: 10_000 }).toBe(1);
  });

  test('and one that nobody finishes is given up with a reason', async () => {
    const scheduler = await open();
    const run = await claim(scheduler);
    scheduler.start([onceAYear], { stallLimits: { queuedMs: 0, runningMs: 0, giveUpMs: -1 } });
    await expect.poll(() => scheduler.runs.find(run?.id ?? ''), { timeout: 10_000 }).toMatchObject({ state: 'failed', error: expect.stringContaining('Is a worker running') });
  });
});

function claim({ runs, newRunId }: TestScheduler): Promise<Run | null> {
  return runs.claim({ id: newRunId(), schedule: rule, slot: new Date('2026-01-01T09:00:00Z'), trigger: 'clock', startedBy: { kind: 'system', id: 'scheduler', name: 'The clock' }, parameters: {} });
}
