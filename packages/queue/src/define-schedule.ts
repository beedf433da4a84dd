import type { z } from 'zod';
import type { JobDefinition } from './define-job.ts';

/** When a job is enqueued by the clock. `payload` gets the slot: the instant the cron expression named, not the one it fired at. */
export interface ScheduleDefinition<Payload extends z.ZodType = z.ZodType> {
  name: string;
  /** Five fields, or six with seconds in front (node-cron). */
  cron: string;
  /** IANA name. */
  timeZone: string;
  job: JobDefinition<string, Payload>;
  payload(slot: Date): z.infer<Payload>;
}

export function defineSchedule<Payload extends z.ZodType>(schedule: ScheduleDefinition<Payload>): ScheduleDefinition<Payload> {
  return schedule;
}
