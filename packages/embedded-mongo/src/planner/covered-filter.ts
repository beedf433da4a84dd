import { sameCollation, type Collation } from '../bson/collation.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import type { Index } from '../storage/index-definition.ts';
import { isSubset } from './key-interval.ts';
import { boundsOf, type PathBounds } from './path-bounds.ts';

const ofField = (condition: Value): number => (isOperatorObject(condition) ? Object.keys(condition).length : 1);

/** How many single conditions there are, those of $and included; NaN where any other operator has a say. */
function countConditions(filter: Document): number {
  return Object.entries(filter).reduce((count, [name, condition]) => {
    if (name === '$and' && Array.isArray(condition)) return condition.reduce<number>((sum, item) => sum + (isDocument(item) ? countConditions(item) : NaN), count);
    return name.startsWith('$') ? NaN : count + ofField(condition);
  }, 0);
}

/** Whether the filter says nothing beyond the bounds in `kept`, which all that is found keeps. `bounds` are all of its bounds. */
export function isCovered(filter: Document, bounds: readonly PathBounds[], kept: readonly PathBounds[]): boolean {
  return countConditions(filter) === bounds.length && bounds.every((each) => each.exact && kept.includes(each));
}

/** The bounds that each document of a partial index keeps, as its filter says at least as much. */
export function impliedBounds(index: Index, bounds: readonly PathBounds[], collation: Collation | undefined): PathBounds[] {
  if (!index.partialFilter || !sameCollation(index.collation, collation)) return [];
  const kept = boundsOf(index.partialFilter, collation?.fold);
  return bounds.filter(({ path, intervals }) => kept.some((each) => each.path === path && isSubset(each.intervals, intervals)));
}
