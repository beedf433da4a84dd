import { remainder, toNumber } from '../bson/arithmetic.ts';
import { compareValues, equalValues } from '../bson/compare-values.ts';
import { aliasOfTag, getField, isDocument, isNumeric, typeTag, type Document, type Value } from '../bson/values.ts';
import { CommandError, failedToParse, typeMismatch } from '../errors.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { parseTypeSet } from './type-names.ts';

type Test = (value: Value) => boolean;
type Keyword = (operand: Value, schema: Document) => Test;

const jsonTypes: Readonly<Record<string, string>> = { object: 'object', array: 'array', number: 'number', boolean: 'bool', string: 'string', null: 'null' };
const unsupported = ['$ref', '$schema', 'default', 'definitions', 'format', 'id'];

function documentOf(keyword: string, operand: Value | undefined): Document {
  if (!isDocument(operand)) throw typeMismatch(`$jsonSchema keyword '${keyword}' must be an object`);
  return operand;
}

function listOf(keyword: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw typeMismatch(`$jsonSchema keyword '${keyword}' must be an array`);
  if (operand.length === 0) throw failedToParse(`$jsonSchema keyword '${keyword}' cannot be an empty array`);
  return operand;
}

function namesOf(keyword: string, operand: Value): string[] {
  const names = listOf(keyword, operand).filter((name) => typeof name === 'string');
  if (Array.isArray(operand) && names.length !== operand.length) throw typeMismatch(`$jsonSchema keyword '${keyword}' must be an array of strings`);
  return names;
}

function countOf(keyword: string, operand: Value): number {
  const count = isNumeric(operand) ? toNumber(operand) : NaN;
  if (!Number.isInteger(count) || count < 0) throw failedToParse(`$jsonSchema keyword '${keyword}' must be a non-negative whole number`);
  return count;
}

const counted = (keyword: string, test: (count: number) => Test): Keyword => (operand) => test(countOf(keyword, operand));

function patternOf(keyword: string, operand: Value): RegExp {
  if (typeof operand !== 'string') throw typeMismatch(`$jsonSchema keyword '${keyword}' must be a string`);
  try {
    return new RegExp(operand, 'u');
  } catch {
    throw new CommandError(51091, `Regular expression is invalid: ${operand}`);
  }
}

/** Each keyword asks for something of one kind of value, and nothing of the others. */
const ofText = (test: (text: string) => boolean): Test => (value) => typeof value !== 'string' || test(value);
const ofList = (test: (items: Value[]) => boolean): Test => (value) => !Array.isArray(value) || test(value);
const ofDocument = (test: (document: Document) => boolean): Test => (value) => !isDocument(value) || test(value);
const lengthOf = (text: string): number => [...text].length;

function ofTypes(operand: Value, parse: (name: Value) => Value): Test {
  const names = Array.isArray(operand) ? operand : [operand];
  const types = parseTypeSet(names.map(parse));
  return (value) => types.has(aliasOfTag(typeTag(value)));
}

function jsonType(name: Value): Value {
  const known = typeof name === 'string' ? jsonTypes[name] : undefined;
  if (known === undefined) throw failedToParse(`$jsonSchema type '${String(name)}' is not currently supported.`);
  return known;
}

function limit(keyword: string, exclusive: string, fits: (order: number, isExclusive: boolean) => boolean): Keyword {
  return (operand, schema) => {
    if (!isNumeric(operand)) throw typeMismatch(`$jsonSchema keyword '${keyword}' must be a number`);
    const isExclusive = schema[exclusive] === true;
    return (value) => !isNumeric(value) || fits(compareValues(value, operand), isExclusive);
  };
}

function onlyWith(keyword: string, partner: string): Keyword {
  return (operand, schema) => {
    if (typeof operand !== 'boolean') throw typeMismatch(`$jsonSchema keyword '${keyword}' must be a boolean`);
    if (schema[partner] === undefined) throw failedToParse(`$jsonSchema keyword '${partner}' must be a present if ${keyword} is present`);
    return () => true;
  };
}

/** What must hold of each field that no other keyword names: a schema, or whether there may be any. */
function additional(operand: Value): Test {
  return typeof operand === 'boolean' ? () => operand : compileSchema(documentOf('additionalProperties', operand));
}

function additionalProperties(operand: Value, schema: Document): Test {
  const named = new Set(Object.keys(isDocument(schema['properties']) ? schema['properties'] : {}));
  const patterns = Object.keys(isDocument(schema['patternProperties']) ? schema['patternProperties'] : {}).map((pattern) => patternOf('patternProperties', pattern));
  const test = additional(operand);
  return ofDocument((document) => Object.entries(document).every(([name, value]) => named.has(name) || patterns.some((pattern) => pattern.test(name)) || test(value)));
}

function items(operand: Value): Test {
  if (!Array.isArray(operand)) {
    const test = compileSchema(documentOf('items', operand));
    return ofList((list) => list.every(test));
  }
  const tests = operand.map((each) => compileSchema(documentOf('items', each)));
  return ofList((list) => list.every((item, index) => tests[index]?.(item) ?? true));
}

