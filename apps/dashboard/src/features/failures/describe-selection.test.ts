import { expect, it } from 'vitest';
import { describeSelection } from './describe-selection.ts';

it.each([
  [{ filter: {} }, 'all that failed'],
  [{ filter: { search: 'ada', status: 'unknown' } }, 'all that failed with search “ada”, state “unknown”'],
  [{ filter: {}, reasons: ['No such user'] }, 'all that failed, for the reason “No such user”'],
  [{ filter: { rule: 'payment.send-reminder' }, reasons: ['one', 'two'] }, 'all that failed with rule “payment.send-reminder”, for 2 reasons'],
] as const)('%o is said as "%s"', ({ filter, ...rest }, words) => {
  expect(describeSelection({ filter, ...('reasons' in rest ? { reasons: [...rest.reasons] } : {}) })).toBe(words);
});
