import { CampaignId, campaignVariables } from '@carillon/domain';
import { expect, it } from 'vitest';
import { templateDataOf } from './render-message.ts';

/** The dotted path of every value that is not an object. */
const leaves = (value: object, path = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? leaves(inner, `${path}${key}.`) : [`${path}${key}`]));

it('gives a template exactly the variables that operators are told of', () => {
  const member = { userId: 'u-1', name: 'Ada', address: 'ada@example.com', locale: 'en', timeZone: 'UTC', attributes: {}, tags: ['vip'] };
  expect(leaves(templateDataOf(member, { id: CampaignId.parse('cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ'), name: 'Spring' }, 'https://example.com/u')).sort()).toEqual([...campaignVariables].sort());
});