function additionalItems(operand: Value, schema: Document): Test {
  const { items: given } = schema;
  const test = additional(operand);
  return Array.isArray(given) ? ofList((list) => list.slice(given.length).every(test)) : () => true;
}

function dependencies(operand: Value): Test {
  const all = Object.entries(documentOf('dependencies', operand)).map(([name, needed]) => ({ name, holds: Array.isArray(needed) ? required(needed) : compileSchema(documentOf('dependencies', needed)) }));
  return ofDocument((document) => all.every(({ name, holds }) => getField(document, name) === undefined || holds(document)));
}

function required(operand: Value): Test {
  const names = namesOf('required', operand);
  return ofDocument((document) => names.every((name) => getField(document, name) !== undefined));
}

function properties(operand: Value): Test {
  const tests = Object.entries(documentOf('properties', operand)).map(([name, each]) => ({ name, holds: compileSchema(documentOf(name, each)) }));
  return ofDocument((document) => tests.every(({ name, holds }) => {
    const value = getField(document, name);
    return value === undefined || holds(value);
  }));
}

function patternProperties(operand: Value): Test {
  const tests = Object.entries(documentOf('patternProperties', operand)).map(([pattern, each]) => ({ pattern: patternOf('patternProperties', pattern), holds: compileSchema(documentOf(pattern, each)) }));
  return ofDocument((document) => Object.entries(document).every(([name, value]) => tests.every(({ pattern, holds }) => !pattern.test(name) || holds(value))));
}

function multipleOf(operand: Value): Test {
  if (!isNumeric(operand) || !(toNumber(operand) > 0)) throw failedToParse("$jsonSchema keyword 'multipleOf' must have a positive value");
  return (value) => !isNumeric(value) || !Number.isFinite(toNumber(value)) || toNumber(remainder(value, operand)) === 0;
}

const schemasOf = (keyword: string, operand: Value): Test[] => listOf(keyword, operand).map((each) => compileSchema(documentOf(keyword, each)));
const anything: Keyword = () => () => true;

const keywords: Readonly<Record<string, Keyword>> = {
  bsonType: (operand, schema) => {
    if (schema['type'] !== undefined) throw failedToParse("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");
    return ofTypes(operand, (name) => name);
  },
  type: (operand) => ofTypes(operand, jsonType),
  enum: (operand) => {
    const allowed = listOf('enum', operand);
    return (value) => allowed.some((each) => equalValues(value, each));
  },
  minimum: limit('minimum', 'exclusiveMinimum', (order, isExclusive) => (isExclusive ? order > 0 : order >= 0)),
  maximum: limit('maximum', 'exclusiveMaximum', (order, isExclusive) => (isExclusive ? order < 0 : order <= 0)),
  exclusiveMinimum: onlyWith('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: onlyWith('exclusiveMaximum', 'maximum'),
  multipleOf,
  minLength: counted('minLength', (count) => ofText((text) => lengthOf(text) >= count)),
  maxLength: counted('maxLength', (count) => ofText((text) => lengthOf(text) <= count)),
  pattern: (operand) => {
    const pattern = patternOf('pattern', operand);
    return ofText((text) => pattern.test(text));
  },
  items, additionalItems,
  minItems: counted('minItems', (count) => ofList((list) => list.length >= count)),
  maxItems: counted('maxItems', (count) => ofList((list) => list.length <= count)),
  uniqueItems: (operand) => ofList((list) => operand !== true || new Set(list.map((item) => encodeKey(item).toString('latin1'))).size === list.length),
  required, properties, patternProperties, additionalProperties, dependencies,
  minProperties: counted('minProperties', (count) => ofDocument((document) => Object.keys(document).length >= count)),
  maxProperties: counted('maxProperties', (count) => ofDocument((document) => Object.keys(document).length <= count)),
  allOf: (operand) => {
    const tests = schemasOf('allOf', operand);
    return (value) => tests.every((test) => test(value));
  },
  anyOf: (operand) => {
    const tests = schemasOf('anyOf', operand);
    return (value) => tests.some((test) => test(value));
  },
  oneOf: (operand) => {
    const tests = schemasOf('oneOf', operand);
    return (value) => tests.filter((test) => test(value)).length === 1;
  },
  not: (operand) => {
    const test = compileSchema(documentOf('not', operand));
    return (value) => !test(value);
  },
  title: anything, description: anything,
};

function compileSchema(schema: Document): Test {
  const tests = Object.entries(schema).map(([name, operand]) => {
    const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (unsupported.includes(name)) throw failedToParse(`$jsonSchema keyword '${name}' is not currently supported`);
    if (!keyword) throw failedToParse(`Unknown $jsonSchema keyword: ${name}`);
    return keyword(operand, schema);
  });
  return (value) => tests.every((test) => test(value));
}

/**
 * Compiles a $jsonSchema: draft 4 with `bsonType`, as https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/
 * says. Throws MongoDB's errors for keywords it does not know or that say nothing.
 */
export function compileJsonSchema(schema: Value): (document: Document) => boolean {
  if (!isDocument(schema)) throw typeMismatch('$jsonSchema must be an object');
  return compileSchema(schema);
}
