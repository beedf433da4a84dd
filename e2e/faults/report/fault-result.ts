import { z } from 'zod';

/** What one fault came to. */
export const FaultResult = z.object({
  name: z.string(),
  title: z.string(),
  at: z.iso.datetime(),
  seed: z.int(),
  /** Why it could not be tried; null when it was. */
  notProven: z.string().nullable(),
  kills: z.int(),
  promised: z.int(),
  taken: z.int(),
  /** Rows that ended in a state that says why nothing was sent. */
  failed: z.int(),
  unknown: z.int(),
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
  /** Null: no message went through in normal time any more. */
  recoveryMs: z.number().nullable(),
  /** Until all that was promised had come to rest, after the last request. */
  restMs: z.number(),
  /** Whether the dashboard's numbers said the same as the rows after the run, when they had been verified; null: the run was broken off before. */
  countersAgree: z.boolean().nullable(),
});
export type FaultResult = z.infer<typeof FaultResult>;

/** Of each fault the newest result, by its name. */
export const Results = z.record(z.string(), FaultResult);
export type Results = z.infer<typeof Results>;

/** Every way in which a result breaks what the product promises; empty when it holds. */
export function breaches(result: FaultResult): string[] {
  if (result.notProven !== null) return [];
  const { lost, duplicates, contradictions, refused, handsNeeded, recoveryMs, countersAgree } = result;
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...duplicates.map((what) => `twice: ${what}`),
    ...contradictions.map((what) => `contradiction: ${what}`),
    ...refused.map((what) => `refused: ${what}`),
    ...handsNeeded.map((what) => `needs a hand: ${what}`),
    ...(recoveryMs === null ? ['it did not recover'] : []),
    ...(countersAgree === false ? ['the counters say something else than the rows'] : []),
  ];
}
