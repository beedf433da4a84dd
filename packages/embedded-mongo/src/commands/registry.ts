import { aggregate } from './aggregate.ts';
import { create, drop, dropDatabase, listCollections, listDatabases, renameCollection } from './collections.ts';
import type { Command } from './command.ts';
import { count } from './count.ts';
import { getMore, killCursors } from './cursors.ts';
import { deleteDocuments } from './delete.ts';
import { distinct } from './distinct.ts';
import { find } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { buildInfo, hello, logout, ping, saslContinue, saslStart, sessionCommands, transactionCommands } from './handshake.ts';
import { collMod, createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import { update } from './update.ts';

/** Everything the server can be asked for; the README's table is made from it. */
export const commands: readonly Command[] = [
  insert, find, getMore, killCursors, update, deleteDocuments, findAndModify, aggregate, count, distinct,
  createIndexes, dropIndexes, listIndexes,
  create, drop, dropDatabase, renameCollection, collMod, listCollections, listDatabases,
  hello, ping, buildInfo, saslStart, saslContinue, logout, ...sessionCommands, ...transactionCommands,
];

const byName = new Map(commands.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const)));

export const findCommand = (name: string): Command | undefined => byName.get(name);
