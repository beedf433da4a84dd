import type { Encodable } from '../bson/encode-document.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { documentArgument } from './read-arguments.ts';
import type { Request } from './command.ts';

const largestBatch = 100_000;

export interface WriteError {
  readonly index: number;
  readonly error: CommandError;
}

/** A failed statement as the reply reports it. */
export function describeWriteError({ index, error }: WriteError): Record<string, Encodable> {
  return { index, code: error.code, errmsg: error.message, ...(error.details as Record<string, Encodable>) }; // details hold BSON values
}

/** Runs the statements of a batch in order; after an error an ordered batch stops. */
export function runBatch<T>(statements: readonly T[], ordered: boolean, run: (statement: T, index: number) => void): WriteError[] {
  const errors: WriteError[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push({ index, error });
      if (ordered) break;
    }
  }
  return errors;
}

/** A command's statements, from its body or from a document sequence. Throws for none or too many. */
export function statementsOf(request: Request, field: string): Document[] {
  const sequence = request.sequences.get(field);
  const given: Value = sequence ? sequence.map((bytes) => decodeDocument(bytes)) : request.body[field] ?? null;
  if (!Array.isArray(given)) throw new CommandError(40414, `BSON field '${request.name}.${field}' is missing but a required field`);
  checkBatchSize(given.length);
  return given.map((statement, index) => {
    if (!isDocument(statement)) throw new CommandError(14, `BSON field '${request.name}.${field}.${index}' is the wrong type, expected type 'object'`);
    return statement;
  });
}

export function checkBatchSize(length: number): void {
  if (length < 1 || length > largestBatch) throw new CommandError(16, `Write batch sizes must be between 1 and ${largestBatch}. Got ${length} operations.`);
}

export const isOrdered = (request: Request): boolean => request.body['ordered'] !== false;

/** Only the acknowledgement this server gives anyway: on disk. Throws for what only replica sets have. */
export function checkWriteConcern(request: Request): void {
  const w = documentArgument(request, 'writeConcern')?.['w'];
  if (typeof w === 'number' && w > 1) throw new CommandError(2, "cannot use 'w' > 1 when a host is not replicated");
}
