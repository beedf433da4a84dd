import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { toNumber } from '../bson/arithmetic.ts';
import { BsonUndefined, isNumeric, type Document, type Value } from '../bson/values.ts';
import { checkExpression } from './check-expression.ts';
import { toCommandError } from './mingo-errors.ts';

export type Expression = (root: Document) => Value | undefined;

/** Compiles an aggregation expression. Throws 168 for an operator nobody knows, before any document is touched. */
export function compileExpression(expression: Value, options: Options): Expression {
  checkExpression(expression, options);
  return (root) => {
    try {
      return evalExpr(root, expression, options) as Value | undefined; // mingo computes values of the types it was given
    } catch (error) {
      throw toCommandError(error);
    }
  };
}

/** Whether an expression's result counts as true: everything but false, null, missing and any kind of zero. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value instanceof BsonUndefined) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}

/** A filter's $expr: compiled once, true or false per document. */
export function compileCondition(options: Options): (expression: Value) => (document: Document) => boolean {
  return (expression) => {
    const compiled = compileExpression(expression, options);
    return (document) => isTruthy(compiled(document));
  };
}
