const MAX_TERMS = 24;
const MAX_TERM_LENGTH = 60;

/** The words by which the search box finds a notification: its address, the address's parts, and its subject's words. */
export function searchTermsOf(to: string, subject: string): string[] {
  const address = to.toLowerCase();
  const words = `${address} ${subject.toLowerCase()}`.split(/[^\p{L}\p{N}]+/u);
  const terms = [address, ...words].map((term) => term.slice(0, MAX_TERM_LENGTH)).filter((term) => term !== '');
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/** One pattern per word typed; each must begin one of the terms. An address is looked for as a whole. */
export function searchPatternsOf(text: string): RegExp[] {
  const typed = text.toLowerCase().trim();
  const words = typed.includes('@') ? [typed] : typed.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.slice(0, 5).map((word) => new RegExp(`^${word.slice(0, MAX_TERM_LENGTH).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
}
