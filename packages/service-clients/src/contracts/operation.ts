import { describeCsvFile, ImportReport } from '@carillon/domain';
import type { z } from 'zod';

/** Where an operation's input comes from. */
export type OperationInput = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType };

export interface StreamedBody {
  contentType: string;
  description: string;
}

/**
 * One operation of a service's HTTP contract. The client that calls it, the service that answers it and the OpenAPI
 * document about it are all made of this one declaration.
 */
export interface Operation<Input extends OperationInput = OperationInput, Answer extends z.ZodType = z.ZodType> {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Express style: `/payments/:id`. */
  path: string;
  /** The operationId, and the name of the client's method. */
  operation: string;
  tag: string;
  summary: string;
  description?: string;
  /** Of the success answer; default 200. */
  status?: number;
  otherStatuses?: Record<number, string>;
  /** Set where the body is a file and no JSON. */
  streamedBody?: StreamedBody;
  /** Whether asking twice comes to the same as asking once: only then a client may try again by itself. */
  idempotent: boolean;
  access: 'service';
  request: Input;
  response: Answer;
}

/** Everything one service can be asked for, by operation. */
export type Contract = Readonly<Record<string, Operation>>;

/** A read of `path`. Reads can always be repeated. */
export function query<Input extends OperationInput, Answer extends z.ZodType>(facts: Omit<Operation<Input, Answer>, 'method' | 'access' | 'idempotent'>): Operation<Input, Answer> {
  return { ...facts, method: 'get', access: 'service', idempotent: true };
}

/** A write; `idempotent` tells whether it can be repeated. */
export function command<Input extends OperationInput, Answer extends z.ZodType>(facts: Omit<Operation<Input, Answer>, 'method' | 'access'>): Operation<Input, Answer> {
  return { ...facts, method: 'post', access: 'service' };
}

/** A change of some fields of one record: what is left out stays. It can always be repeated. */
export function change<Input extends OperationInput, Answer extends z.ZodType>(facts: Omit<Operation<Input, Answer>, 'method' | 'access' | 'idempotent'>): Operation<Input, Answer> {
  return { ...facts, method: 'patch', access: 'service', idempotent: true };
}

/** Takes one record away. It can always be repeated; the second time it is not found. */
export function removal<Input extends OperationInput, Answer extends z.ZodType>(facts: Omit<Operation<Input, Answer>, 'method' | 'access' | 'idempotent'>): Operation<Input, Answer> {
  return { ...facts, method: 'delete', access: 'service', idempotent: true };
}

/** A write of many records out of a CSV file. */
export function csvImport(facts: Pick<Operation, 'path' | 'operation' | 'tag' | 'summary'>, columns: readonly string[]): Operation<{ query?: never }, typeof ImportReport> & { streamedBody: StreamedBody } {
  return {
    ...facts,
    description: 'Good lines are taken even when others are bad; the report says what is wrong with those, and has them as a file to mend.',
    method: 'post',
    access: 'service',
    idempotent: false,
    streamedBody: {
      contentType: 'text/csv',
      description: describeCsvFile(columns),
    },
    request: {},
    response: ImportReport,
  };
}
