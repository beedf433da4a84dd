import { toNumber } from '../bson/arithmetic.ts';
import { BsonUndefined, isNumeric, type Value } from '../bson/values.ts';

/** Whether an expression's result counts as true: everything but false, null, missing and any kind of zero. */
export function isTruthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value instanceof BsonUndefined) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}
