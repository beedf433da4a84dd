import { Timestamp } from 'bson';
import { addExact, makeInteger, multiplyExact, toBigIntExact, type Numeric } from '../bson/arithmetic.ts';
import { compareBytewise, compareValues } from '../bson/compare-values.ts';
import { cloneValue } from '../bson/decode-document.ts';
import { printValue } from '../bson/print-value.ts';
import { isBsonType, isDocument, isNumeric, typeAlias, typeTag, type Value } from '../bson/values.ts';
import { badValue, typeMismatch } from '../errors.ts';
import type { UpdateOperator } from './array-operators.ts';

const set: UpdateOperator = (operand) => (target) => target.set(cloneValue(operand));

function arithmetic(name: string, verb: string, whenMissing: (operand: Numeric) => Value, combine: (a: Numeric, b: Numeric) => Numeric | undefined): UpdateOperator {
  return (operand) => {
    if (!isNumeric(operand)) throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${printValue(operand)}}`);
    return (target) => {
      const current = target.get();
      if (current === undefined) return target.set(whenMissing(operand));
      if (!isNumeric(current)) {
        throw typeMismatch(`Cannot apply ${name} to a value of non-numeric type. The field '${target.path}' has non-numeric type ${typeAlias(current)}`);
      }
      const result = combine(current, operand);
      if (result === undefined) throw badValue(`Failed to apply ${name} operations to current value ((NumberLong)${String(current)})`);
      target.set(result);
    };
  };
}

const zeroLike = (operand: Numeric): Value => multiplyExact(operand, 0) ?? 0;

function extreme(replaces: (order: number) => boolean): UpdateOperator {
  return (operand, { collation }) => (target) => {
    const current = target.get();
    if (current === undefined || replaces(compareValues(operand, current, collation?.compare ?? compareBytewise))) target.set(cloneValue(operand));
  };
}

/** The clock is read once per statement by the caller and arrives as the operand's `now`. */
function currentDate(operand: Value, now: Date): (set: (value: Value) => void) => void {
  const type = isDocument(operand) ? operand['$type'] : operand === true || operand === false ? 'date' : undefined;
  if (type === 'date') return (assign) => assign(new Date(now));
  if (type === 'timestamp') return (assign) => assign(new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }));
  throw badValue(`${typeAlias(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`);
}

const bit: UpdateOperator = (operand) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0) throw badValue(`The $bit modifier is not compatible with a ${typeAlias(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`);
  const steps = Object.entries(operand).map(([name, value]) => {
    if (name !== 'and' && name !== 'or' && name !== 'xor') throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${printValue(value)}}`);
    if (typeTag(value) !== 16 && !isBsonType(value, 'Long')) throw badValue(`The $bit modifier field must be an Integer(32/64 bit); a '${typeAlias(value)}' is not supported here`);
    return { name, bits: isNumeric(value) ? toBigIntExact(value) ?? 0n : 0n, wide: isBsonType(value, 'Long') };
  });
  return (target) => {
    const current = target.get() ?? 0;
    if (!isNumeric(current) || (typeTag(current) !== 16 && typeTag(current) !== 18)) {
      throw badValue(`Cannot apply $bit to a value of non-integral type. The field '${target.path}' has non-integer type ${typeAlias(current)}`);
    }
    let result = toBigIntExact(current) ?? 0n;
    for (const { name, bits } of steps) result = name === 'and' ? result & bits : name === 'or' ? result | bits : result ^ bits;
    target.set(makeInteger(BigInt.asIntN(64, result), isBsonType(current, 'Long') || steps.some(({ wide }) => wide)));
  };
};

/** The operators that change one field by itself. $rename and array operators live elsewhere. */
export const fieldOperators: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: () => (target) => target.unset(),
  $inc: arithmetic('$inc', 'increment', (operand) => operand, addExact),
  $mul: arithmetic('$mul', 'multiply', zeroLike, multiplyExact),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $currentDate: (operand, { now }) => {
    const apply = currentDate(operand, now);
    return (target) => apply((value) => target.set(value));
  },
  $bit: bit,
};
