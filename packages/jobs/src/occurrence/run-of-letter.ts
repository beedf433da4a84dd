import { RuleName } from '@carillon/domain';
import { z } from 'zod';
import { OccurrencePayload } from '../define-rule-jobs.ts';

const OccurrenceJob = z.object({ payload: OccurrencePayload });

/** The run that a job which was given up is of; null: it is no rule's own, or can not be read. */
export function runOfLetter({ jobName, data }: { jobName: string; data: unknown }): string | null {
  if (!RuleName.safeParse(jobName).success) return null;
  return OccurrenceJob.safeParse(data).data?.payload.runId ?? null;
}
