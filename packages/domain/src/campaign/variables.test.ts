import { expect, it } from 'vitest';
import { availabilityOf } from './variables.ts';

it.each([
  ['name', 'always'],
  ['campaign.name', 'always'],
  ['tags[0]', 'always'],
  ['tags.size', 'always'],
  ['attributes.city', 'attribute'],
  ['user.name', 'never'],
  ['payment.amount', 'never'],
  ['campaign.budget', 'never'],
  ['nameless', 'never'],
] as const)('%s is there %s', (variable, availability) => {
  expect(availabilityOf(variable)).toBe(availability);
});
