import { toBigIntExact, toNumber } from '../bson/arithmetic.ts';
import { compareValues, equalValues, type CompareStrings } from '../bson/compare-values.ts';
import { badValue, CommandError } from '../errors.ts';
import { aliasOfTag, BsonUndefined, isBsonType, isDocument, isNumeric, typeRank, typeTag, type Document, type Value } from '../bson/values.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { compileBits } from './bits-tests.ts';
import { compileRegex, regexOf } from './compile-regex.ts';
import type { LeafMode, ValueTest } from './match-path.ts';
import { parseTypeSet } from './type-names.ts';

/** One condition on a field: `matches` on what the path reaches, the whole turned around when `negated`. */
export interface FieldTest {
  readonly matches: ValueTest;
  readonly negated: boolean;
  readonly mode: LeafMode;
}

export interface FieldContext {
  readonly strings: CompareStrings;
  readonly fold: ((text: string) => string) | undefined;
  readonly compileElement: (condition: Document) => ValueTest;
}

/** True for `{ $gt: 1 }`; false for a document to compare with and for a DBRef. */
export function isOperatorObject(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db';
}

const isNullish = (value: Value | undefined): boolean => value === undefined || value === null || value instanceof BsonUndefined;

const test = (matches: ValueTest, negated = false, mode: LeafMode = 'elements-and-whole'): FieldTest => ({ matches, negated, mode });

function compileEquality(operand: Value, context: FieldContext): ValueTest {
  if (isNullish(operand)) return isNullish;
  if (isBsonType(operand, 'BSONRegExp')) {
    const regex = compileRegex(operand.pattern, operand.options);
    return (value) => (typeof value === 'string' ? regex.test(value) : value !== undefined && equalValues(value, operand));
  }
  if (typeof operand === 'string' && !context.fold) return (value) => value === operand || (isBsonType(value, 'BSONSymbol') && value.value === operand);
  return (value) => value !== undefined && equalValues(value, operand, context.strings);
}

const accepts: Readonly<Record<string, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

const isNaNValue = (value: Value): boolean => isNumeric(value) && Number.isNaN(toNumber(value));

function compileOrder(name: string, operand: Value, context: FieldContext): ValueTest {
  const accept = accepts[name] ?? (() => false);
  if (isBsonType(operand, 'BSONRegExp')) throw badValue(`Can't have RegEx as arg to predicate over field.`);
  if (isNullish(operand)) return accept(0) ? isNullish : () => false;
  if (isBsonType(operand, 'MinKey') || isBsonType(operand, 'MaxKey')) return (value) => value !== undefined && accept(compareValues(value, operand));
  const rank = typeRank(operand);
  const operandIsNaN = isNaNValue(operand);
  return (value) => {
    if (value === undefined || typeRank(value) !== rank) return false;
    if (operandIsNaN || isNaNValue(value)) return accept(0) && operandIsNaN && isNaNValue(value);
    return accept(compareValues(value, operand, context.strings));
  };
}

const manyValues = 8;

function compileIn(name: string, operand: Value, context: FieldContext): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  if (operand.some(isOperatorObject)) throw badValue(`cannot nest $ under ${name}`);
  const regexes = operand.filter((item) => isBsonType(item, 'BSONRegExp'));
  if (operand.length > manyValues && regexes.length === 0) {
    const keys = new Set(operand.map((item) => encodeKey(isNullish(item) ? null : item, context.fold).toString('latin1')));
    return (value) => keys.has(encodeKey(isNullish(value) ? null : value ?? null, context.fold).toString('latin1'));
  }
  const tests = operand.map((item) => compileEquality(item, context));
  return (value) => tests.some((each) => each(value));
}

