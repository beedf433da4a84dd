import type { Exclusion } from '@carillon/domain';

/** What a rule needs to look at one occurrence again; `parameters` are the rule's own, not parsed yet. */
export interface OccurrenceCheck {
  subjectId: string;
  slot: string;
  parameters: Record<string, unknown>;
  now: Date;
}

/** Still wanted, with what was found; or why not. */
export type Checked<Found> = ({ kind: 'due' } & Found) | Exclusion;
