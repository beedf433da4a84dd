import { expect, test } from 'vitest';
import { cronInWords } from './cron-in-words.ts';

test.each([
  ['30 8 * * 1-5', 'At 08:30, Monday through Friday'],
  ['5 * * * *', 'At 5 minutes past the hour'],
  ['0 7 * * *', 'At 07:00'],
  ['*/15 8-18 * * *', 'Every 15 minutes, between 08:00 and 18:59'],
  ['0 9 1 * *', 'At 09:00, on day 1 of the month'],
  ['not a cron', 'not a cron'],
])('%s is told as: %s', (cron, words) => {
  expect(cronInWords(cron)).toBe(words);
});
