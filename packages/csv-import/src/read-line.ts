import '@carillon/domain/words';
import { REFUSAL_COLUMN, type ImportEncoding, type ImportProblem } from '@carillon/domain';
import type { z } from 'zod';
import { matchColumns, type ImportColumns } from './match-columns.ts';

export interface Header {
  headings: readonly string[];
  /** What each heading stands for. */
  columns: readonly string[];
  /** The fields of a record that stand below the headings, and those beyond them. */
  ownFields(fields: readonly string[]): string[];
  /** Whether the file is one of refused lines, in which formulas were disarmed. */
  isOfRefusedLines: boolean;
}

/** Passes over the empty columns that spreadsheets leave at the end, and over the reasons of refused lines. Throws `validation-failed`. */
export function readHeader(fields: readonly string[], known: ImportColumns): Header {
  const reasons = fields.indexOf(REFUSAL_COLUMN);
  const ownFields = (all: readonly string[]) => all.filter((_, index) => index !== reasons);
  const own = ownFields(fields);
  const headings = own.slice(0, own.findLastIndex((field) => field !== '') + 1);
  return { headings, columns: matchColumns(headings, known), ownFields, isOfRefusedLines: reasons !== -1 };
}

/** What the fields below a header say, or what is wrong with them; an empty field counts as left out. */
export function readLine<Line>(fields: readonly string[], { columns, isOfRefusedLines }: Header, encoding: ImportEncoding, schema: z.ZodType<Line>): { value: Line } | Omit<ImportProblem, 'line'> {
  if (fields.length < columns.length || fields.slice(columns.length).some((field) => field !== '')) return { column: null, reason: 'has more or fewer fields than the header' };
  const damaged = fields.findIndex((field) => field.includes('\uFFFD'));
  if (damaged !== -1) return { column: columns[damaged] ?? null, reason: `has characters that are not ${encoding.toUpperCase()}, as the rest of the file is: save the file as "CSV UTF-8"` };
  const given = columns.map((column, index) => [column, isOfRefusedLines ? disarmed(fields[index] ?? '') : fields[index]]).filter(([, field]) => field !== '');
  const parsed = schema.safeParse(Object.fromEntries(given), { reportInput: true });
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const missing = issue?.code === 'invalid_type' && issue.input === undefined;
  return { column: issue?.path[0] === undefined ? null : String(issue.path[0]), reason: missing ? 'is required' : (issue?.message ?? 'is not valid') };
}

/** Without the apostrophe that keeps a spreadsheet from taking a field for a formula. */
function disarmed(field: string): string {
  return /^'[=+\-@＝＋－＠]/.test(field) ? field.slice(1) : field;
}
