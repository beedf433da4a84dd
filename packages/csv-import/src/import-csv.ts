import type { Readable } from 'node:stream';
import { CarillonError, MAX_IMPORT_PROBLEMS, type ImportProblem, type ImportReport } from '@carillon/domain';
import { z } from 'zod';
import type { ImportColumns } from './match-columns.ts';
import { readHeader, readLine, type Header } from './read-line.ts';
import { readRecords } from './read-records.ts';
import { createRefusedLines } from './refused-lines.ts';
import { createSeenNames } from './seen-names.ts';

export interface ImportCsvOptions<Line> extends ImportColumns {
  source: Readable;
  schema: z.ZodType<Line>;
  /**
   * The names of what a line is about: first the one that decides, then all others. A line whose decisive name an earlier line
   * had comes to `store` after that one, which merges the two or leaves the later one out; one without any name is left out here
   * when an earlier line is the same in all fields.
   */
  namesOf(line: Line): readonly string[];
  /** Stores a batch of good lines; a number says how many of them were new, all others having been there before. */
  store(lines: Line[]): Promise<number | StoredLines>;
}

/** What became of a batch; who is in none of these was there before, with the same content. */
export interface StoredLines {
  imported: number;
  updated: number;
  /** By position in the batch: what could not be stored after all. */
  refused: readonly { index: number; column: string | null; reason: string }[];
}

/** The columns without which no line can be good. */
export function requiredColumnsOf(schema: z.ZodObject): string[] {
  return Object.entries(schema.shape).filter(([, field]) => !z.safeParse(field, undefined).success).map(([name]) => name);
}

const BATCH_LINES = 500;

interface GoodLine<Line> {
  value: Line;
  fields: readonly string[];
  line: number;
}

/**
 * Reads CSV as it arrives, whatever its encoding and delimiter, and stores its good lines in batches, in bounded memory
 * whatever its length; reading waits for storing. Throws `validation-failed` when the header is not usable; a bad line only
 * goes into the report.
 */
export async function importCsv<Line>(options: ImportCsvOptions<Line>): Promise<ImportReport> {
  const report: ImportReport = { imported: 0, updated: 0, existing: 0, duplicates: 0, rejected: 0, problems: [], refused: null, format: null };
  const refused = createRefusedLines();
  const seen = createSeenNames();
  const batch = { first: new Array<GoodLine<Line>>(), again: new Array<GoodLine<Line>>() };
  const head: { read: Header | null } = { read: null };

  const reject = (problem: ImportProblem, fields?: readonly string[]) => {
    report.rejected += 1;
    if (report.problems.length < MAX_IMPORT_PROBLEMS) report.problems.push(problem);
    if (fields !== undefined) refused.add(fields, problem.column === null ? problem.reason : `${problem.column} ${problem.reason}`);
  };
  const store = async (lines: readonly GoodLine<Line>[]) => {
    const stored = lines.length === 0 ? 0 : await options.store(lines.map(({ value }) => value));
    const result = typeof stored === 'number' ? { imported: stored, updated: 0, refused: [] } : stored;
    for (const { index, column, reason } of result.refused) reject({ line: lines[index]?.line ?? 0, column, reason }, lines[index]?.fields);
    return { ...result, others: lines.length - result.imported - result.updated - result.refused.length };
  };
  const storeBatch = async () => {
    const first = await store(batch.first.splice(0));
    const again = await store(batch.again.splice(0));
    report.imported += first.imported + again.imported;
    report.updated += first.updated;
    report.existing += first.others;
    report.duplicates += again.updated + again.others;
  };

  const reading = await readRecords(options.source, async (record, { encoding, delimiter }) => {
    if (head.read === null) {
      head.read = readHeader(record.fields, options);
      refused.setHeader(head.read.headings, delimiter);
      return;
    }
    const fields = head.read.ownFields(record.fields);
    const result = readLine(fields, head.read, encoding, options.schema);
    if ('reason' in result) {
      reject({ line: record.line, ...result }, fields);
      return;
    }
    const names = options.namesOf(result.value);
    const decisive = names[0] ?? JSON.stringify(result.value);
    const isRepeat = seen.has(decisive);
    for (const name of [decisive, ...names.slice(1)]) seen.add(name);
    if (isRepeat && names.length === 0) report.duplicates += 1;
    else batch[isRepeat ? 'again' : 'first'].push({ value: result.value, fields, line: record.line });
    if (batch.first.length + batch.again.length >= BATCH_LINES) await storeBatch();
  });
  if (reading.broken !== null) reject({ ...reading.broken, column: null });
  else if (head.read === null) throw new CarillonError('validation-failed', 'The file is empty: its first line has to name its columns.', { details: [{ pointer: '', code: 'empty-file', message: 'is empty' }] });
  await storeBatch();
  const { headings = [], columns = [] } = head.read ?? {};
  return { ...report, refused: refused.result(), format: { encoding: reading.encoding, delimiter: reading.delimiter, columns: columns.map((column, index) => ({ heading: headings[index] ?? '', column })) } };
}
