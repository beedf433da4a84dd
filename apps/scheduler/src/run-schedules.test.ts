import { systemClock } from '@carillon/domain';
import { heartbeats } from '@carillon/jobs/schedules';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runSchedules } from './run-schedules.ts';

const HOUR_MS = 3_600_000;
const logger = { warn: vi.fn() };
let fired: string[] = [];
let running: ReturnType<typeof runSchedules>;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-29T00:59:00.500Z') });
  fired = [];
  running = runSchedules({ schedules: heartbeats({ maintenanceIntervalSeconds: 2 }).slice(0, 1), queue: { enqueue: async () => undefined }, logger, clock: systemClock, onFired: (schedule) => fired.push(schedule) });
});
afterEach(async () => {
  await running.stop();
  vi.useRealTimers();
});

it('fires every slot', async () => {
  await vi.advanceTimersByTimeAsync(6_000);
  expect(fired).toEqual(['campaign.watch', 'campaign.watch', 'campaign.watch']);
});

it('goes on within seconds when the clock is set back by an hour', async () => {
  await vi.advanceTimersByTimeAsync(2_000);
  vi.setSystemTime(Date.now() - HOUR_MS);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(fired.length).toBeGreaterThanOrEqual(2);
});
