import { expect, it } from 'vitest';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';

const failing = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

it.each([
  ['a refused connection', failing('connect ECONNREFUSED', 'ECONNREFUSED')],
  ['one for each address of a name', new AggregateError([failing('connect', 'ECONNREFUSED'), failing('connect', 'ECONNREFUSED')])],
  ['a server that is shut down', failing('terminating connection due to administrator command', '57P01')],
  ['a server that starts', failing('the database system is starting up', '57P03')],
  ['a crash of another session', failing('terminating connection because of crash of another server process', '57P02')],
  ['a full disk', failing('could not extend file "base/5/16384": No space left on device', '53100')],
  ['a server without memory', failing('out of memory', '53200')],
  ['a server without a connection left', failing('sorry, too many clients already', '53300')],
  ['a lost connection', failing('Connection terminated unexpectedly')],
  ['a connection that takes too long', failing('timeout exceeded when trying to connect')],
  ['what the query builder wraps', new Error('Failed query', { cause: failing('', 'ECONNRESET') })],
])('%s means that the database is away', (_title, error) => {
  expect(isDatabaseUnavailable(error)).toBe(true);
});

it.each([
  ['a refused row', failing('duplicate key', '23505')],
  ['a statement that was too slow', failing('canceling statement due to statement timeout', '57014')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['what is no error', 'ECONNREFUSED'],
])('%s does not', (_title, error) => {
  expect(isDatabaseUnavailable(error)).toBe(false);
});
