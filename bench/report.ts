import type { Row } from './compare.ts';

/** The rows of a table as it is printed. */
export function describeRows(rows: readonly Row[], [product, other]: readonly [product: string, other: string]): Record<string, string | number>[] {
  return rows.map((row) => ({
    figure: row.figure,
    [product]: shorten(row.product),
    [other]: shorten(row.bare),
    ratio: shorten(row.ratio),
    spread: row.spread.map(shorten).join(' … '),
    goal: row.goal,
    reached: row.reached ? 'yes' : 'NO',
  }));
}

/** The last lines: how many goals were reached, each one that was not, and what could not be measured. */
export function summarize(measured: readonly { name: string; rows: readonly Row[] }[], failed: readonly string[]): string {
  const all = measured.flatMap(({ name, rows }) => rows.map((row) => ({ name, row })));
  const missed = all.filter(({ row }) => !row.reached);
  return [
    `${all.length - missed.length} of ${all.length} goals reached`,
    ...missed.map(({ name, row }) => `MISSED  ${name}: ${row.figure} ${shorten(row.product)} against ${shorten(row.bare)}, ratio ${shorten(row.ratio)}, goal ${row.goal}`),
    ...failed.map((name) => `FAILED  ${name}: not measured, see above`),
  ].join('\n');
}

/** To three digits that matter, whole from a hundred on. */
function shorten(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
