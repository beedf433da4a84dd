import { expect, it } from 'vitest';
import { describeLeftOut, describeReach } from './reach-words.ts';

const suppressed = [{ reason: 'suppressed', count: 50_000 }];

it.each([
  [{ included: 700, excluded: [], exact: true }, '700', ', and nobody is left out.'],
  [{ included: 700, excluded: suppressed, exact: true }, '700', '. Left out:'],
  [{ included: 200_000, excluded: [], exact: false }, '200,000 or more', ', and nobody among the first 200,000 is left out.'],
  [{ included: 150_000, excluded: suppressed, exact: false }, '150,000 or more', '. Left out among the first 200,000:'],
])('%j', (audience, reach, leftOut) => {
  expect(describeReach(audience)).toBe(reach);
  expect(describeLeftOut(audience)).toBe(leftOut);
});
