/** "1,204", or "10,000+" for a count that was cut off there. */
export function formatCount(total: number, capped: boolean): string {
  return `${total.toLocaleString('en')}${capped ? '+' : ''}`;
}
