import { expect, it } from 'vitest';
import { shareOut } from './share-out.ts';

it.each([
  { title: 'one call gets what was counted', consumedPoints: 3, calls: 1, told: [{ allowed: true, remaining: 2 }] },
  { title: 'calls that were counted together come one after the other', consumedPoints: 3, calls: 3, told: [{ allowed: true, remaining: 4 }, { allowed: true, remaining: 3 }, { allowed: true, remaining: 2 }] },
  { title: 'those beyond the limit are refused, and no other', consumedPoints: 7, calls: 3, told: [{ allowed: true, remaining: 0 }, { allowed: false, remaining: 0 }, { allowed: false, remaining: 0 }] },
  { title: 'behind the limit all are', consumedPoints: 9, calls: 2, told: [{ allowed: false, remaining: 0 }, { allowed: false, remaining: 0 }] },
])('$title', ({ consumedPoints, calls, told }) => {
  expect(shareOut({ consumedPoints, msBeforeNext: 1_500 }, 5, calls)).toEqual(told.map((each) => ({ ...each, resetSeconds: 2 })));
});
