import { compile } from 'html-to-text';
import { templateLimits } from './template-limits.ts';

const convert = compile({
  wordwrap: 78,
  limits: { maxDepth: 200, maxInputLength: templateLimits.output, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    { selector: 'h1', options: { uppercase: false } },
    { selector: 'h2', options: { uppercase: false } },
    { selector: 'h3', options: { uppercase: false } },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
});

/** The plain-text alternative of a message that only has HTML: links keep their address, pictures are left out. */
export function htmlToPlainText(html: string): string {
  return convert(html).trim();
}
