import { toNumber } from '../bson/arithmetic.ts';
import { parseCollation, type Collation } from '../bson/collation.ts';
import { isDocument, isNumeric, typeAlias, type Document, type Value } from '../bson/values.ts';
import { CommandError, typeMismatch } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Request } from './command.ts';

const wrongType = (request: Request, field: string, value: Value, expected: string): CommandError =>
  typeMismatch(`BSON field '${request.name}.${field}' is the wrong type '${typeAlias(value)}', expected type '${expected}'`);

export function documentArgument(request: Request, field: string): Document | undefined {
  const value = request.body[field];
  if (value === undefined || value === null) return undefined;
  if (!isDocument(value)) throw wrongType(request, field, value, 'object');
  return value;
}

export function arrayArgument(request: Request, field: string): Value[] | undefined {
  const value = request.body[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(request, field, value, 'array');
  return value;
}

/** A count such as skip or limit: a whole number that is not negative. */
export function countArgument(request: Request, field: string): number | undefined {
  const value = request.body[field];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value)) throw wrongType(request, field, value, 'long');
  const number = Math.trunc(toNumber(value));
  if (number < 0) throw new CommandError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function textArgument(request: Request, field: string): string | undefined {
  const value = request.body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrongType(request, field, value, 'string');
  return value;
}

export const isTrue = (value: Value | undefined): boolean => value === true || (isNumeric(value) && toNumber(value) !== 0);

/** The collection a command's first field names. Throws 73 for what can't be a name. */
export function collectionArgument(request: Request): string {
  const name = request.body[request.name];
  if (typeof name !== 'string') throw new CommandError(73, `collection name has invalid type ${typeAlias(name)}`);
  checkCollectionName(request.database, name);
  return name;
}

function checkCollectionName(database: string, name: string): void {
  if (name === '' || name.startsWith('.') || name.includes('\0') || name.includes('$')) throw new CommandError(73, `Invalid namespace specified '${database}.${name}'`);
}

export function checkNewCollectionName(database: string, name: string): void {
  checkCollectionName(database, name);
  if (name.startsWith('system.')) throw new CommandError(73, `Invalid system namespace: ${database}.${name}`);
  if (Buffer.byteLength(`${database}.${name}`) > 255) throw new CommandError(73, `Fully qualified namespace is too long. Namespace: ${database}.${name} Max: 255`);
}

export function checkDatabaseName(name: string): void {
  if (name === '' || name.length > 63 || /[/\\. "$*<>:|?\0]/.test(name)) throw new CommandError(73, `Invalid database name: '${name}'`);
}

/** The collation a statement names, else the collection's own. */
export function collationFor(collection: Collection | undefined, value: Value | undefined): Collation | undefined {
  if (value === undefined || (isDocument(value) && Object.keys(value).length === 0)) return collection?.collation;
  return parseCollation(value);
}

/** The command's `let` variables, and MongoDB's own constants. */
export function variablesOf(request: Request): Document | undefined {
  return documentArgument(request, 'let');
}

export const bypassesValidation = (request: Request): boolean => isTrue(request.body['bypassDocumentValidation']);
