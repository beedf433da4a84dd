import { z } from 'zod';

/** Problems an import report lists at most; `rejected` counts all of them. */
export const MAX_IMPORT_PROBLEMS = 1_000;

/** One line of a CSV file that was not taken over. */
export const ImportProblem = z.object({
  line: z.int().positive().describe('Where the record ends in the file; the header is line 1'),
  column: z.string().nullable().describe('Which column is wrong; null when the line as a whole is'),
  reason: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

/** What a CSV import came to. Sending the same file again changes nothing: its records count as `existing`. */
export const ImportReport = z.object({
  imported: z.int().min(0),
  updated: z.int().min(0).default(0).describe('Lines that changed somebody who was there before'),
  existing: z.int().min(0).describe('Lines that changed nothing, since what they say was there before'),
  rejected: z.int().min(0),
  problems: z.array(ImportProblem).describe(`The first ${MAX_IMPORT_PROBLEMS} rejected lines, with reasons`),
});
export type ImportReport = z.infer<typeof ImportReport>;
