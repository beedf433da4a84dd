import { setImmediate as nextTurn } from 'node:timers/promises';
import { Long } from 'bson';
import { RawBson } from '../bson/encode-document.ts';
import { pause, type Steps } from '../query/steps.ts';
import type { Engine } from '../server/engine.ts';
import type { Cursor } from '../server/cursor-registry.ts';
import type { Reply, Request } from './command.ts';

const defaultFirstBatch = 101;
/** A batch holds at most 16 MiB, less some room for the reply around it. */
const largestBatch = 16 * 1024 * 1024 - 16 * 1024;
const longestTurnMs = 12;

interface Batch {
  readonly documents: RawBson[];
  readonly held: Buffer | undefined;
  readonly finished: boolean;
}

/** Runs a computation to its next `size` results; others have a turn whenever it has taken its share of time. */
async function fillBatch(steps: Steps<Buffer>, held: Buffer | undefined, size: number, request: Request): Promise<Batch> {
  const documents: RawBson[] = [];
  let bytes = 0;
  let turnEnds = performance.now() + longestTurnMs;
  if (held && size > 0) {
    documents.push(new RawBson(held));
    bytes += held.length;
  }
  while (documents.length < size) {
    const { done, value } = steps.next();
    if (done) return { documents, held: undefined, finished: true };
    if (value === pause) {
      request.checkTime();
      if (performance.now() < turnEnds) continue;
      await nextTurn();
      request.checkTime();
      turnEnds = performance.now() + longestTurnMs;
      continue;
    }
    if (documents.length > 0 && bytes + value.length > largestBatch) return { documents, held: value, finished: false };
    documents.push(new RawBson(value));
    bytes += value.length;
  }
  return { documents, held: size > 0 ? undefined : held, finished: false };
}

export interface CursorOptions {
  readonly batchSize: number | undefined;
  readonly singleBatch?: boolean;
  readonly noTimeout?: boolean;
  /** The result's size, when it is known that nothing follows: saves a look-ahead. */
  readonly limit?: number;
}

/** The reply that opens a cursor: its first batch, and an id when there is more. */
export async function openCursor(engine: Engine, request: Request, namespace: string, steps: Steps<Buffer>, options: CursorOptions): Promise<Reply> {
  const size = options.batchSize ?? defaultFirstBatch;
  let batch: Batch;
  try {
    batch = await fillBatch(steps, undefined, size, request);
  } catch (error) {
    steps.return(undefined);
    throw error;
  }
  const isWhole = batch.finished || options.singleBatch === true || (options.limit !== undefined && options.limit > 0 && batch.documents.length >= options.limit);
  if (isWhole || request.connection.closed) {
    steps.return(undefined);
    return { cursor: { firstBatch: batch.documents, id: Long.ZERO, ns: namespace } };
  }
  const cursor = engine.cursors.add({ namespace, steps, held: batch.held, connection: request.connection.id, noTimeout: options.noTimeout === true });
  return { cursor: { firstBatch: batch.documents, id: cursor.id, ns: namespace } };
}

/** The reply to getMore. */
export async function continueCursor(engine: Engine, request: Request, cursor: Cursor, batchSize: number | undefined): Promise<Reply> {
  try {
    const batch = await fillBatch(cursor.steps, cursor.held, batchSize ?? Infinity, request);
    cursor.held = batch.held;
    engine.cursors.giveBack(cursor);
    if (batch.finished) engine.cursors.close(cursor.id);
    return { cursor: { nextBatch: batch.documents, id: batch.finished ? Long.ZERO : cursor.id, ns: cursor.namespace } };
  } catch (error) {
    engine.cursors.giveBack(cursor);
    engine.cursors.close(cursor.id);
    throw error;
  }
}

/** Runs a computation to its end, giving others their turns. */
export async function collect<T>(steps: Steps<T>, request: Request): Promise<T[]> {
  const results: T[] = [];
  let turnEnds = performance.now() + longestTurnMs;
  for (const step of steps) {
    if (step !== pause) {
      results.push(step);
      continue;
    }
    request.checkTime();
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + longestTurnMs;
  }
  return results;
}
