/**
 * CSV (RFC 4180) with the named columns, in their order.
 * @template {string} Column
 * @param {readonly Column[]} columns
 * @param {readonly Readonly<Record<Column, string | number>>[]} rows
 */
export function toCsv(columns, rows) {
  return [columns.join(','), ...rows.map((row) => columns.map((column) => quote(String(row[column]))).join(','))].map((line) => `${line}\n`).join('');
}

/** @param {string} field */
function quote(field) {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
