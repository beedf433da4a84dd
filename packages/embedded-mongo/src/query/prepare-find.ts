import type { Document, Value } from '../bson/values.ts';
import { isDocument } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import { filterContext, type Evaluation } from '../expression/evaluation.ts';
import { choosePlan } from '../planner/choose-plan.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import { compileSort } from '../semantics/compile-sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/index-definition.ts';
import { encodeDocument } from '../bson/encode-document.ts';
import type { Reader } from '../storage/store.ts';
import type { FindRequest } from './find-documents.ts';

export interface FindInput {
  readonly collection: Collection;
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  readonly hint?: Value | undefined;
  readonly evaluation: Evaluation;
}

function indexOfHint(collection: Collection, hint: Value | undefined): Index | 'documents' | undefined {
  if (hint === undefined || (isDocument(hint) && Object.keys(hint).length === 0)) return undefined;
  if (isDocument(hint)) {
    const [first] = Object.keys(hint);
    if (first === '$natural' || (first === '_id' && Object.keys(hint).length === 1)) return 'documents';
    const wanted = encodeDocument(hint);
    const found = collection.indexes.find((index) => isDocument(index.spec['key']) && encodeDocument(index.spec['key']).equals(wanted));
    if (found?.ready && !found.hidden) return found;
  } else if (hint === '_id_') {
    return 'documents';
  } else {
    const found = collection.indexes.find((index) => index.name === hint);
    if (found?.ready && !found.hidden) return found;
  }
  throw badValue('error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index');
}

/** Parses and plans a query once. Throws MongoDB's errors for what it can't mean. */
export function prepareFind(reader: Reader, input: FindInput): FindRequest {
  const { collection, filter, evaluation } = input;
  const { collation } = evaluation;
  const natural = input.sort?.['$natural'];
  const order = input.sort && natural === undefined && Object.keys(input.sort).length > 0 ? compileSort(input.sort, collation) : undefined;
  const plan = choosePlan(reader, collection, { filter, sort: order?.fields ?? [], collation, limit: input.limit ? (input.skip ?? 0) + input.limit : 0, hint: indexOfHint(collection, input.hint ?? (natural === undefined ? undefined : { $natural: natural })) });
  return { collection, plan, matches: compileFilter(filter, filterContext(evaluation)), order, skip: input.skip ?? 0, limit: input.limit ?? 0 };
}
