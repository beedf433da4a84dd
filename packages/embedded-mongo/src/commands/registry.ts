import { aggregate } from './aggregate.ts';
import { bulkWrite } from './bulk-write.ts';
import { create, drop, dropDatabase, listCollections, listDatabases, renameCollection } from './collections.ts';
import type { Command } from './command.ts';
import { count } from './count.ts';
import { getMore, killCursors } from './cursors.ts';
import { deleteDocuments } from './delete.ts';
import { distinct } from './distinct.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { buildInfo, hello, logout, ping, saslContinue, saslStart, sessionCommands, transactionCommands } from './handshake.ts';
import { collMod, createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { lookingAround } from './looking-around.ts';
import { collStats, dataSize, dbStats, hostInfo, serverStatus, validate } from './statistics.ts';
import { update } from './update.ts';

const listCommands: Command = {
  name: 'listCommands',
  group: 'server',
  summary: 'the names of all commands',
  run: () => ({ commands: Object.fromEntries(commands.map(({ name, summary }) => [name, { help: summary }])) }),
};

/** Everything the server can be asked for; the README's table is made from it. */
export const commands: readonly Command[] = [
  insert, find, getMore, killCursors, update, deleteDocuments, findAndModify, bulkWrite, aggregate, count, distinct, explain,
  createIndexes, dropIndexes, listIndexes,
  create, drop, dropDatabase, renameCollection, collMod, listCollections, listDatabases, collStats, dbStats, dataSize, validate,
  hello, ping, buildInfo, saslStart, saslContinue, logout, ...sessionCommands, ...transactionCommands,
  serverStatus, hostInfo, ...lookingAround, listCommands,
];

const byName = new Map(commands.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const)));

export const findCommand = (name: string): Command | undefined => byName.get(name);
