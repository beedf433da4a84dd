import { z } from 'zod';

/** What one fault came to. */
export const FaultResult = z.object({
  name: z.string(),
  title: z.string(),
  at: z.iso.datetime(),
  seed: z.int(),
  /** The revision of the product that was tried. */
  commit: z.string(),
  /** Why it proves nothing: it could not be tried, or nothing of the product met it; null when it does. */
  notProven: z.string().nullable(),
  /** How often the product met what makes up the fault, by what it is. */
  met: z.record(z.string(), z.int()),
  kills: z.int(),
  promised: z.int(),
  /** Of these, the ones that campaigns were to reach. */
  byCampaign: z.int(),
  taken: z.int(),
  /** Rows that ended in a state that says why nothing was sent. */
  failed: z.int(),
  unknown: z.int(),
  /** Attempts that somebody began who did not end them. */
  interrupted: z.int(),
  /** Tries of clients until they had their answers, beyond the first. */
  triedAgain: z.int(),
  lost: z.array(z.string()),
  duplicates: z.array(z.string()),
  excused: z.array(z.string()),
  contradictions: z.array(z.string()),
  /** Answers that a correct request must never get. */
  refused: z.array(z.string()),
  /** Processes that ended without being killed, and were started again. */
  endedByThemselves: z.int(),
  handsNeeded: z.array(z.string()),
  /** By what it was measured: a message that needs what was away. */
  probe: z.string(),
  /** Null: no such message went through in normal time any more. */
  recoveryMs: z.number().nullable(),
  /** What was still under way when patience ended. */
  open: z.array(z.string()),
  /** Until all that was promised had come to rest, after the last request; null: it did not. */
  restMs: z.number().nullable(),
  /** Counters that said something else than the rows right afterwards, before they were verified. */
  miscounted: z.array(z.string()),
  /** Whether a change may be written and its count not, since whoever writes both was cut off. */
  mayMiscount: z.boolean(),
  /** Whether the dashboard's numbers said the same as the rows after the run, when they had been verified; null: the run was broken off before. */
  countersAgree: z.boolean().nullable(),
});
export type FaultResult = z.infer<typeof FaultResult>;

/** Of each fault the newest result, by its name. */
export type Results = Record<string, FaultResult>;

/** Every way in which a result breaks what the product promises; empty when it holds, also where it proves nothing. */
export function breaches(result: FaultResult): string[] {
  const { lost, duplicates, contradictions, refused, handsNeeded, recoveryMs, open, miscounted, mayMiscount, countersAgree } = result;
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...duplicates.map((what) => `twice: ${what}`),
    ...contradictions.map((what) => `contradiction: ${what}`),
    ...refused.map((what) => `refused: ${what}`),
    ...handsNeeded.map((what) => `needs a hand: ${what}`),
    ...(recoveryMs === null ? ['it did not recover'] : []),
    ...open.map((what) => `does not come to rest: ${what}`),
    ...(mayMiscount ? [] : miscounted.map((what) => `counted wrong, and nobody was cut off: ${what}`)),
    ...(countersAgree === false ? ['the counters say something else than the rows'] : []),
  ];
}
