import { OpType } from 'mingo/core';
import type { Options } from 'mingo/types';
import { isDocument, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';

/** Throws for an operator that does not exist. Looks into everything but $literal. */
export function checkExpression(expression: Value | undefined, options: Options): void {
  if (Array.isArray(expression)) {
    for (const item of expression) checkExpression(item, options);
    return;
  }
  if (!isDocument(expression)) return;
  const names = Object.keys(expression);
  const [first] = names;
  if (first === '$literal') return;
  if (first?.startsWith('$')) {
    if (names.length !== 1) throw new CommandError(15983, `An object representing an expression must have exactly one field: { ${names.join(', ')} }`);
    if (!options.context.getOperator(OpType.EXPRESSION, first) && !options.context.getOperator(OpType.ACCUMULATOR, first)) {
      throw new CommandError(168, `Unrecognized expression '${first}'`);
    }
  }
  for (const value of Object.values(expression)) checkExpression(value, options);
}
