import { templateLimits } from './template-limits.ts';

const OPENING = /\{(?:\{|%)-?\s*(\w*)/g;
const BLOCKS = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment', 'raw']);

/** Source or output is beyond {@link templateLimits}. */
export class OversizeError extends Error {}

/** What of a source is beyond the limits, in words; null when nothing is. Looked at before parsing, which has no time limit. */
export function findOversize(source: string): string | null {
  if (source.length > templateLimits.source) return 'the template is too long';
  let tags = 0;
  let depth = 0;
  for (const opening of source.matchAll(OPENING)) {
    const [start, name = ''] = opening;
    tags += 1;
    if (BLOCKS.has(name)) depth += 1;
    if (name.startsWith('end')) depth -= 1;
    if (tags > templateLimits.tags) return `the template has more than ${templateLimits.tags} tags and outputs`;
    if (depth > templateLimits.nesting) return `the template is nested more than ${templateLimits.nesting} tags deep`;
    if (tagLength(source, opening.index, start.startsWith('{%')) > templateLimits.tagLength) return `a tag or output is longer than ${templateLimits.tagLength} characters`;
  }
  return null;
}

/** Up to the closing delimiter; what is never closed is the parser's business. */
function tagLength(source: string, begin: number, isTag: boolean): number {
  const end = source.indexOf(isTag ? '%}' : '}}', begin);
  return end === -1 ? 0 : end - begin;
}
