import type { ImportDelimiter, ImportEncoding, ImportFormat } from '@carillon/domain';

const encodings: Record<ImportEncoding, string> = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', 'windows-1252': 'Windows-1252' };
const delimiters: Record<ImportDelimiter, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** How a file was understood: its encoding, what stands between its fields, and the headings that were taken for something else. */
export function describeFormat({ encoding, delimiter, columns }: ImportFormat): string {
  const renamed = columns.filter(({ heading, column }) => heading !== column).map(({ heading, column }) => `“${heading}” as ${column}`);
  const read = `Read as ${encodings[encoding]}${columns.length > 1 ? ` with ${delimiters[delimiter]} between the fields` : ''}`;
  return renamed.length === 0 ? `${read}.` : `${read}; ${renamed.join(', ')}.`;
}

/** The name of the file for the refused lines of another one. */
export function refusedFileName(name: string): string {
  return `${name.replace(/\.[^.]+$/, '')}-refused.csv`;
}
