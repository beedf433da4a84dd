/** A subject as one line to be recognised by: its words and variables, without the Liquid tags that only compute. */
export function outlineSubject(subject: string): string {
  return subject
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (_output, expression: string) => `{{ ${expression.split('|')[0]?.trim() ?? ''} }}`)
    .replace(/\s+/g, ' ')
    .trim();
}
