import { randomUUID } from 'node:crypto';
import { applyScheduleChange, createManualClock } from '@carillon/domain';
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

/** A schedule that has been known since an instant, on a clock that the story moves. */
async function know(schedule: Partial<RuleSchedule>, knownSince: string) {
  const name = `keeper_${randomUUID()}`;
  const mongodb = new URL(inject('mongodbUri'));
  mongodb.pathname = `/${name}`;
  const clock = createManualClock(new Date(knownSince));
  const scheduler = await openTestScheduler({ mongodbUri: mongodb.href, redisUrl: inject('redisUrl'), prefix: name }, clock);
  onTestFinished(() => scheduler.stop());
  await scheduler.overrides.findOrCreate(rule);
  const { runs, overrides, newRunId } = scheduler;
  return {
    claim: (slot: string) => runs.claim({ id: newRunId(), schedule: rule, slot: new Date(slot), trigger: 'clock', startedBy: theClock, parameters: {} }),
    async change(changes: Parameters<typeof applyScheduleChange>[1], at: string) {
      await overrides.replace(rule, applyScheduleChange(await overrides.findOrCreate(rule), changes, { now: new Date(at), by: 'Olga' }));
    },
    start(at: string) {
      clock.set(new Date(at));
      const keeper = keepSchedule(reminderSchedule(schedule), scheduler);
      onTestFinished(() => keeper.stop());
      return {
        look(then: string) {
          clock.set(new Date(then));
          return keeper.check();
        },
      };
    },
    slots: async () => (await runs.list(rule, { limit: 100 })).items.map(({ slot }) => slot).toSorted(),
  };
}

async function slotsFired({ schedule, knownSince, lastSlot, looks }: Story): Promise<string[]> {
  const { claim, start, slots } = await know(schedule, knownSince);
  await (lastSlot === undefined ? null : claim(lastSlot));
  const keeper = start(looks[0] ?? knownSince);
  await looks.reduce((before, look) => before.then(() => keeper.look(look)), Promise.resolve());
  return (await slots()).filter((slot) => slot !== lastSlot);
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

test('while it is off nothing is fired, and what passed meanwhile is not made up for', async () => {
  const { start, change, slots } = await know({ cron: '0 * * * *', missedSlots: 'run-once' }, '2031-05-01T08:30:00Z');
  const { look } = start('2031-05-01T08:30:00Z');
  await look('2031-05-01T09:00:00Z');
  await change({ enabled: false }, '2031-05-01T09:30:00Z');
  await look('2031-05-01T10:00:00Z');
  await change({ enabled: true }, '2031-05-01T10:30:00Z');
  await look('2031-05-01T10:45:00Z');
  await look('2031-05-01T11:00:00Z');
  expect(await slots()).toEqual(['2031-05-01T09:00:00.000Z', '2031-05-01T11:00:00.000Z']);
});

test('a changed time zone holds from the next slot on, without a slot of the past', async () => {
  const { start, change, slots } = await know({ cron: '0 9 * * *', timeZone: 'Etc/UTC', missedSlots: 'run-once' }, '2031-05-01T00:00:00Z');
  const { look } = start('2031-05-01T00:00:00Z');
  await look('2031-05-01T09:00:00Z');
  await change({ timeZone: 'Asia/Tokyo' }, '2031-05-01T12:00:00Z');
  await look('2031-05-01T12:00:05Z');
  await look('2031-05-02T00:00:00Z');
  await look('2031-05-02T09:00:00Z');
  expect(await slots()).toEqual(['2031-05-01T09:00:00.000Z', '2031-05-02T00:00:00.000Z']);
});

test('when a clock that was ahead is set right, slots go on at once, and none comes twice', async () => {
  const { start, slots } = await know({ cron: '*/10 * * * *', missedSlots: 'skip' }, '2031-05-01T08:55:00Z');
  const { look } = start('2031-05-01T08:55:00Z');
  await look('2031-05-01T09:00:00Z');
  await look('2031-05-01T09:30:00Z');
  await look('2031-05-01T09:05:00Z');
  await look('2031-05-01T09:10:00Z');
  await look('2031-05-01T09:20:00Z');
  await look('2031-05-01T09:30:00Z');
  await look('2031-05-01T09:40:00Z');
  expect(await slots()).toEqual(['09:00', '09:10', '09:20', '09:30', '09:40'].map((time) => `2031-05-01T${time}:00.000Z`));
});

test('a scheduler that is started after the clock was set right does not wait for the slots that were fired too early', async () => {
  const { start, claim, slots } = await know({ cron: '*/10 * * * *', missedSlots: 'run-once' }, '2031-05-01T08:55:00Z');
  await claim('2031-05-01T10:00:00.000Z');
  const { look } = start('2031-05-01T09:05:00Z');
  await look('2031-05-01T09:05:02Z');
  await look('2031-05-01T09:10:00Z');
  expect(await slots()).toEqual(['2031-05-01T09:10:00.000Z', '2031-05-01T10:00:00.000Z']);
});
