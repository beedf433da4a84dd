/** Puts a piece of HTML at the end of what a document shows; at the very end, where it has no `</body>`. */
export function appendToBody(html: string, piece: string): string {
  const end = html.toLowerCase().lastIndexOf('</body>');
  return end === -1 ? `${html}${piece}` : `${html.slice(0, end)}${piece}\n${html.slice(end)}`;
}
