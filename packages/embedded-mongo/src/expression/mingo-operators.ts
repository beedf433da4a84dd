import type { Context } from 'mingo/core';
import type { Iterator } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import type { Value } from '../bson/values.ts';

/*
 * mingo types every operator as an intersection of all operators of its kind, which nothing can be assigned to.
 * These are the shapes it really calls; `asContextOperators` is the one place where they meet.
 */

/** Computes an expression from its unevaluated operands. `document` is the current item. */
export type ExpressionOperator = (document: unknown, operands: Value, options: Options) => unknown;

/** Folds items; `expression` is null when the items already are the values. */
export type AccumulatorOperator = (items: readonly unknown[], expression: Value, options: Options) => unknown;

export type StageOperator = (documents: Iterator, specification: Value, options: Options) => Iterator;

export type Operators<Operator> = Readonly<Record<`$${string}`, Operator>>;

export interface OperatorTables {
  readonly expression?: Operators<ExpressionOperator>;
  readonly accumulator?: Operators<AccumulatorOperator>;
  readonly pipeline?: Operators<StageOperator>;
}

type ContextTables = NonNullable<Parameters<typeof Context.init>[0]>;

export const asContextOperators = (tables: OperatorTables): ContextTables => tables as ContextTables;
