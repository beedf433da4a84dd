import { groupOf, type RuleName } from '@carillon/domain';
import { defineJob, jobIdFrom, type JobDefinition } from '@carillon/queue';
import { z } from 'zod';

/** One firing of a rule's schedule. `parameters` are checked by the rule: what is in force may have been changed by hand. */
export const SweepPayload = z.strictObject({
  runId: z.string().min(1).max(100),
  rule: z.string(),
  slot: z.iso.datetime(),
  parameters: z.record(z.string(), z.json()),
});
export type SweepPayload = z.infer<typeof SweepPayload>;

/** One occurrence that a sweep found: it is checked again with the same parameters before anything is sent. */
export const OccurrencePayload = z.strictObject({
  runId: z.string().min(1).max(100),
  subjectId: z.string().min(1).max(100),
  userId: z.string().min(1).max(100),
  slot: z.string().regex(/^[^|]{1,100}$/),
  parameters: z.record(z.string(), z.json()),
});
export type OccurrencePayload = z.infer<typeof OccurrencePayload>;

export type SweepDefinition = JobDefinition<string, typeof SweepPayload>;
export type OccurrenceDefinition = JobDefinition<RuleName, typeof OccurrencePayload>;

/** `<rule>.sweep` finds what is due. Two schedulers that fire the same slot enqueue one. */
export function defineSweep(rule: RuleName): SweepDefinition {
  return defineJob({
    name: `${rule}.sweep`,
    queue: groupOf(rule),
    payload: SweepPayload,
    // Some two minutes of a service being away; the run says so when that was not enough.
    attempts: 7,
    backoffMs: 2_000,
    jobId: ({ slot }) => jobIdFrom(`${rule}.sweep`, slot),
  });
}

/** The rule's own job: one for each occurrence, however often it is found. */
export function defineOccurrence(rule: RuleName): OccurrenceDefinition {
  return defineJob({
    name: rule,
    queue: groupOf(rule),
    payload: OccurrencePayload,
    // Half an hour: until the next sweep of most rules, which would find the occurrence again.
    attempts: 10,
    backoffMs: 2_000,
    jobId: ({ subjectId, slot }) => jobIdFrom(rule, subjectId, slot),
  });
}
