import { escapePattern, searchWordsOf } from '@carillon/domain';

/** Read from an index, as it is anchored. */
export function beginningWith(text: string): RegExp {
  return new RegExp(`^${escapePattern(text)}`);
}

/** One pattern for each word typed into a search box: each must begin one of the terms. */
export function searchPatternsOf(text: string): RegExp[] {
  return searchWordsOf(text).map(beginningWith);
}
