import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CarillonError, MAX_IMPORT_PROBLEMS, type ImportProblem, type ImportReport } from '@carillon/domain';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';

export interface ImportCsvOptions<Line> {
  source: Readable;
  /** The columns that are known, beside those that `isColumn` accepts. */
  columns: readonly string[];
  isColumn?: (name: string) => boolean;
  /** Those that have to be there. */
  required: readonly string[];
  schema: z.ZodType<Line>;
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
/** A quote that is never closed would make one record of the rest of the file. */
const MAX_RECORD_BYTES = 64 * 1024;

const CsvRecord = z.object({
  info: z.object({ lines: z.int(), error: z.object({ code: z.string() }).optional() }),
  record: z.record(z.string(), z.string()),
});

/**
 * Reads CSV (RFC 4180) as it arrives and stores its good lines in batches, in bounded memory whatever its length; reading
 * waits for storing. Throws `validation-failed` when the header is not usable; a bad line only goes into the report.
 */
export async function importCsv<Line>(options: ImportCsvOptions<Line>): Promise<ImportReport> {
  const report: ImportReport = { imported: 0, updated: 0, existing: 0, rejected: 0, problems: [] };
  const reject = (problem: ImportProblem) => {
    report.rejected += 1;
    if (report.problems.length < MAX_IMPORT_PROBLEMS) report.problems.push(problem);
  };
  let batch: { line: Line; number: number }[] = [];
  const store = async () => {
    if (batch.length === 0) return;
    const stored = await options.store(batch.map(({ line }) => line));
    const { imported, updated, refused } = typeof stored === 'number' ? { imported: stored, updated: 0, refused: [] } : stored;
    report.imported += imported;
    report.updated += updated;
    report.existing += batch.length - imported - updated - refused.length;
    for (const { index, column, reason } of refused) reject({ line: batch[index]?.number ?? 0, column, reason });
    batch = [];
  };

  let headed = false;
  const parser = parse({
    bom: true,
    columns(header: string[]) {
      headed = true;
      return checkHeader(header, options);
    },
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  try {
    await pipeline(chunksOf(options.source), parser, async (records: AsyncIterable<unknown>) => {
      for await (const record of records) {
        const { info, record: fields } = CsvRecord.parse(record);
        const read = info.error === undefined ? readLine(fields, options) : { column: null, reason: 'has more or fewer fields than the header' };
        if ('reason' in read) reject({ line: info.lines, ...read });
        else if (batch.push({ line: read.line, number: info.lines }) >= BATCH_LINES) await store();
      }
    });
  } catch (error) {
    // What is left of the file is read past, so that whoever sends it gets to the answer.
    options.source.resume();
    if (!(error instanceof CsvError)) throw error;
    reject({ line: parser.info.lines, column: null, reason: `can not be read as CSV (${explainCsvError(error)}); what follows it was not read` });
  }
  if (!headed && report.rejected === 0) throw new CarillonError('validation-failed', 'The file is empty: its first line has to name its columns.', { details: [{ pointer: '', code: 'empty-file', message: 'is empty' }] });
  await store();
  return report;
}

/** A pipeline destroys a source that it could not read to its end, and a request that is destroyed can not be answered. */
async function* chunksOf(source: Readable): AsyncGenerator {
  for await (const chunk of source.iterator({ destroyOnReturn: false })) yield chunk;
}

function checkHeader(header: readonly string[], { columns, isColumn, required }: Pick<ImportCsvOptions<unknown>, 'columns' | 'isColumn' | 'required'>): string[] {
  const names = header.map((name) => name.trim());
  const details = [
    ...names.filter((name) => !columns.includes(name) && isColumn?.(name) !== true).map((name) => ({ pointer: '', code: 'unknown-column', message: `"${name}" is not a column; known are ${columns.join(', ')}` })),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => ({ pointer: '', code: 'repeated-column', message: `the column ${name} is there twice` })),
    ...required.filter((name) => !names.includes(name)).map((name) => ({ pointer: '', code: 'missing-column', message: `the column ${name} is missing` })),
  ];
  if (details.length > 0) throw new CarillonError('validation-failed', `The first line of the file has to name its columns: ${details.map(({ message }) => message).join('; ')}.`.slice(0, 500), { details });
  return names;
}

function readLine<Line>(record: Record<string, string>, { schema }: Pick<ImportCsvOptions<Line>, 'schema'>): { line: Line } | Omit<ImportProblem, 'line'> {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return { line: parsed.data };
  const [issue] = parsed.error.issues;
  const missing = issue?.code === 'invalid_type' && issue.input === undefined;
  return { column: issue?.path[0] === undefined ? null : String(issue.path[0]), reason: missing ? 'is required' : (issue?.message ?? 'is not valid') };
}

function explainCsvError(error: CsvError): string {
  const reasons: Record<string, string> = { CSV_QUOTE_NOT_CLOSED: 'a quote is not closed', CSV_MAX_RECORD_SIZE: 'a line is too long, or a quote is not closed' };
  return reasons[error.code] ?? error.code;
}
