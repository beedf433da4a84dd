import { isDocument, type Document, type Value } from '../bson/values.ts';
import { failedToParse } from '../errors.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';

const methods: Readonly<Record<string, string>> = { locf: '$locf', linear: '$linearFill' };

interface Filling {
  /** What $setWindowFields is to compute. */
  readonly computed: Document;
  /** What $addFields is to put where nothing is. */
  readonly given: Document;
}

function readOutput(output: Value | undefined): Filling {
  if (!isDocument(output) || Object.keys(output).length === 0) throw failedToParse("'$fill.output' must be an object with at least one field");
  const [computed, given]: [Document, Document] = [{}, {}];
  for (const [path, how] of Object.entries(output)) {
    const { value, method } = isDocument(how) ? how : {};
    if ((value === undefined) === (method === undefined)) throw failedToParse("Each fill output specification must have exactly one of 'method' or 'value' fields");
    const operator = methods[String(method)];
    if (value === undefined && operator === undefined) throw failedToParse(`Method must be either locf or linear`);
    if (value === undefined && operator !== undefined) computed[path] = { [operator]: `$${path}` };
    else given[path] = { $ifNull: [`$${path}`, value ?? null] };
  }
  return { computed, given };
}

function partitionOf(partitionBy: Value | undefined, fields: Value | undefined): Value | undefined {
  if (fields === undefined) return partitionBy;
  if (partitionBy !== undefined) throw failedToParse("Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'");
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string' && !field.startsWith('$'))) throw failedToParse("Each field in 'partitionByFields' must be a string that does not start with '$'");
  return Object.fromEntries(fields.map((field, index) => [String(index), { $ifNull: [`$${String(field)}`, null] }]));
}

/** $fill, as the $setWindowFields and the $addFields it stands for. */
export function fillStage(setWindowFields: StageOperator, addFields: StageOperator): StageOperator {
  return (documents, specification, options) => {
    if (!isDocument(specification)) throw failedToParse("The argument to $fill must be an object");
    const { sortBy, partitionBy, partitionByFields, output } = specification;
    const { computed, given } = readOutput(output);
    const needsOrder = Object.keys(computed).length > 0;
    if (needsOrder && sortBy === undefined) throw failedToParse("'sortBy' must be specified if 'method' is used in 'output'");
    const partition = partitionOf(partitionBy, partitionByFields);
    const filled = needsOrder ? setWindowFields(documents, { sortBy: sortBy ?? {}, ...(partition === undefined ? {} : { partitionBy: partition }), output: computed }, options) : documents;
    return Object.keys(given).length > 0 ? addFields(filled, given, options) : filled;
  };
}
