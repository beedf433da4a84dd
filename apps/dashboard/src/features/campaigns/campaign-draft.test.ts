import { CreateCampaign } from '@carillon/domain';
import { expect, it } from 'vitest';
import { emptyDraft, toInput } from './campaign-draft.ts';

const draft = { ...emptyDraft('Europe/Berlin'), name: 'Spring', template: 'spring' };

it('sends what was left empty as nothing, and percent as a part', () => {
  expect(CreateCampaign.parse(toInput(draft))).toMatchObject({ segmentId: null, subject: null, ratePerSecond: null, pauseAtBounceRate: 0.1, schedule: null });
});

it('sends a time only when there is one', () => {
  expect(toInput({ ...draft, scheduled: true, at: '2026-12-01T09:00' }).schedule).toEqual({ at: '2026-12-01T09:00', timeZone: 'Europe/Berlin', missed: 'ask' });
});

it.each([
  ['rate', { rate: 'fast' }],
  ['bounce rate', { bouncePercent: 'many' }],
  ['time', { scheduled: true, at: '' }],
])('leaves it to the contract to refuse a %s that is none', (_field, typed) => {
  expect(CreateCampaign.safeParse(toInput({ ...draft, ...typed })).success).toBe(false);
});
