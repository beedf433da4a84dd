import { CreateCampaign } from '@carillon/domain';
import { expect, it } from 'vitest';
import { emptyDraft, readDraft } from './campaign-draft.ts';

const draft = { ...emptyDraft('Europe/Berlin'), name: 'Spring', template: 'spring' };

it('sends what was left empty as nothing, and percent as a part', () => {
  expect(CreateCampaign.parse(readDraft(draft).input)).toMatchObject({ segmentId: null, subject: null, ratePerSecond: null, pauseAtBounceRate: 0.1, schedule: null });
});

it('sends a time only when there is one', () => {
  expect(readDraft({ ...draft, scheduled: true, at: '2026-12-01T09:00' }).input?.schedule).toEqual({ at: '2026-12-01T09:00', timeZone: 'Europe/Berlin', missed: 'ask' });
});

it.each([
  ['rate', { rate: 'fast' }, { '/ratePerSecond': 'must be a number, like 2.5, or empty' }],
  ['bounce rate', { bouncePercent: '250' }, { '/pauseAtBounceRate': 'must be at most 100 %' }],
])('sends nothing while a %s is none: it would be no limit', (_field, typed, problems) => {
  expect(readDraft({ ...draft, ...typed })).toEqual({ input: null, problems });
});

it('leaves it to the contract to refuse a time that is none', () => {
  expect(CreateCampaign.safeParse(readDraft({ ...draft, scheduled: true, at: '' }).input).success).toBe(false);
});