function compileSize(operand: Value): ValueTest {
  const size = isNumeric(operand) ? toNumber(operand) : NaN;
  if (!Number.isInteger(size)) throw badValue(`Failed to parse $size. Expected an integer in: $size: ${String(operand)}`);
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

function compileMod(operand: Value): ValueTest {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length !== 2) throw badValue(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`);
  const [divisor, rest] = operand.map((item) => (isNumeric(item) ? Math.trunc(toNumber(item)) : NaN));
  if (divisor === undefined || Number.isNaN(divisor)) throw badValue('malformed mod, divisor not a number');
  if (rest === undefined || Number.isNaN(rest)) throw badValue('malformed mod, remainder not a number');
  if (divisor === 0) throw badValue('divisor cannot be 0');
  const [bigDivisor, bigRest] = [BigInt(divisor), BigInt(rest)];
  return (value) => {
    if (!isNumeric(value)) return false;
    const number = toNumber(value);
    if (!Number.isFinite(number)) return false;
    return (toBigIntExact(value) ?? BigInt(Math.trunc(number))) % bigDivisor === bigRest;
  };
}

function compileElemMatch(operand: Value, context: FieldContext): ValueTest {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const matches = context.compileElement(operand);
  return (value) => Array.isArray(value) && value.some((item) => matches(item));
}

function compileAll(operand: Value, context: FieldContext): FieldTest[] {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.length === 0) return [test(() => false)];
  return operand.map((item) => {
    if (!isDocument(item) || !('$elemMatch' in item)) return test(compileEquality(item, context));
    return test(compileElemMatch(item['$elemMatch'] ?? null, context), false, 'whole');
  });
}

function compileNot(operand: Value, context: FieldContext): FieldTest[] {
  if (isBsonType(operand, 'BSONRegExp')) return [test(compileEquality(operand, context), true)];
  if (!isOperatorObject(operand)) throw badValue('$not needs a regex or a document');
  const inner = compileFieldTests(operand, context);
  const single = inner[0];
  if (inner.length === 1 && single) return [{ ...single, negated: !single.negated }];
  // several conditions under one $not: not all of them together
  const all: ValueTest = (value) => inner.every((each) => {
    const candidates = each.mode === 'elements-and-whole' && Array.isArray(value) ? [...value, value] : [value];
    return candidates.some((candidate) => each.matches(candidate)) !== each.negated;
  });
  return [test(all, true, 'whole')];
}

function compileOperator(name: string, operand: Value, all: Document, context: FieldContext): FieldTest[] {
  switch (name) {
    case '$eq': return [test(isBsonType(operand, 'BSONRegExp') ? (value) => value !== undefined && equalValues(value, operand) : compileEquality(operand, context))];
    case '$ne': {
      if (isBsonType(operand, 'BSONRegExp')) throw badValue("Can't have regex as arg to $ne.");
      return [test(compileEquality(operand, context), true)];
    }
    case '$gt': case '$gte': case '$lt': case '$lte': return [test(compileOrder(name, operand, context))];
    case '$in': return [test(compileIn(name, operand, context))];
    case '$nin': return [test(compileIn(name, operand, context), true)];
    case '$not': return compileNot(operand, context);
    case '$exists': return [test((value) => value !== undefined, operand === false || operand === 0 || operand === null, 'whole')];
    case '$type': {
      const types = parseTypeSet(operand);
      return [test((value) => value !== undefined && types.has(aliasOfTag(typeTag(value))))];
    }
    case '$mod': return [test(compileMod(operand))];
    case '$regex': {
      const regex = regexOf(operand, all['$options']);
      return [test((value) => (typeof value === 'string' ? regex.test(value) : isBsonType(value, 'BSONRegExp') && isBsonType(operand, 'BSONRegExp') && equalValues(value, operand)))];
    }
    case '$options': {
      if (!('$regex' in all)) throw badValue('$options needs a $regex');
      return [];
    }
    case '$size': return [test(compileSize(operand), false, 'whole')];
    case '$all': return compileAll(operand, context);
    case '$elemMatch': return [test(compileElemMatch(operand, context), false, 'whole')];
    case '$bitsAllSet': case '$bitsAnySet': case '$bitsAllClear': case '$bitsAnyClear': return [test(compileBits(name, operand))];
    case '$comment': return [];
    case '$geoWithin': case '$geoIntersects': case '$near': case '$nearSphere': case '$within': throw new CommandError(2, `${name} is not supported: this server has no geospatial queries`);
    default: throw badValue(`unknown operator: ${name}`);
  }
}

/** The conditions `{ field: value }` stands for; all must hold. */
export function compileFieldTests(value: Value, context: FieldContext): FieldTest[] {
  if (!isOperatorObject(value)) return [test(compileEquality(value, context))];
  return Object.entries(value).flatMap(([name, operand]) => {
    if (!name.startsWith('$')) throw badValue(`unknown operator: ${name}`);
    return compileOperator(name, operand, value, context);
  });
}
