import { CarillonError } from '@carillon/domain';

export interface ImportColumns {
  /** The columns that are known, beside those that `columnIn` knows. */
  columns: readonly string[];
  /** Other headings for known columns, in lower case and without blanks. */
  aliases?: Readonly<Record<string, string>>;
  /** The column that a heading stands for, null when it knows none. */
  columnIn?: (heading: string) => string | null;
  /** Those that have to be there; of a list, one is enough. */
  required: readonly (string | readonly string[])[];
}

/**
 * The columns that the headings of a file stand for; capitals, blanks and hyphens make no difference. Throws
 * `validation-failed` with all that is wrong with the headings.
 */
export function matchColumns(headings: readonly string[], known: ImportColumns): string[] {
  const matched = headings.map((heading) => ({ heading, column: columnFor(heading, known) }));
  const names = matched.map(({ column }) => column);
  const details = [
    ...matched.flatMap(({ heading, column }) => (column === undefined ? [{ code: 'unknown-column', message: `"${heading}" is not a column; known are ${known.columns.join(', ')}` }] : [])),
    ...matched.flatMap(({ heading, column }, index) => (column !== undefined && names.indexOf(column) !== index ? [{ code: 'repeated-column', message: `the column ${column} appears twice${heading === column ? '' : `, once as "${heading}"`}` }] : [])),
    ...known.required.flatMap((required) => {
      const [first = '', ...others] = typeof required === 'string' ? [required] : required;
      return [first, ...others].some((name) => names.includes(name)) ? [] : [{ code: 'missing-column', message: `the column ${first} is missing${others.length === 0 ? '' : ` (or ${others.join(' and ')})`}` }];
    }),
  ];
  if (details.length > 0) {
    throw new CarillonError('validation-failed', `The first line of the file has to name its columns: ${details.map(({ message }) => message).join('; ')}.`.slice(0, 500), { details: details.map((detail) => ({ pointer: '', ...detail })) });
  }
  return names.filter((name) => name !== undefined);
}

function columnFor(heading: string, { columns, aliases = {}, columnIn }: ImportColumns): string | undefined {
  const word = wordOf(heading);
  return columns.find((column) => column === heading) ?? columnIn?.(heading) ?? columns.find((column) => wordOf(column) === word) ?? (Object.hasOwn(aliases, word) ? aliases[word] : undefined);
}

function wordOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}
