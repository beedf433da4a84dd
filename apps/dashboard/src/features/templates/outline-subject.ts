/** A subject as one line to be recognised by: its words and variables, the first way of each choice, without what only computes. */
export function outlineSubject(subject: string): string {
  return subject
    .replace(/\{%-?\s*(capture|comment)\b.*?%\}.*?\{%-?\s*end\1\s*-?%\}/gs, '')
    .replace(/\{%-?\s*els(?:e|if)\b.*?%\}.*?(?=\{%-?\s*end(?:if|unless)\b)/gs, '')
    .replace(/\{%.*?%\}/gs, '')
    .replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (_output, expression: string) => `{{ ${expression.split('|')[0]?.trim() ?? ''} }}`)
    .replace(/\s+/g, ' ')
    .trim();
}
