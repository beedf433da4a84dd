/** Comments and elements whose content is no markup are passed over, as are links of other elements than `a` and `area`. */
const PIECES = /<!--[\s\S]*?-->|<(style|script|title|textarea)\b[\s\S]*?<\/\1\s*>|<(?:a|area)\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const ATTRIBUTES = /([^\s"'=<>/]+)(\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const ENTITIES: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/**
 * Replaces the targets of the links in finished HTML. `replace` is told each `http` or `https` target, and its number among
 * them from 1 on; null leaves the link as it is. Everything else of the document stays letter by letter.
 */
export function rewriteLinks(html: string, replace: (target: string, link: number) => string | null): string {
  let links = 0;
  return html.replace(PIECES, (piece, rawText?: string) => (rawText === undefined && !piece.startsWith('<!--') ? rewriteTag(piece) : piece));

  function rewriteTag(tag: string): string {
    let seen = false;
    return tag.replace(ATTRIBUTES, (attribute: string, name: string, assignment?: string, value = '') => {
      // The first one counts, as in browsers.
      if (seen || assignment === undefined || name.toLowerCase() !== 'href') return attribute;
      seen = true;
      const target = decode(value.replace(/^(["'])(.*)\1$/s, '$2')).trim();
      if (!isWebAddress(target)) return attribute;
      links += 1;
      const replacement = replace(target, links);
      return replacement === null ? attribute : `${name}="${encode(replacement)}"`;
    });
  }
}

function isWebAddress(target: string): boolean {
  return /^https?:\/\//i.test(target) && URL.canParse(target);
}

function decode(value: string): string {
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
  });
}

function encode(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
