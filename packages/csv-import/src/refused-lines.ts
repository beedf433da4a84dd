import { MAX_IMPORT_PROBLEMS, REFUSAL_COLUMN, type ImportDelimiter, type RefusedLines } from '@carillon/domain';
import { stringify } from 'csv-stringify/sync';

const MAX_CHARACTERS = 2 * 1024 * 1024;

/** Collects refused lines as CSV, in front of each why it was refused; those beyond a thousand, or two million characters, are left out. */
export function createRefusedLines() {
  const lines: string[] = [];
  let head = '';
  let delimiter: ImportDelimiter = ',';
  let length = 0;
  let full = false;
  const lineOf = (fields: readonly string[]) => stringify([[...fields]], { delimiter, escape_formulas: true, record_delimiter: '\r\n', quote_record_delimiter: true });
  return {
    setHeader(headings: readonly string[], used: ImportDelimiter): void {
      delimiter = used;
      head = lineOf([REFUSAL_COLUMN, ...headings]);
    },
    add(fields: readonly string[], reason: string): void {
      if (full) return;
      const line = lineOf([reason, ...fields]);
      full = lines.length >= MAX_IMPORT_PROBLEMS || length + line.length > MAX_CHARACTERS;
      if (full) return;
      lines.push(line);
      length += line.length;
    },
    result: (): RefusedLines | null => (lines.length === 0 ? null : { lines: lines.length, csv: head + lines.join('') }),
  };
}
