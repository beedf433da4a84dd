import { randomUUID } from 'node:crypto';
import { createManualClock } from '@carillon/domain';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { RuleSchedule } from '@carillon/jobs/schedules';
import { openTestScheduler, reminderSchedule } from '../testing/open-test-scheduler.ts';
import { keepSchedule, theClock } from './keep-schedule.ts';

// Years ahead, so that node-cron's own timers have nothing to do while these run.
const rule = 'payment.send-reminder';

interface Story {
  schedule: Partial<RuleSchedule>;
  /** Since when the schedule is known. */
  knownSince: string;
  lastSlot?: string;
  /** When the scheduler starts, and then looks again. */
  looks: readonly string[];
}

async function slotsFired({ schedule, knownSince, lastSlot, looks }: Story): Promise<string[]> {
  const name = `keeper_${randomUUID()}`;
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/${name}`;
  const clock = createManualClock(new Date(knownSince));
  const scheduler = await openTestScheduler({ mongodbUri: mongodb.href, redisUrl: inject('redisUrl'), prefix: name }, clock);
  onTestFinished(() => scheduler.stop());
  await scheduler.overrides.findOrCreate(rule);
  const earlier = lastSlot === undefined ? [] : [lastSlot];
  await Promise.all(earlier.map((slot) => scheduler.runs.claim({ id: scheduler.newRunId(), schedule: rule, slot: new Date(slot), trigger: 'clock', startedBy: theClock, parameters: {} })));

  clock.set(new Date(looks[0] ?? knownSince));
  const keeper = keepSchedule(reminderSchedule(schedule), scheduler);
  onTestFinished(() => keeper.stop());
  await looks.reduce(async (before, look) => {
    await before;
    clock.set(new Date(look));
    await keeper.check();
  }, Promise.resolve());
  const { items } = await scheduler.runs.list(rule, { limit: 100 });
  return items.map(({ slot }) => slot).filter((slot) => !earlier.includes(slot)).toSorted();
}

const nightly = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };

test.each<[string, Story, string[]]>([
  [
    'missed slots are skipped where the policy is skip',
    { schedule: { cron: '0 * * * *', missedSlots: 'skip' }, knownSince: '2031-01-01T00:30:00Z', lastSlot: '2031-05-01T09:00:00.000Z', looks: ['2031-05-01T12:30:00Z', '2031-05-01T12:59:59Z', '2031-05-01T13:00:00Z'] },
    ['2031-05-01T13:00:00.000Z'],
  ],
  [
    'missed slots make one run where the policy is run-once, and the next slot its own',
    { schedule: { cron: '0 * * * *', missedSlots: 'run-once' }, knownSince: '2031-01-01T00:30:00Z', lastSlot: '2031-05-01T09:00:00.000Z', looks: ['2031-05-01T12:30:00Z', '2031-05-01T12:45:00Z', '2031-05-01T13:00:00Z'] },
    ['2031-05-01T12:00:00.000Z', '2031-05-01T13:00:00.000Z'],
  ],
  [
    'nothing is made up for where nothing was missed',
    { schedule: { cron: '0 * * * *', missedSlots: 'run-once' }, knownSince: '2031-01-01T00:30:00Z', lastSlot: '2031-05-01T12:00:00.000Z', looks: ['2031-05-01T12:30:00Z'] },
    [],
  ],
  [
    'a schedule that was never fired before makes up for what it missed since it is known',
    { schedule: { cron: '0 * * * *', missedSlots: 'run-once' }, knownSince: '2031-05-01T08:30:00Z', looks: ['2031-05-01T12:30:00Z'] },
    ['2031-05-01T12:00:00.000Z'],
  ],
  [
    'a time that clocks leave out fires once, an hour later',
    { schedule: nightly, knownSince: '2031-03-29T12:00:00Z', looks: ['2031-03-29T12:00:00Z', '2031-03-30T00:59:59Z', '2031-03-30T01:00:00Z', '2031-03-30T01:30:00Z', '2031-03-30T02:30:00Z'] },
    ['2031-03-30T01:30:00.000Z'],
  ],
  [
    'a time that clocks show twice fires once, the first time',
    { schedule: nightly, knownSince: '2031-10-25T12:00:00Z', looks: ['2031-10-25T12:00:00Z', '2031-10-26T00:30:00Z', '2031-10-26T01:30:00Z', '2031-10-26T02:30:00Z'] },
    ['2031-10-26T00:30:00.000Z'],
  ],
  [
    'a scheduler that is started between the two does not fire it again',
    { schedule: nightly, knownSince: '2031-10-25T12:00:00Z', lastSlot: '2031-10-26T00:30:00.000Z', looks: ['2031-10-26T00:50:00Z', '2031-10-26T01:30:00Z', '2031-10-26T02:30:00Z'] },
    [],
  ],
])('%s', async (_promise, story, expected) => {
  expect(await slotsFired(story)).toEqual(expected);
});
