import { Lazy } from 'mingo/lazy';
import type { Collation } from '../bson/collation.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileSort } from '../semantics/compile-sort.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';

/** $sort in BSON's order, stable, by keys extracted once per document. */
export function sortStage(collation: Collation | undefined): StageOperator {
  return (documents, sort) => {
    if (!isDocument(sort) || Object.keys(sort).length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
    const order = compileSort(sort, collation);
    return documents.transform((all: unknown[]) => {
      const keyed = all.map((document) => ({ document, key: order.key(new DecodedDocument(document as Document)) })); // stages hand on documents
      return Lazy(keyed.sort((left, right) => order.compare(left.key, right.key)).map(({ document }) => document));
    });
  };
}
