const MAX_TERMS = 24;
const MAX_TERM_LENGTH = 60;
const MAX_WORDS = 5;

/** The words by which the search box finds a notification: its address, the address's parts, and its subject's words. */
export function searchTermsOf(to: string, subject: string): string[] {
  const address = to.toLowerCase();
  const words = `${address} ${subject.toLowerCase()}`.split(/[^\p{L}\p{N}]+/u);
  const terms = [address, ...words].map((term) => term.slice(0, MAX_TERM_LENGTH)).filter((term) => term !== '');
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/**
 * The words typed; each must begin one of the terms. An address is looked for as a whole. First comes the word that the
 * fewest have, as far as its form tells: a store that reads by one of them takes the first.
 */
export function searchWordsOf(text: string): string[] {
  const typed = text.toLowerCase().trim();
  const words = typed.includes('@') ? [typed] : typed.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.slice(0, MAX_WORDS).toSorted(byRarity).map((word) => word.slice(0, MAX_TERM_LENGTH));
}

/** Numbers before words, long ones before short ones. */
function byRarity(one: string, other: string): number {
  return Number(/\d/.test(other)) - Number(/\d/.test(one)) || other.length - one.length;
}
