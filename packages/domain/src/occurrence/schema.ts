import type { NotificationId } from '../identity/schema.ts';
import type { RuleName } from '../rule/schema.ts';

/** One (rule, subject, slot): it may happen once, ever. */
export interface OccurrenceKey {
  rule: RuleName;
  subjectId: string;
  slot: string;
}

/**
 * `claimed`: somebody is at it, or died at it; whoever takes it up goes on with the same notification id. `notified`: its
 * notification is in the log. `skipped`: it did not happen, for a reason.
 */
export type OccurrenceState = 'claimed' | 'notified' | 'skipped';

export interface Occurrence extends OccurrenceKey {
  userId: string;
  notificationId: NotificationId;
  state: OccurrenceState;
  reason: string | null;
  /** Whose job claimed it, or settled it in the end. */
  runId: string;
  /** Of the rule, as they were when it was found: it is checked again by the same. */
  parameters: Record<string, unknown>;
  claimedAt: Date;
}

/** Why a sweep leaves out who was found before: whether the message has left by now, or is still held back, is told by its log. */
export const HAS_MESSAGE = 'has its message already';

/** Rule, subject and slot have no `|` in them, so the parts stay apart. */
export function occurrenceIdOf({ rule, subjectId, slot }: OccurrenceKey): string {
  return `${rule}|${subjectId}|${slot}`;
}
