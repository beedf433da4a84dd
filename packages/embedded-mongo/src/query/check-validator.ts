import { decodeDocument } from '../bson/decode-document.ts';
import { RawDocument } from '../bson/raw-document.ts';
import { isDocument, typeAlias, type Document, type Value } from '../bson/values.ts';
import { badValue, CommandError, typeMismatch } from '../errors.ts';
import { createEvaluation, filterContext } from '../expression/evaluation.ts';
import { compileFilter, type Filter } from '../semantics/compile-filter.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';

const levels: readonly Value[] = ['strict', 'moderate', 'off'];
const actions: readonly Value[] = ['error', 'warn', 'errorAndLog'];

/** The validation that create or collMod asks for, checked, as it is kept with a collection's options. */
export function readValidation(engine: Engine, given: Document): Document {
  const { validator, validationLevel: level, validationAction: action } = given;
  if (level !== undefined && !levels.includes(level)) throw badValue(`Enumeration value '${String(level)}' for field 'validationLevel' is not a valid value.`);
  if (action !== undefined && !actions.includes(action)) throw badValue(`Enumeration value '${String(action)}' for field 'validationAction' is not a valid value.`);
  if (validator !== undefined && !isDocument(validator)) throw typeMismatch(`BSON field 'validator' is the wrong type '${typeAlias(validator)}', expected type 'object'`);
  if (validator) compile(engine, validator);
  return { ...(validator ? { validator } : {}), ...(level === undefined ? {} : { validationLevel: level }), ...(action === undefined ? {} : { validationAction: action }) };
}

const compile = (engine: Engine, validator: Document): Filter => compileFilter(validator, filterContext(createEvaluation({ now: engine.now() })));

/** Compiled once for each definition; one that asks for the time is compiled whenever it is asked. */
const compiled = new WeakMap<Document, Filter>();

function filterOf(engine: Engine, validator: Document): Filter {
  const known = compiled.get(validator) ?? compile(engine, validator);
  if (!JSON.stringify(validator).includes('$$NOW')) compiled.set(validator, known);
  return known;
}

export interface Change {
  readonly after: Buffer;
  /** Undefined for a new document. */
  readonly before?: Buffer;
  /** The command's bypassDocumentValidation. */
  readonly bypass: boolean;
}

/** Throws 121 for a document that a collection's validator refuses, or only logs it where that was asked for. */
export function checkValidator(engine: Engine, { options, database, name }: Collection, { after, before, bypass }: Change): void {
  const { validator, validationLevel = 'strict', validationAction = 'error' } = options;
  if (!isDocument(validator) || bypass || validationLevel === 'off') return;
  const isValid = filterOf(engine, validator);
  if (isValid(new RawDocument(after))) return;
  if (validationLevel === 'moderate' && before && !isValid(new RawDocument(before))) return;
  const failingDocumentId = decodeDocument(after)['_id'] ?? null;
  if (validationAction !== 'error') engine.log({ level: 'warn', message: 'a document fails the validation of its collection', collection: `${database}.${name}`, id: String(failingDocumentId) });
  if (validationAction === 'warn') return;
  throw new CommandError(121, 'Document failed validation', { errInfo: { failingDocumentId, details: { operatorName: Object.keys(validator)[0] ?? '', specifiedAs: validator } } });
}
