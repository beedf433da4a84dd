import { expect, it } from 'vitest';
import { describeFailed } from './describe-failed.ts';

it.each([
  ['Nothing failed', { sent: 3, unknown: 2 }],
  ['Refused or bounced', { failed: 1, bounced: 1 }],
  ['Nothing failed; 1 was complained about', { complained: 1 }],
  ['Refused or bounced; 1,200 were complained about', { failed: 1, complained: 1_200 }],
])('%s', (words, counts) => {
  expect(describeFailed(counts)).toBe(words);
});
