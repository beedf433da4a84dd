import { CommandError } from '../errors.ts';
import type { Command, Reply, Request } from './command.ts';
import type { Engine } from '../server/engine.ts';

const parameters: Readonly<Record<string, Reply[string]>> = { featureCompatibilityVersion: { version: '8.0' }, authenticationMechanisms: ['SCRAM-SHA-256'] };

const plain = (name: string, summary: string, run: (engine: Engine, request: Request) => Reply, aliases: readonly string[] = []): Command => ({ name, aliases, group: 'server', summary, run });

/** What mongosh and Compass ask a server about itself. */
export const lookingAround: readonly Command[] = [
  plain('connectionStatus', 'who is signed in', (engine, { connection }) => {
    const user = connection.authenticated ? engine.credentials?.username : undefined;
    return { authInfo: { authenticatedUsers: user === undefined ? [] : [{ user, db: 'admin' }], authenticatedUserRoles: user === undefined ? [] : [{ role: 'root', db: 'admin' }], authenticatedUserPrivileges: [] } };
  }),
  plain('getParameter', 'featureCompatibilityVersion, authenticationMechanisms', (_engine, { body }) => {
    const wanted = body['getParameter'] === '*' ? Object.keys(parameters) : Object.keys(body).filter((name) => name in parameters);
    if (wanted.length === 0) throw new CommandError(72, 'no option found to get');
    return Object.fromEntries(wanted.map((name) => [name, parameters[name]]));
  }),
  plain('getCmdLineOpts', 'how the server was started', (engine) => ({ argv: ['embedded-mongo'], parsed: { storage: { dbPath: engine.directory } } })),
  plain('getLog', 'the names of logs; they are kept by the process that embeds the server', (_engine, { body }) => (body['getLog'] === '*' ? { names: ['global', 'startupWarnings'] } : { totalLinesWritten: 0, log: [] })),
  plain('whatsmyuri', "the client's address", (_engine, { connection }) => ({ you: connection.remoteAddress })),
  plain('currentOp', 'the request itself', (_engine, { body, connection }) => ({ inprog: [{ type: 'op', connectionId: connection.id, active: true, op: 'command', command: { currentOp: body['currentOp'] ?? 1 } }] })),
  plain('usersInfo', 'the one user', (engine) => ({ users: engine.credentials ? [{ _id: `admin.${engine.credentials.username}`, user: engine.credentials.username, db: 'admin', roles: [{ role: 'root', db: 'admin' }], mechanisms: ['SCRAM-SHA-256'] }] : [] })),
  plain('rolesInfo', 'none', () => ({ roles: [] })),
  plain('replSetGetStatus', 'refused: a standalone server', () => {
    throw new CommandError(76, 'not running with --replSet');
  }),
  plain('getDefaultRWConcern', 'refused: a standalone server', () => {
    throw new CommandError(51300, "'getDefaultRWConcern' is not supported on standalone nodes.");
  }),
  plain('fsync', 'every acknowledged write is on disk already', () => ({ numFiles: 1 })),
  plain('getFreeMonitoringStatus', 'none', () => ({ state: 'disabled' })),
];
