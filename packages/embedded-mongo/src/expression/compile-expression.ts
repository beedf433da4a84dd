import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import type { Document, Value } from '../bson/values.ts';
import { checkExpression } from './check-expression.ts';
import { refuseScripts } from './refuse-scripts.ts';
import { isTruthy } from './truth.ts';
import { toCommandError } from './mingo-errors.ts';

export type Expression = (root: Document) => Value | undefined;

/** Compiles an aggregation expression. Throws 168 for an operator nobody knows, before any document is touched. */
export function compileExpression(expression: Value, options: Options): Expression {
  refuseScripts(expression);
  checkExpression(expression, options);
  return (root) => {
    try {
      return evalExpr(root, expression, options) as Value | undefined; // mingo computes values of the types it was given
    } catch (error) {
      throw toCommandError(error);
    }
  };
}

/** A filter's $expr: compiled once, true or false per document. */
export function compileCondition(options: Options): (expression: Value) => (document: Document) => boolean {
  return (expression) => {
    const compiled = compileExpression(expression, options);
    return (document) => isTruthy(compiled(document));
  };
}
