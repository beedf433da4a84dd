import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

it.each([
  ['450 4.7.1 Greylisted, please try again in 300 seconds', 300_000],
  ['451 4.7.1 Greylisting in action, please come back in 00:05:00', 300_000],
  ['450 4.2.0 Greylisted for 5 minutes', 300_000],
  ['421 4.7.0 Rate limited, retry after 90s', 90_000],
  ['451 4.7.0 Temporarily blocked for 1 hour', 3_600_000],
  ['450-4.7.1 Too many messages.\n450 4.7.1 Please wait 2 min and try again', 120_000],
  ['421 Try again in 1 hr, please wait 15 minutes', 900_000],
])('reads the wait out of %j', (reply, waitMs) => {
  expect(readRetryAfter(reply)).toBe(waitMs);
});

it.each([
  ['450 4.2.0 Greylisted, see http://postgrey.example/help/300.html'],
  ['421 4.4.5 Server busy, try again later'],
  ['451 4.7.0 try again in 3 days'],
  ['450 try again in 900000 seconds'],
  ['450 4.2.0 try again in 0 seconds'],
  ['451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719)'],
])('gives no time for %j', (reply) => {
  expect(readRetryAfter(reply)).toBeNull();
});
