/** Errors of the network, and of a connection that is gone: https://nodejs.org/api/errors.html#common-system-errors */
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']);
/** SQLSTATE: connection exceptions (08…), a server that starts or stops (57P0…), and one that has no connection left (53300). */
const SQL_STATES = /^(08...|57P0.|53300)$/;
/** node-postgres gives these no code. */
const MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

/** Whether the database could not be asked at all, as opposed to having refused. Looks through what wraps the error. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK_CODES.has(code) || SQL_STATES.test(code) || MESSAGES.test(error.message) || isDatabaseUnavailable(error.cause);
}
