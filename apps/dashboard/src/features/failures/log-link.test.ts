import { expect, it } from 'vitest';
import { linkToRows } from './log-link.ts';

it('opens the log with the filter, the state and the reason, also where none was given', () => {
  expect(linkToRows({ status: 'failed', reason: 'No such user' }, { search: 'ada', status: 'failed' })).toBe('/notifications?search=ada&status=failed&failure=No+such+user');
  expect(linkToRows({ status: 'unknown', reason: null }, {})).toBe('/notifications?status=unknown&failure=No+reason+was+given');
});
