import { Long } from 'bson';
import { isBsonType, isNumeric, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { toBigIntExact } from '../bson/arithmetic.ts';
import { continueCursor } from './answer-cursor.ts';
import type { Command } from './command.ts';
import { arrayArgument, countArgument, textArgument } from './read-arguments.ts';

function cursorId(value: Value | undefined): Long {
  const exact = isNumeric(value) ? toBigIntExact(value) : undefined;
  if (exact === undefined) throw new CommandError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  return isBsonType(value, 'Long') ? value : Long.fromBigInt(exact);
}

export const getMore: Command = {
  name: 'getMore',
  group: 'documents',
  summary: 'the next batch of a cursor; idle cursors are closed after ten minutes',
  async run(engine, request) {
    engine.counters.getmore += 1;
    const cursor = engine.cursors.take(cursorId(request.body['getMore']), `${request.database}.${textArgument(request, 'collection') ?? ''}`);
    const size = countArgument(request, 'batchSize');
    return continueCursor(engine, request, cursor, size === 0 ? undefined : size);
  },
};

export const killCursors: Command = {
  name: 'killCursors',
  group: 'documents',
  summary: 'closes cursors',
  run(engine, request) {
    const ids = (arrayArgument(request, 'cursors') ?? []).map(cursorId);
    const killed = ids.filter((id) => engine.cursors.close(id));
    const gone = new Set(killed.map(String));
    return { cursorsKilled: killed, cursorsNotFound: ids.filter((id) => !gone.has(String(id))), cursorsAlive: [], cursorsUnknown: [] };
  },
};
