import { groupOf, RuleName, ScheduleName } from '@carillon/domain';
import { expect, it } from 'vitest';
import * as definitions from './definitions.ts';
import { allSchedules, heartbeats, maintenanceSchedules, ruleSchedules } from './schedules.ts';

const schedules = allSchedules({ maintenanceIntervalSeconds: 10 });

it('every rule, and everything that is maintained, has one schedule', () => {
  expect(schedules.map(({ rule }) => rule)).toEqual(ScheduleName.options);
  expect(ruleSchedules.map(({ rule }) => rule)).toEqual(RuleName.options);
});

it.each(maintenanceSchedules({ maintenanceIntervalSeconds: 10 }))('$rule is a job of the maintenance queue', ({ rule, sweep }) => {
  expect([sweep.name, sweep.queue]).toEqual([rule, 'maintenance']);
});

it.each(ruleSchedules)('$rule is swept by a job of its own queue', ({ rule, sweep }) => {
  expect([sweep.name, sweep.queue]).toEqual([`${rule}.sweep`, groupOf(rule)]);
});

it.each(schedules)('$rule has defaults for all of its parameters, and takes no others', ({ parameters }) => {
  expect(Object.keys(parameters.parse({}))).toEqual(Object.keys(parameters.shape));
  expect(parameters.safeParse({ nobodyKnows: 1 }).success).toBe(false);
});

it('a slot of a rule is one job, and so is an occurrence, whoever finds it', () => {
  const { paymentSendReminder: job, paymentSendReminderSweep: sweep } = definitions;
  const occurrence = { runId: 'run_1', subjectId: 'inv_42', userId: 'ada', slot: '2026-04-01.3d', parameters: {} };
  const slot = { runId: 'run_1', rule: 'payment.send-reminder', slot: '2026-03-29T01:00:00.000Z', parameters: {} };
  expect(job.jobId(occurrence)).toBe('payment.send-reminder_inv%5F42_2026-04-01.3d');
  expect(job.jobId({ ...occurrence, runId: 'run_2' })).toBe(job.jobId(occurrence));
  expect(sweep.jobId(slot)).toBe('payment.send-reminder.sweep_2026-03-29T01%3A00%3A00.000Z');
  expect(sweep.jobId({ ...slot, runId: 'run_2' })).toBe(sweep.jobId(slot));
});

it.each([definitions.campaignWatch, definitions.receiptAsk, definitions.campaignAskForReceipts])('$name is one job at a time, however long one takes', ({ jobId }) => {
  expect(jobId({ slot: '2026-03-29T01:00:00.000Z' })).toBe(jobId({ slot: '2026-03-29T01:00:10.000Z' }));
});

it('nothing that asks providers takes a place of maintenance', () => {
  const asking = heartbeats({ maintenanceIntervalSeconds: 10 }).filter(({ name }) => name.includes('ask'));
  expect(asking.map(({ job }) => [job.name, job.queue])).toEqual([['receipt.ask', 'receipt'], ['campaign.ask-for-receipts', 'receipt']]);
});
