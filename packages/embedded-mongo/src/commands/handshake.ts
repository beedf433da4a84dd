import { Binary } from 'bson';
import { isBsonType, isDocument } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { ScramConversation } from '../server/scram.ts';
import type { Command, Reply, Request } from './command.ts';
import { textArgument } from './read-arguments.ts';
import type { Engine } from '../server/engine.ts';
import { randomBytes } from 'node:crypto';

export const serverVersion = '8.0.0';

function describeServer(engine: Engine, request: Request): Reply {
  const offered = request.body['compression'];
  return {
    helloOk: true,
    ...(request.name.toLowerCase() === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: engine.now(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: request.connection.id,
    minWireVersion: 0,
    maxWireVersion: 25,
    readOnly: false,
    ...(Array.isArray(offered) && offered.includes('zlib') ? { compression: ['zlib'] } : {}),
    ...(request.body['saslSupportedMechs'] === undefined ? {} : { saslSupportedMechs: ['SCRAM-SHA-256'] }),
  };
}

export const hello: Command = {
  name: 'hello',
  aliases: ['isMaster', 'ismaster'],
  group: 'server',
  summary: 'the handshake, with compression and speculative authentication',
  open: true,
  run(engine, request) {
    const speculative = request.body['speculativeAuthenticate'];
    if (!isDocument(speculative) || !engine.credentials) return describeServer(engine, request);
    const speculativeAuthenticate = startConversation(engine, { ...request, body: speculative });
    return { ...describeServer(engine, request), speculativeAuthenticate };
  },
};

function payloadOf(request: Request): string {
  const { payload } = request.body;
  return isBsonType(payload, 'Binary') ? Buffer.from(payload.buffer.subarray(0, payload.position)).toString('utf8') : textArgument(request, 'payload') ?? '';
}

function startConversation(engine: Engine, request: Request): Reply {
  const mechanism = textArgument(request, 'mechanism');
  if (mechanism !== 'SCRAM-SHA-256') throw new CommandError(334, `Unsupported mechanism '${mechanism ?? ''}': use SCRAM-SHA-256`);
  if (!engine.credentials) throw new CommandError(18, 'Authentication failed: this server was started without a user');
  const conversation = new ScramConversation(engine.credentials, payloadOf(request), randomBytes);
  request.connection.conversation = conversation;
  return { conversationId: 1, done: false, payload: new Binary(Buffer.from(conversation.firstReply)) };
}

export const saslStart: Command = {
  name: 'saslStart',
  group: 'server',
  summary: 'SCRAM-SHA-256',
  open: true,
  run: startConversation,
};

export const saslContinue: Command = {
  name: 'saslContinue',
  group: 'server',
  summary: 'the second half of SCRAM-SHA-256',
  open: true,
  run(_engine, request) {
    const { connection } = request;
    if (!connection.conversation) throw new CommandError(17, 'No SASL session state found');
    const payload = payloadOf(request);
    if (connection.authenticated && payload === '') return { conversationId: 1, done: true, payload: new Binary(Buffer.alloc(0)) };
    const conversation = connection.conversation;
    connection.conversation = undefined;
    const signature = conversation.finish(payload);
    connection.authenticated = true;
    connection.conversation = conversation;
    return { conversationId: 1, done: true, payload: new Binary(Buffer.from(signature)) };
  },
};

export const logout: Command = {
  name: 'logout',
  group: 'server',
  summary: 'ends the authentication of a connection',
  run(engine, request) {
    request.connection.authenticated = !engine.requiresAuth;
    return {};
  },
};

export const ping: Command = { name: 'ping', group: 'server', summary: 'answers', open: true, run: () => ({}) };

export const buildInfo: Command = {
  name: 'buildInfo',
  aliases: ['buildinfo'],
  group: 'server',
  summary: 'the version whose behaviour is followed',
  open: true,
  run: () => ({
    version: serverVersion, versionArray: [8, 0, 0, 0], gitVersion: 'embedded', modules: [], javascriptEngine: 'none', bits: 64, debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024, storageEngines: ['lmdb'], sysInfo: 'embedded',
  }),
};

/** Sessions only carry an id here: without transactions there is nothing to keep or to end. */
const sessionCommand = (name: string, summary: string): Command => ({ name, group: 'server', summary, run: () => ({}) });
export const sessionCommands: readonly Command[] = [
  sessionCommand('endSessions', 'accepted; sessions hold no state'),
  sessionCommand('refreshSessions', 'accepted'),
  sessionCommand('killSessions', 'accepted'),
  sessionCommand('killAllSessions', 'accepted'),
  { name: 'startSession', group: 'server', summary: 'a session id', run: () => ({ id: { id: new Binary(randomBytes(16), 4) }, timeoutMinutes: 30 }) },
];

const noTransaction = (name: string): Command => ({
  name,
  group: 'server',
  summary: 'refused with error 20, as a standalone server does',
  run: () => {
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  },
});
export const transactionCommands: readonly Command[] = [noTransaction('commitTransaction'), noTransaction('abortTransaction')];

