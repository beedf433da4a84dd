import type { CampaignStatus, CampaignWithStats } from '@carillon/domain';
import { expect, it } from 'vitest';
import { mustBeRead, newer } from './merge-campaigns.ts';

const campaign = (status: CampaignStatus, second: number) => ({ campaign: { status }, stats: { at: `2026-03-28T10:00:0${second}.000Z` } }) as CampaignWithStats;

it.each([
  ['newer', campaign('running', 2), 'next'],
  ['as old', campaign('running', 1), 'next'],
  ['older', campaign('running', 0), 'current'],
])('what is %s than what is shown', (_age, next, expected) => {
  const current = campaign('running', 1);
  expect(newer(current, next)).toBe({ next, current }[expected]);
});

it.each<[boolean, string, CampaignWithStats[], CampaignWithStats]>([
  [true, 'it is in no list', [], campaign('running', 1)],
  [false, 'it runs on', [campaign('running', 1)], campaign('running', 2)],
  [true, 'it has ended', [campaign('running', 1)], campaign('finished', 2)],
  [true, 'one of the lists has it in another state', [campaign('paused', 2), campaign('running', 1)], campaign('paused', 3)],
  [false, 'it runs, and the next word comes soon', [campaign('running', 2)], campaign('running', 1)],
  [true, 'it has ended, and receipts come by another clock', [campaign('finished', 2)], campaign('finished', 1)],
])('is read (%s) when %s', (read, _when, shown, next) => {
  expect(mustBeRead(shown, next)).toBe(read);
});
