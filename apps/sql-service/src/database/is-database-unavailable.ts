/** Errors of the network, and of a connection that is gone: https://nodejs.org/api/errors.html#common-system-errors */
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH']);
/** SQLSTATE: connection exceptions (08…), a server that starts or stops (57P0…), and one that has run out of disk, memory or connections (53…). */
const SQL_STATES = /^(08...|57P0.|53...)$/;
/** node-postgres gives these no code. */
const MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/;

/** Whether the database could do nothing for now, as opposed to having refused this one thing. Looks through what wraps the error. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK_CODES.has(code) || SQL_STATES.test(code) || MESSAGES.test(error.message) || isDatabaseUnavailable(error.cause);
}
