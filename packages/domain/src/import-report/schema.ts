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

export const ImportEncoding = z.enum(['utf-8', 'utf-16', 'windows-1252']);
export type ImportEncoding = z.infer<typeof ImportEncoding>;
export const ImportDelimiter = z.enum([',', ';', '\t', '|']);
export type ImportDelimiter = z.infer<typeof ImportDelimiter>;

/** How a CSV file was understood. */
export const ImportFormat = z.object({
  encoding: ImportEncoding,
  delimiter: ImportDelimiter,
  columns: z.array(z.object({ heading: z.string(), column: z.string() })).describe('What each heading of the file was taken for, in their order'),
});
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Heading of the column that refused lines are given in front; an import passes over a column of this name. */
export const REFUSAL_COLUMN = 'Reason';

/** Refused lines as a CSV file of their own, to be mended and imported again. */
export const RefusedLines = z.object({
  lines: z.int().positive().describe('How many of the refused lines it holds: the first ones, as long as they are not too many or too long'),
  csv: z.string().describe(`The refused lines as they were, below the headings of the file; the column ${REFUSAL_COLUMN} in front says why each was refused`),
});
export type RefusedLines = z.infer<typeof RefusedLines>;

/** What a CSV import came to. Sending the same file again changes nothing: its records count as `existing`. */
export const ImportReport = z.object({
  imported: z.int().min(0),
  updated: z.int().min(0).default(0).describe('Lines that changed somebody who was there before'),
  existing: z.int().min(0).describe('Lines that changed nothing, since what they are about was there before'),
  duplicates: z.int().min(0).default(0).describe('Lines with the id of an earlier line of the same file, or without one and equal to it: merged with that one where a line changes what is there, and left out otherwise'),
  rejected: z.int().min(0),
  problems: z.array(ImportProblem).describe(`The first ${MAX_IMPORT_PROBLEMS} rejected lines, with reasons`),
  refused: RefusedLines.nullable().default(null).describe('Null when no line was refused, or when it could not be read at all'),
  format: ImportFormat.nullable().default(null).describe('Null when a data service of your own does not tell'),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** What a file with these columns may be like, for those who read the contract. */
export function describeCsvFile(columns: readonly string[]): string {
  return `A CSV file of any length, as RFC 4180 or a spreadsheet has it: commas, semicolons, tabs or bars between the fields; UTF-8, UTF-16 with a byte order mark, or Windows-1252. Its first line names the columns, in capitals or not: ${columns.join(', ')}. An empty field counts as left out, and a column ${REFUSAL_COLUMN} is passed over.`;
}
