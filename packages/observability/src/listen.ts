import type { Server } from 'node:http';

/** The port is in use. The message names the port, who wanted it, and the variable that changes it. */
export class PortTakenError extends Error {
  constructor(options: { process: string; port: number; portVariable: string }) {
    super(`Port ${options.port} is taken: ${options.process} can not listen on it. Stop what uses it, or set ${options.portVariable} to a free port.`);
    this.name = 'PortTakenError';
  }
}

/** A file that is imported is read no faster than it is stored; the time for headers has a limit of its own. */
const MAX_REQUEST_MS = 30 * 60_000;
/** Longer than load balancers keep an idle connection (a minute, by most defaults): who closes first must not be the one that is about to be asked. */
const KEEP_ALIVE_MS = 75_000;

/** Starts listening; rejects with {@link PortTakenError} when the port is in use. Port 0 takes any; the answer says which. */
export async function listen(server: Server, options: { process: string; host: string; port: number; portVariable: string }): Promise<{ port: number }> {
  server.requestTimeout = MAX_REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject('code' in error && error.code === 'EADDRINUSE' ? new PortTakenError(options) : error));
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : options.port };
}

/** Stops taking connections, lets running requests end, and closes idle and (after `graceMs`) busy ones. */
export async function closeServer(server: Server, graceMs = 3_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
