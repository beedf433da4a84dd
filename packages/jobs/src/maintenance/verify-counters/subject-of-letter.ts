import { MaintenanceName, RuleName, type NotificationId, type OccurrenceKey } from '@carillon/domain';
import { z } from 'zod';
import { SweepPayload } from '../../define-rule-jobs.ts';
import { notificationSend } from '../../notification/send/definition.ts';
import { occurrenceOfLetter } from '../../occurrence/occurrence-of-letter.ts';

/** What tells whether a job that was given up has anything to do yet. */
export type LetterSubject =
  | { kind: 'notification'; id: NotificationId }
  | { kind: 'occurrence'; key: OccurrenceKey }
  | { kind: 'sweep'; runId: string }
  | { kind: 'maintenance'; name: MaintenanceName; runId: string; slot: Date };

const jobOf = <Payload extends z.ZodType>(payload: Payload) => z.object({ payload });
const SendJob = jobOf(notificationSend.payload);
const SweepJob = jobOf(SweepPayload);
const SweepName = z.templateLiteral([RuleName, '.sweep']);

/** Null: nothing tells, or the job can not be read. */
export function subjectOfLetter({ jobName, data }: { jobName: string; data: unknown }): LetterSubject | null {
  if (jobName === notificationSend.name) {
    const send = SendJob.safeParse(data).data;
    return send === undefined ? null : { kind: 'notification', id: send.payload.notificationId };
  }
  const occurrence = occurrenceOfLetter({ jobName, data });
  if (occurrence !== null) return { kind: 'occurrence', key: occurrence.key };
  const sweep = SweepJob.safeParse(data).data?.payload;
  if (sweep === undefined) return null;
  const maintenance = MaintenanceName.safeParse(jobName);
  if (maintenance.success) return { kind: 'maintenance', name: maintenance.data, runId: sweep.runId, slot: new Date(sweep.slot) };
  return SweepName.safeParse(jobName).success ? { kind: 'sweep', runId: sweep.runId } : null;
}
