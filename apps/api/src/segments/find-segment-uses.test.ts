import { CampaignId, type CampaignUses } from '@carillon/domain';
import { expect, it } from 'vitest';
import { nameUses } from './find-segment-uses.ts';

const id = CampaignId.parse('cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const spring: CampaignUses['items'][number] = { id, name: 'Spring', status: 'draft' };

it.each([
  [[spring], false, '“Spring” (draft)'],
  [[spring, { id, name: 'Autumn', status: 'running' as const }], false, '“Spring” (draft), “Autumn” (running)'],
  [[spring], true, '“Spring” (draft) and others'],
])('names who needs a segment', (items, more, words) => {
  expect(nameUses({ items, more })).toBe(words);
});
