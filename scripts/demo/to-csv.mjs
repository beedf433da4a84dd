import { stringify } from 'csv-stringify/sync';

/**
 * CSV (RFC 4180) with the named columns, in their order.
 * @template {string} Column
 * @param {readonly Column[]} columns
 * @param {readonly Readonly<Record<Column, string | number>>[]} rows
 */
export function toCsv(columns, rows) {
  return stringify([...rows], { columns: [...columns], header: true });
}
