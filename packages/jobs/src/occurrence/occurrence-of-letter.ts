import { RuleName, type OccurrenceKey } from '@carillon/domain';
import { z } from 'zod';
import { OccurrencePayload } from '../define-rule-jobs.ts';

const OccurrenceJob = z.object({ payload: OccurrencePayload });

/** The occurrence that a job which was given up is of, and the run that found it; null: it is no rule's own, or can not be read. */
export function occurrenceOfLetter({ jobName, data }: { jobName: string; data: unknown }): { key: OccurrenceKey; runId: string } | null {
  const rule = RuleName.safeParse(jobName);
  const job = OccurrenceJob.safeParse(data);
  if (!rule.success || !job.success) return null;
  const { subjectId, slot, runId } = job.data.payload;
  return { key: { rule: rule.data, subjectId, slot }, runId };
}
