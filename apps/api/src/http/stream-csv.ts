import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';

export type CsvRow<Column extends string> = Readonly<Record<Column, string | number | null>>;

/** Answers with a line for each row (RFC 4180) below one that names the columns, page by page: memory does not grow with the number of rows. */
export async function streamCsv<Column extends string>(columns: readonly Column[], pages: AsyncIterable<readonly CsvRow<Column>[]>, response: Writable, signal: AbortSignal): Promise<void> {
  await pipeline(Readable.from(csvPages(columns, pages)), response, { signal });
}

async function* csvPages<Column extends string>(columns: readonly Column[], pages: AsyncIterable<readonly CsvRow<Column>[]>): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const rows of pages) if (rows.length > 0) yield csvLines(columns, rows);
}

/** Disarms what a spreadsheet would take for a formula (OWASP, CSV injection). */
export function csvLines<Column extends string>(columns: readonly Column[], rows: readonly CsvRow<Column>[]): string {
  return stringify([...rows], { columns, escape_formulas: true, record_delimiter: '\r\n', quote_record_delimiter: true });
}
