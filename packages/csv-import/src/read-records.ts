import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportDelimiter, ImportEncoding } from '@carillon/domain';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { createTextDecoding, type TextDecoding } from './decode-text.ts';
import { detectDelimiter } from './detect-delimiter.ts';

/** One record of a CSV file; the first one are the headings. */
export interface CsvRecord {
  fields: string[];
  /** Where it ends in the file, from 1. */
  line: number;
}

/** How the file was understood up to now, and where reading it had to end. */
export interface CsvReading {
  readonly encoding: ImportEncoding;
  readonly delimiter: ImportDelimiter;
  readonly broken: { line: number; reason: string } | null;
}

/** A quote that is never closed would make one record of the rest of the file; a first line is no longer either. */
const MAX_RECORD_BYTES = 64 * 1024;

const ParsedRecord = z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) });

/**
 * Reads CSV (RFC 4180, or as spreadsheets save it) as it arrives, record by record and without the empty ones; reading waits
 * for `take`. Throws what `take` throws, after reading past the rest, so that whoever sends the file gets to the answer.
 */
export async function readRecords(source: Readable, take: (record: CsvRecord, reading: CsvReading) => Promise<void>): Promise<CsvReading> {
  const decoding = createTextDecoding();
  let delimiter: ImportDelimiter = ',';
  let broken: CsvReading['broken'] = null;
  const reading: CsvReading = {
    get encoding() { return decoding.encoding; },
    get delimiter() { return delimiter; },
    get broken() { return broken; },
  };
  try {
    const text = textOf(source, decoding);
    const start = await readFirstLine(text);
    delimiter = detectDelimiter(start.firstLine);
    const parser = parse({ delimiter, info: true, max_record_size: MAX_RECORD_BYTES, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, skip_records_with_empty_values: true, trim: true });
    try {
      await pipeline(continued(start.text, text), parser, async (records: AsyncIterable<unknown>) => {
        for await (const parsed of records) {
          const { info, record } = ParsedRecord.parse(parsed);
          await take({ fields: record, line: info.lines }, reading);
        }
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      broken = { line: parser.info.lines, reason: `can not be read as CSV (${explainCsvError(error)}); what follows it was not read` };
      source.resume();
    }
  } catch (error) {
    source.resume();
    throw error;
  }
  return reading;
}

/** A pipeline destroys a source that it could not read to its end, and a request that is destroyed can not be answered. */
async function* textOf(source: Readable, decoding: TextDecoding): AsyncGenerator<string> {
  for await (const chunk of source.iterator({ destroyOnReturn: false })) yield decoding.write(Buffer.from(chunk));
  yield decoding.end();
}

/** Reads on until the first line that is not empty is there as a whole, or too long to be one. */
async function readFirstLine(pieces: AsyncGenerator<string>): Promise<{ text: string; firstLine: string }> {
  let text = '';
  for (;;) {
    const piece = await pieces.next();
    if (piece.done !== true) text += piece.value;
    const [, firstLine = ''] = /^\s*([^\r\n]*)/.exec(text) ?? [];
    if (piece.done === true || text.length > MAX_RECORD_BYTES || /[\r\n]/.test(text.trimStart())) return { text, firstLine };
  }
}

async function* continued(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

function explainCsvError(error: CsvError): string {
  const reasons: Record<string, string> = { CSV_QUOTE_NOT_CLOSED: 'a quote is not closed', CSV_MAX_RECORD_SIZE: 'a line is too long, or a quote is not closed' };
  return reasons[error.code] ?? error.code;
}
