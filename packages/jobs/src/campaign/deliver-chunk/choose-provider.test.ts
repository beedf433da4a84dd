import { expect, it } from 'vitest';
import { mostAtOnce } from './choose-provider.ts';

it.each([
  ['nobody is held to a rate', null, null, Number.POSITIVE_INFINITY],
  ['the campaign is', 10, null, 10],
  ['the provider is', null, 25, 25],
  ['both are', 10, 25, 10],
  ['a rate has a fraction', 2.5, null, 2],
  ['a rate is less than one a second', null, 0.2, 1],
])('as many as may leave at once, where %s', (_what, campaign, provider, most) => {
  expect(mostAtOnce({ ratePerSecond: campaign }, { ratePerSecond: provider })).toBe(most);
});
