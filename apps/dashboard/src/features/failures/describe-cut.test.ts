import { expect, it } from 'vitest';
import { describeCut, isCut } from './describe-cut.ts';

it.each([
  [{ newestOnly: false, leftOut: 0 }, ''],
  [{ newestOnly: true, leftOut: 0 }, 'Only the newest 10,000 are grouped here.'],
  [{ newestOnly: false, leftOut: 1 }, 'One more reason, less frequent, is not listed.'],
  [{ newestOnly: true, leftOut: 1_200 }, 'Only the newest 10,000 are grouped here. 1,200 more reasons, less frequent, are not listed.'],
])('%o: %s', (cut, said) => {
  expect([isCut(cut), describeCut(cut)]).toEqual([said !== '', said]);
});
