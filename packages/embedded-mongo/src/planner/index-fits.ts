import { encodeDocument } from '../bson/encode-document.ts';
import { sameCollation, type Collation } from '../bson/collation.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { isOperatorObject } from '../semantics/field-tests.ts';
import type { Index } from '../storage/index-definition.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { intersect, isSubset, pointAt, type Interval } from './key-interval.ts';
import { boundsOf, type PathBounds } from './path-bounds.ts';

const nullPoint = [pointAt(encodeKey(null))];

/** Whether bounds on a path prove that it exists. */
const excludesMissing = (intervals: readonly Interval[]): boolean => intersect(intervals, nullPoint).length === 0;

const sameValue = (left: Value | undefined, right: Value): boolean => left !== undefined && encodeDocument({ v: left }).equals(encodeDocument({ v: right }));

function conditionIsImplied(path: string, condition: Value, filter: Document, bounds: readonly PathBounds[], fold: Collation['fold'] | undefined): boolean {
  if (sameValue(filter[path], condition)) return true;
  const onPath = bounds.filter((each) => each.path === path);
  const single = isOperatorObject(condition) ? Object.entries(condition).map(([name, operand]): Document => ({ [name]: operand })) : [condition];
  return single.every((part) => {
    if (isDocument(part) && part['$exists'] === true) return onPath.some(({ intervals }) => excludesMissing(intervals));
    const [wanted] = boundsOf({ [path]: part }, fold);
    return wanted?.exact === true && onPath.some(({ intervals }) => isSubset(intervals, wanted.intervals));
  });
}

/** Whether every document the filter can match is in a partial index. Says no when it can't tell. */
function implies(partial: Document, filter: Document, bounds: readonly PathBounds[], fold: Collation['fold'] | undefined): boolean {
  return Object.entries(partial).every(([name, condition]) => {
    if (name === '$and') return Array.isArray(condition) && condition.every((item) => isDocument(item) && implies(item, filter, bounds, fold));
    return name.startsWith('$') ? sameValue(filter[name], condition) : conditionIsImplied(name, condition, filter, bounds, fold);
  });
}

/** In `a.0` the 0 is a position for a scan, and a field's name in every element too; entries only have the position. */
const hasPosition = (index: Index): boolean => index.paths.some(({ parts }) => parts.some(({ text }) => /^\d+$/.test(text)));

/** Whether the index holds every document that the filter can match, in keys that mean what the query means. */
export function indexFits(index: Index, filter: Document, bounds: readonly PathBounds[], collation: Collation | undefined): boolean {
  if (!index.ready || index.hidden || hasPosition(index) || !sameCollation(index.collation, collation)) return false;
  if (index.sparse && !bounds.some(({ path, intervals }) => index.paths.some((each) => each.path === path) && excludesMissing(intervals))) return false;
  return !index.partialFilter || implies(index.partialFilter, filter, bounds, collation?.fold);
}
