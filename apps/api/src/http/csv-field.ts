/** Quotes what needs it (RFC 4180), and disarms what a spreadsheet would take for a formula (OWASP, CSV injection). */
export function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
