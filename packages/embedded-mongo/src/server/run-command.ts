import { encodeBehind } from '../bson/encode-document.ts';
import type { Reply, Request } from '../commands/command.ts';
import { findCommand } from '../commands/registry.ts';
import { checkDatabaseName } from '../commands/read-arguments.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { isDocument, isNumeric, type Document } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { replyPrefix } from '../wire/encode-reply.ts';
import type { WireRequest } from '../wire/parse-request.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Engine } from './engine.ts';

function timeLimit(body: Document, connection: ConnectionState): () => void {
  const given = body['maxTimeMS'];
  if (given !== undefined && (!isNumeric(given) || !Number.isInteger(toNumber(given)) || toNumber(given) < 0)) throw new CommandError(2, 'maxTimeMS must be a non-negative whole number');
  const limit = isNumeric(given) ? toNumber(given) : 0;
  const endsAt = limit > 0 ? performance.now() + limit : Infinity;
  return () => {
    if (connection.closed) throw new CommandError(11601, 'operation was interrupted: the client went away');
    if (performance.now() > endsAt) throw new CommandError(50, 'operation exceeded time limit');
  };
}

function refuseTransactions(body: Document): void {
  if (body['startTransaction'] !== undefined || body['autocommit'] !== undefined || body['txnNumber'] !== undefined) {
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const readConcern = body['readConcern'];
  if (isDocument(readConcern) && (readConcern['level'] === 'snapshot' || readConcern['level'] === 'linearizable')) {
    throw new CommandError(123, `node needs to be a replica set member to use read concern ${readConcern['level']}`);
  }
}

async function answer(engine: Engine, wire: WireRequest, connection: ConnectionState): Promise<Reply> {
  const [name = ''] = Object.keys(wire.body);
  const command = findCommand(name);
  if (!command) throw new CommandError(59, `no such command: '${name}'`);
  if (wire.kind === 'query' && !command.open) throw new CommandError(352, `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`);
  if (engine.requiresAuth && !connection.authenticated && !command.open) throw new CommandError(13, `Command ${name} requires authentication`);
  if (wire.database === undefined) throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  checkDatabaseName(wire.database);
  refuseTransactions(wire.body);
  const request: Request = { name, database: wire.database, body: wire.body, sequences: wire.sequences, connection, checkTime: timeLimit(wire.body, connection) };
  engine.counters.command += 1;
  return { ...(await command.run(engine, request)), ok: 1 };
}

function describeError(engine: Engine, error: unknown): Reply {
  if (error instanceof CommandError) return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...(error.details as Reply) }; // details hold BSON values
  engine.log({ level: 'error', message: 'a command failed unexpectedly', error: error instanceof Error ? error.stack ?? error.message : String(error) });
  return { ok: 0, errmsg: error instanceof Error ? error.message : String(error), code: 1, codeName: 'InternalError' };
}

/** Runs what a message asks for; every failure becomes an answer. Returns the answer's BSON, with room for the message's header before it. */
export async function runCommand(engine: Engine, wire: WireRequest, connection: ConnectionState): Promise<Buffer> {
  try {
    return encodeBehind(replyPrefix(wire), await answer(engine, wire, connection));
  } catch (error) {
    return encodeBehind(replyPrefix(wire), describeError(engine, error));
  }
}
