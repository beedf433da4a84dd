const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** How a value reads: nothing for null, the items of a list one after the other, JSON for an object. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(toText).join('');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The same, inert as HTML text and inside a quoted attribute. */
export function toHtml(value: unknown): string {
  return toText(value).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
