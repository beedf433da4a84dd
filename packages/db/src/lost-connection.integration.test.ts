import { randomUUID } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, isDatabaseUnavailable, type Database } from './connection.ts';

/** What the driver has opened. */
const sockets = new Set<Socket>();
const keep = (message: unknown) => {
  if (typeof message === 'object' && message !== null && 'socket' in message) sockets.add(message.socket as Socket);
};
let database: Database;

beforeAll(async () => {
  diagnostics.subscribe('net.client.socket', keep);
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/connections-${randomUUID()}`;
  uri.searchParams.set('monitorCommands', 'true');
  database = await connectDatabase({ uri: uri.href });
});
afterAll(async () => {
  diagnostics.unsubscribe('net.client.socket', keep);
  await database.connection.dropDatabase();
  await database.close();
});

/** As when the other end has closed them in order and Node has noticed, but has not told of it yet. */
function endConnectionsAtNext(command: string): void {
  const client = database.connection.getClient();
  client.on('commandStarted', function end({ commandName }) {
    if (commandName !== command) return;
    client.off('commandStarted', end);
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  });
}

it('a write that meets its connection closing fails as one that found no database', async () => {
  const rows = database.connection.collection('rows');
  await rows.insertOne({ first: true });
  endConnectionsAtNext('insert');
  const error = await rows.insertOne({ second: true }).catch((caught: unknown) => caught);
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await rows.countDocuments()).toBe(1);
});

it('a read that meets it is read again by another', async () => {
  endConnectionsAtNext('find');
  await expect(database.connection.collection('rows').find().toArray()).resolves.toHaveLength(1);
});
