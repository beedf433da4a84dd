import { isDocument, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { compileProjection } from '../semantics/compile-projection.ts';

/** $project by the compiler find uses: mingo reorders fields and puts _id last. */
export const projectStage: StageOperator = (documents, specification, options) => {
  if (!isDocument(specification)) throw new CommandError(15969, '$project specification must be an object');
  if (Object.keys(specification).length === 0) throw new CommandError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  const projection = compileProjection(specification, () => options);
  return documents.map((document: Document) => projection.ofDocument(document));
};
