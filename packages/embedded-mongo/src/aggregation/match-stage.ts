import type { Collation } from '../bson/collation.ts';
import { DecodedDocument } from '../bson/raw-document.ts';
import { isDocument, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { compileCondition } from '../expression/compile-expression.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';

/** $match by the same compiled filter that find uses. */
export function matchStage(collation: Collation | undefined): StageOperator {
  return (documents, filter, options) => {
    if (!isDocument(filter)) throw new CommandError(15959, 'the match filter must be an expression in an object');
    const matches = compileFilter(filter, { collation, compileCondition: compileCondition(options) });
    return documents.filter((document: Document) => matches(new DecodedDocument(document)));
  };
}
