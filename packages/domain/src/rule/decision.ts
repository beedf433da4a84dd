/** A subject that is left out. `code` is one of a few words, counted by the run; `reason` tells this one case. */
export interface Exclusion {
  kind: 'excluded';
  code: string;
  reason: string;
}

/** A subject whose time has come. `slot` names the occurrence, `dueAt` is when it became due, `facts` are what the message tells. */
export interface Due<Facts> {
  kind: 'due';
  slot: string;
  dueAt: Date;
  reason: string;
  facts: Facts;
}

export type RuleDecision<Facts = unknown> = Due<Facts> | Exclusion;

/** Nothing keeps this subject from being due but the calendar: runs do not count it. */
export const NOT_DUE = 'not due';

export function excluded(code: string, reason: string): Exclusion {
  return { kind: 'excluded', code, reason };
}
